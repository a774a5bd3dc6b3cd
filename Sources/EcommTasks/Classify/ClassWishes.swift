import EcommBase
import EcommData
import EcommLearn

/// Wishes that the rows or the classifiers cannot fulfil are errors: what was asked for must not be passed over in
/// silence.
struct ClassWishes {
  let settings: ClassSettings
  let kinds: [ClassifierKind]

  func check(_ data: ClassData) throws {
    if data.classes.count > 2, settings.rule != .bestF1 {
      throw ClassifyError.binaryOnly("a threshold", classes: data.classes.count)
    }
    for name in settings.monotone.keys.sorted() { try checkMonotone(name, data.table) }
  }

  private func checkMonotone(_ name: String, _ table: Table) throws {
    guard let column = table[name] else {
      throw ColumnError.missing(name, nearest: Nearest.match(name, in: table.names))
    }
    guard column.values.type == .number else {
      throw ColumnError.wrongType(name, type: column.values.type, expected: ["number"])
    }
    if let kind = kinds.first(where: { $0 != .boosting }) {
      throw ClassifyError.boostingOnly("--monotone", kind: kind)
    }
  }
}
