/// What stretches of documents held; tallies of neighbours add up to that of both.
struct XMLTally: Sendable {
  struct Table: Sendable {
    let name: String
    var columns: [String]
    var rows: Int
    /// Columns that only say to which record and outer row a row belongs.
    let keys: [String]
    let isLate: Bool
  }

  private(set) var tables: [Table] = []
  private(set) var valuesOutside = 0
  /// The first ones.
  private(set) var pathsOutside: [String] = []
  private(set) var lines = 0

  static let pathsNamed = 3

  init() {}

  init(_ mapper: XMLRowMapper, _ names: XMLNames, lines: Int) {
    let plan = mapper.plan
    tables = zip(plan.shapes, mapper.rowCounts).map { shape, rows in
      let keys = [shape.record, shape.key, shape.outerRow].filter { $0 != XMLPlan.noColumn }
      return Table(
        name: shape.name, columns: shape.columns, rows: rows,
        keys: keys.map { shape.columns[Int($0)] }, isLate: shape.isLate)
    }
    valuesOutside = mapper.valuesOutside
    pathsOutside = mapper.pathsOutside.map { plan.paths.text($0, below: 0, names) }
    self.lines = lines
  }

  func rows(of table: String) -> Int { tables.first { $0.name == table }?.rows ?? 0 }

  /// `lines` and `values` stand before the first record and were counted already.
  mutating func add(_ other: XMLTally, less values: Int = 0, lines repeated: Int = 0) {
    for table in other.tables {
      guard let place = tables.firstIndex(where: { $0.name == table.name }) else {
        tables.append(table)
        continue
      }
      tables[place].rows += table.rows
      tables[place].columns += table.columns.filter { !tables[place].columns.contains($0) }
    }
    valuesOutside += other.valuesOutside - values
    for path in other.pathsOutside
    where pathsOutside.count < Self.pathsNamed && !pathsOutside.contains(path) {
      pathsOutside.append(path)
    }
    lines += other.lines - repeated
  }

  /// Lines are counted file by file.
  mutating func beginFile() { lines = 0 }
}
