import EcommBase
import EcommData

/// Categories by the same codes in every table: those often seen in training, and one code for all others,
/// seen rarely or never.
struct CategoryLevels: PreparationStep, Equatable {
  static let name = "category-levels"
  static let other = "(other)"

  struct Levels: Equatable {
    let column: String
    /// Sorted; the others come behind them.
    let kept: [String]
  }

  let columns: [Levels]

  /// A category of fewer rows says little that would hold again.
  static func fewestRows(of rows: Int) -> Int { max(3, min(20, rows / 500)) }

  static func fit(_ table: Table) -> CategoryLevels? {
    let columns = table.categoryColumns.map { name, values in
      Levels(column: name, kept: often(values, fewest: fewestRows(of: table.rowCount)))
    }
    return columns.isEmpty ? nil : CategoryLevels(columns: columns)
  }

  private static func often(_ values: Categories, fewest: Int) -> [String] {
    var counts = [Int](repeating: 0, count: values.levels.count)
    for code in values.codes where code >= 0 { counts[Int(code)] += 1 }
    return values.levels.indices.filter { counts[$0] >= fewest && values.levels[$0] != other }
      .map { values.levels[$0] }
  }

  func apply(_ table: Table) throws -> Table {
    try table.changing(columns.map(\.column), for: Self.name) { place, column in
      let values = try column.categories(for: Self.name)
      return [Column(column.name, .categories(columns[place].code(values)))]
    }
  }
}

extension CategoryLevels {
  func compile(into program: inout RowProgram) -> Bool {
    columns.allSatisfy { levels in
      program.encode(levels.column) { name in
        Int32(truncatingIfNeeded: levels.kept.firstIndex(of: name) ?? levels.kept.count)
      }
    }
  }
}

extension CategoryLevels.Levels {
  func code(_ values: Categories) -> Categories {
    let places = Dictionary(
      zip(kept, 0..<Int32(truncatingIfNeeded: kept.count)), uniquingKeysWith: { first, _ in first })
    let other = Int32(truncatingIfNeeded: kept.count)
    let codes = values.levels.map { places[$0] ?? other }
    return Categories(
      levels: kept + [CategoryLevels.other],
      codes: values.codes.map { $0 < 0 ? Categories.missing : codes[Int($0)] })
  }
}

extension CategoryLevels {
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
