import EcommBase
import EcommData

/// Which columns of a file are features, of which type, and which are left out and why.
///
/// What is not asked for is decided by what the columns hold, and said aloud.
struct ColumnRoles: Sendable {
  /// Asked for on the command line.
  struct Wishes: Sendable {
    var dropped: [String] = []
    /// Columns that are features whatever they look like.
    var kept: [String] = []
    var texts: [String] = []
    /// Columns with a part of their own: target, key, group, time.
    var taken: [String] = []
    /// Columns whose type was told.
    var typed: Set<String> = []
  }

  private(set) var features: [SchemaColumn] = []
  private(set) var notes: [String] = []

  static func find(_ table: Table, _ wishes: Wishes) throws -> ColumnRoles {
    for name in wishes.dropped + wishes.kept + wishes.texts where table[name] == nil {
      throw ColumnError.missing(name, nearest: Nearest.match(name, in: table.names))
    }
    var roles = ColumnRoles()
    var left: [Reason: [String]] = [:]
    var codes: [String] = []
    for column in table.columns where !wishes.taken.contains(column.name) {
      if wishes.dropped.contains(column.name) {
        left[.asked, default: []].append(column.name)
      } else if !wishes.kept.contains(column.name), let reason = Reason(column, wishes) {
        left[reason, default: []].append(column.name)
      } else {
        let type = type(column, wishes)
        if type == .category, column.values.type == .integer { codes.append(column.name) }
        roles.features.append(schema(column, type))
      }
    }
    if !codes.isEmpty {
      roles.notes.append(
        "\(listed(codes)) \(codes.count == 1 ? "holds" : "hold") few whole numbers: "
          + "taken as categories (--types)")
    }
    for reason in Reason.allCases {
      if let names = left[reason] { roles.notes.append(reason.note(names)) }
    }
    return roles
  }

  static func listed(_ names: [String]) -> String {
    let shown = names.prefix(6).joined(separator: ", ")
    return names.count > 6 ? "\(shown) and \(names.count - 6) more" : shown
  }

  private static func type(_ column: Column, _ wishes: Wishes) -> ColumnType {
    if wishes.texts.contains(column.name) { return .text }
    switch column.values {
    case .integers(let values):
      return !wishes.typed.contains(column.name) && LikelyCodes.hold(values, name: column.name)
        ? .category : .integer
    case .categories(let values):
      return !wishes.typed.contains(column.name) && LikelyTexts.hold(values) ? .text : .category
    case .texts:
      return .text
    default: return column.values.type
    }
  }

  private static func schema(_ column: Column, _ type: ColumnType) -> SchemaColumn {
    let numbers =
      [.number, .integer].contains(type) ? column.values.doubles?.filter(\.isFinite) : nil
    let least = numbers?.min()
    let most = numbers?.max()
    let levels =
      type == .category ? categories(column.values).prefix(Self.listedCategories) : []
    return SchemaColumn(
      name: column.name, type: type, role: .feature, missing: .allow, categories: Array(levels),
      range: least.flatMap { low in most.map { low...$0 } })
  }

  /// A schema is read by people.
  private static let listedCategories = 100

  private static func categories(_ values: ColumnValues) -> [String] {
    if case .categories(let categories) = values { return categories.levels }
    return Schema.categories(values).levels
  }
}

extension ColumnRoles {
  /// Why a column is no feature.
  enum Reason: CaseIterable {
    case asked, empty, constant, identifier

    init?(_ column: Column, _ wishes: Wishes) {
      let survey = ValueSurvey(column.values)
      if survey.known == 0 {
        self = .empty
      } else if survey.distinct == 1, survey.known == column.values.count {
        self = .constant
      } else if !wishes.texts.contains(column.name), LikelyIdentifier.isOne(column, survey) {
        self = .identifier
      } else {
        return nil
      }
    }

    func note(_ names: [String]) -> String {
      let listed = ColumnRoles.listed(names)
      return switch self {
      case .asked: "left out as asked: \(listed)"
      case .empty: "left out, no values: \(listed)"
      case .constant: "left out, always the same value: \(listed)"
      case .identifier: "left out, looks like an identifier (--keep): \(listed)"
      }
    }
  }
}
