import EcommBase
import EcommData

/// What can be said about an input, and reading it with its report told to the person.
enum InputOptions {
  static let format = Option.choice(
    "format", "FORMAT", "what the input is", default: ReadOptions.Format.detected)
  static let types = Option.assignments(
    "types", "NAME=TYPE,...", "the type of a column: \(typeNames)")
  static let encoding = Option.text(
    "encoding", "NAME", "the encoding of the text, such as windows-1250", defaultText: "found")
  static let delimiter = Option.text(
    "delimiter", "CHAR", "what stands between the fields of a CSV, or 'tab'", defaultText: "found")
  static let noHeader = Option.flag("no-header", "the first line of a CSV is data already")
  static let decimal = Option.choice(
    "decimal", "MARK", "what stands before the decimals of a number", default: Decimal.detected)
  static let dateFormat = Option.text(
    "date-format", "FORMAT", "how dates are written, such as DD.MM.YYYY", defaultText: "found")
  static let missing = Option.list(
    "missing", "MARK,...", "texts that mean a missing value, beside empty, NA, null and the like")
  static let record = Option.text(
    "record", "NAME", "the element of an XML that is one row", defaultText: "the one that repeats")
  static let rename = Option.assignments(
    "rename", "OLD=NEW,...", "read a column under another name")
  static let conditions = Option.texts(
    "where", "COLUMN=VALUE",
    "count only such rows; also with !=, <, <=, > and >=, and several times")
  static let onErrorFail = Option.choice(
    "on-error", "POLICY", "a row that cannot be read", default: ErrorPolicy.fail)
  static let onErrorSkip = Option.choice(
    "on-error", "POLICY", "a row that cannot be read", default: ErrorPolicy.skip)

  enum Decimal: String, CaseIterable {
    case detected, comma, point
  }

  static let all: [OptionDeclaration] = [
    format.declaration, types.declaration, encoding.declaration, delimiter.declaration,
    noHeader.declaration, decimal.declaration, dateFormat.declaration, missing.declaration,
    record.declaration,
  ]

  /// Of commands that read rows of which not all need to count.
  static let rows = all + [rename.declaration, conditions.declaration]

  private static let typeNames = ColumnType.allCases.map(\.rawValue).joined(separator: ", ")
}
