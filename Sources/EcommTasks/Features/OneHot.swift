import EcommBase
import EcommData

/// A column of 0 and 1 for each category. A category that training did not know, or a missing one, is 0 in
/// all of them.
struct OneHot: PreparationStep, Equatable {
  static let name = "one-hot"

  struct Levels: Equatable {
    let column: String
    let kept: [String]
  }

  let columns: [Levels]

  static func fit(_ table: Table) -> OneHot? {
    let columns = table.categoryColumns.map { name, values in
      let used = Set(values.codes)
      return Levels(
        column: name,
        kept: values.levels.indices.filter { used.contains(Int32($0)) }.map { values.levels[$0] })
    }
    return columns.isEmpty ? nil : OneHot(columns: columns)
  }

  func apply(_ table: Table) throws -> Table {
    try table.changing(columns.map(\.column), for: Self.name) { place, column in
      let levels = columns[place]
      let values = try column.categories(for: Self.name)
      let codes = Dictionary(
        zip(values.levels, values.levels.indices), uniquingKeysWith: { first, _ in first })
      return levels.kept.map { level in
        let code = codes[level].map { Int32(truncatingIfNeeded: $0) }
        return Column(levels.title(level), .numbers(values.codes.map { $0 == code ? 1 : 0 }))
      }
    }
  }

  var origins: [String: [String]] {
    Dictionary(
      columns.flatMap { levels in levels.kept.map { (levels.title($0), [levels.column]) } },
      uniquingKeysWith: { first, _ in first })
  }
}

extension OneHot.Levels {
  fileprivate func title(_ level: String) -> String { "\(column) = \(level)" }
}

extension OneHot {
  var json: JSON.Object {
    JSON.Object([
      ("columns", .array(columns.map { ["name": .string($0.column), "kept": .strings($0.kept)] }))
    ])
  }

  init(_ fields: JSONFields) throws {
    columns = try fields.objects("columns").map {
      Levels(column: try $0.string("name"), kept: try $0.strings("kept"))
    }
  }
}
