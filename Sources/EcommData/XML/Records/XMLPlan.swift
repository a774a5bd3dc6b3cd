/// Which path goes into which column of which table: made from a survey, and added to as the rest of
/// the documents shows more.
///
/// Table 0 holds the records. A list inside a record is a table of its own, keyed to the record by the
/// columns `record` (its number) and the record's key, if it has one; a list inside that one has also a
/// column with the number of its outer row.
struct XMLPlan {
  enum Kind: UInt8 {
    /// Not in a record: passed over.
    case outside
    /// Each element begins a row.
    case row
    /// Each element is a value of a row that has no element of its own.
    case turn
    /// A value, or only a step on the way to one.
    case field
    /// A value made of all text below.
    case mixed
    /// Below one of those.
    case insideMixed
  }

  struct Role {
    var kind: Kind
    var table: Int32
    /// `noColumn` until there is a value.
    var column: Int32
  }

  struct Shape {
    /// Path below the record, `records` for table 0.
    var name: String
    /// What the names of columns begin below.
    var base: Int32
    /// The table in whose rows this one's lists stand.
    var outer: Int?
    var columns: [String] = []
    fileprivate var takenNames: Set<String> = []
    /// Columns that repeat the outer row: `record`, the key, the number of the outer row.
    var record: Int32 = noColumn
    var key: Int32 = noColumn
    var outerRow: Int32 = noColumn
    /// The first value of each later row stands in the table of the first.
    var isLate = false
  }

  static let noColumn: Int32 = -1

  var paths: XMLPaths
  private(set) var roles: [Role] = []
  private(set) var shapes: [Shape] = []
  private(set) var records: [Int32]
  private(set) var keyPath: Int32?
  private var takenTables: Set<String> = [recordTable]
  /// Tables for values that repeat only where the survey did not look.
  private var late: [Int32: Int] = [:]

  init(_ shape: XMLShape, record wanted: String?) throws(XMLRecordError) {
    paths = shape.survey.paths
    records = try shape.records(named: wanted)
    roles = [Role](
      repeating: Role(kind: .outside, table: 0, column: Self.noColumn), count: paths.count)
    guard let first = records.first else {
      shapes = [Shape(name: Self.recordTable, base: 0)]
      return
    }
    let isTurns = records.count > 1
    shapes = [Shape(name: Self.recordTable, base: isTurns ? paths[first].parent : first)]
    if !isTurns { keyPath = shape.key(of: first) }
    for path in records { place(path, isTurns ? .turn : .row, 0, shape) }
  }

  static let recordTable = "records"

  // MARK: from the survey

  private mutating func place(_ path: Int32, _ kind: Kind, _ table: Int, _ shape: XMLShape) {
    roles[Int(path)] = Role(kind: kind, table: Int32(table), column: Self.noColumn)
    let occurrence = shape.survey.occurrences[Int(path)]
    if occurrence.withText > 0 || shape.isLeaf(path) && !isBareRow(path, kind, shape) {
      _ = column(of: path, shape.names)
    }
    for attribute in shape.attributes[Int(path)] {
      roles[Int(attribute)] = Role(kind: .field, table: Int32(table), column: Self.noColumn)
      _ = column(of: attribute, shape.names)
    }
    if kind == .mixed || kind == .insideMixed {
      for child in shape.children[Int(path)] { placeMixed(child, table, shape) }
    } else {
      placeChildren(of: path, table, shape)
    }
  }

  /// `<order id="7"/>` has no text to keep a column for.
  private func isBareRow(_ path: Int32, _ kind: Kind, _ shape: XMLShape) -> Bool {
    kind == .row && !shape.attributes[Int(path)].isEmpty
  }

  private mutating func placeChildren(of path: Int32, _ table: Int, _ shape: XMLShape) {
    let lists = shape.listsIn(path)
    let listed = Set(lists.joined())
    let firsts = Dictionary(lists.map { ($0[0], $0) }, uniquingKeysWith: { first, _ in first })
    for child in shape.children[Int(path)] {
      if let list = firsts[child] {
        placeList(list, table, shape)
      } else if !listed.contains(child) {
        place(child, isMixed(child, shape) ? .mixed : .field, table, shape)
      }
    }
  }

  private mutating func placeList(_ list: [Int32], _ outer: Int, _ shape: XMLShape) {
    guard let first = list.first else { return }
    let isTurns = list.count > 1
    let base = isTurns ? paths[first].parent : first
    let name = paths.text(base, below: recordBase, shape.names)
    let names = list.map { shape.names[paths[$0].name] }.joined(separator: ",")
    let title = name.isEmpty ? names : name
    let table = addTable(title, base: base, outer: outer, shape.names)
    for path in list { place(path, isTurns ? .turn : .row, table, shape) }
  }

  private func isMixed(_ path: Int32, _ shape: XMLShape) -> Bool {
    let occurrence = shape.survey.occurrences[Int(path)]
    return occurrence.mixed > 0 && occurrence.mixed * 2 >= occurrence.withElements
  }

  private mutating func placeMixed(_ path: Int32, _ table: Int, _ shape: XMLShape) {
    roles[Int(path)] = Role(kind: .insideMixed, table: Int32(table), column: Self.noColumn)
    for child in shape.children[Int(path)] { placeMixed(child, table, shape) }
  }

  // MARK: later

  private var recordBase: Int32 { shapes[0].base }

  /// The role of a path that the survey has not seen, by the role of its parent.
  mutating func addRole(of path: Int32) {
    let parent = roles[Int(paths[path].parent)]
    let kind: Kind =
      switch parent.kind {
      case .outside: .outside
      case .mixed: paths[path].isAttribute ? .field : .insideMixed
      case .insideMixed: paths[path].isAttribute ? .outside : .insideMixed
      case .row, .turn, .field: .field
      }
    roles.append(Role(kind: kind, table: parent.table, column: Self.noColumn))
  }

  /// The column of the values on this path, made when first asked for.
  mutating func column(of path: Int32, _ names: XMLNames) -> Int32 {
    let role = roles[Int(path)]
    if role.column != Self.noColumn { return role.column }
    let base = shapes[Int(role.table)].base
    let text = paths.text(path, below: base, names)
    let name = text.isEmpty ? names[paths[path].name] : text
    let column = addColumn(name, to: Int(role.table))
    roles[Int(path)].column = column
    return column
  }

  private mutating func addColumn(_ name: String, to table: Int) -> Int32 {
    let free = Self.free(name, &shapes[table].takenNames)
    shapes[table].columns.append(free)
    return Int32(truncatingIfNeeded: shapes[table].columns.count - 1)
  }

  /// A name that is taken gets a number: `record_2`.
  private static func free(_ name: String, _ taken: inout Set<String>) -> String {
    var free = name
    var number = 2
    while !taken.insert(free).inserted {
      free = "\(name)_\(number)"
      number += 1
    }
    return free
  }

  private mutating func addTable(
    _ name: String, base: Int32, outer: Int, _ names: XMLNames
  ) -> Int {
    let table = shapes.count
    shapes.append(Shape(name: Self.free(name, &takenTables), base: base, outer: outer))
    shapes[table].record = addColumn("record", to: table)
    if let keyPath {
      shapes[table].key = addColumn(paths.text(keyPath, below: recordBase, names), to: table)
    }
    if outer > 0 { shapes[table].outerRow = addColumn(shapes[outer].name, to: table) }
    return table
  }

  /// The table for further values of a path that was taken to have one in each row, and their column.
  mutating func lateTable(for path: Int32, _ names: XMLNames) -> (table: Int, column: Int32) {
    let outer = Int(roles[Int(path)].table)
    if let table = late[path] { return (table, Int32(shapes[table].columns.count - 1)) }
    let name = paths.text(path, below: recordBase, names)
    let table = addTable(name, base: path, outer: outer, names)
    late[path] = table
    shapes[table].isLate = true
    return (table, addColumn(names[paths[path].name], to: table))
  }
}
