/// The cells of JSON rows, column by column. A nested name is a path: `address/city`.
///
/// Rows mostly name the same columns in the same order, so each level of objects remembers which name
/// came last and looks at the next one first.
struct JSONCells {
  /// The names in one object, or in all objects at one path.
  private struct Level {
    var path: String
    var names: [[UInt8]] = []
    /// The column of each name; -1 until it has a value of its own.
    var columns: [Int] = []
    /// The level below each name; -1 until it holds an object.
    var levels: [Int] = []
    var next = 0
  }

  private var levels = [Level(path: "")]
  private var places: [String: Int] = [:]
  private(set) var names: [String] = []
  private(set) var columns: [RawColumn] = []
  private(set) var rowCount = 0
  private(set) var lines: [Int32] = []

  /// The number of `name` within `level`, new or old.
  mutating func entry(_ name: some Collection<UInt8>, in level: Int) -> Int {
    let expected = levels[level].next
    if expected < levels[level].names.count, levels[level].names[expected].elementsEqual(name) {
      levels[level].next = expected + 1
      return expected
    }
    if let known = levels[level].names.firstIndex(where: { $0.elementsEqual(name) }) {
      levels[level].next = known + 1
      return known
    }
    levels[level].names.append(Array(name))
    levels[level].columns.append(-1)
    levels[level].levels.append(-1)
    levels[level].next = levels[level].names.count
    return levels[level].names.count - 1
  }

  func text(_ entry: Int, in level: Int) -> String { path(entry, level) }

  private func path(_ entry: Int, _ level: Int) -> String {
    let name = String(decoding: levels[level].names[entry], as: UTF8.self)
    return levels[level].path.isEmpty ? name : levels[level].path + "/" + name
  }

  /// The level of the object that is the value of an entry.
  mutating func descend(_ entry: Int, in level: Int) -> Int {
    if levels[level].levels[entry] < 0 {
      levels[level].levels[entry] = levels.count
      levels.append(Level(path: path(entry, level)))
    }
    let below = levels[level].levels[entry]
    levels[below].next = 0
    return below
  }

  /// False if the row has such a cell already. A null makes no column where objects were seen.
  mutating func set(_ entry: Int, in level: Int, start: Int, length: UInt32) -> Bool {
    if length == RawColumn.absent, levels[level].levels[entry] >= 0 { return true }
    if levels[level].columns[entry] < 0 {
      levels[level].columns[entry] = column(path(entry, level))
    }
    let column = levels[level].columns[entry]
    guard columns[column].starts.count <= rowCount else { return false }
    pad(column)
    columns[column].starts.append(UInt32(truncatingIfNeeded: start))
    columns[column].lengths.append(length)
    return true
  }

  private mutating func column(_ name: String) -> Int {
    if let place = places[name] { return place }
    places[name] = names.count
    names.append(name)
    columns.append(RawColumn())
    return names.count - 1
  }

  /// Absent in the rows before.
  private mutating func pad(_ column: Int) {
    let gap = rowCount - columns[column].starts.count
    guard gap > 0 else { return }
    columns[column].starts.append(contentsOf: repeatElement(0, count: gap))
    columns[column].lengths.append(contentsOf: repeatElement(RawColumn.absent, count: gap))
  }

  mutating func endRow(line: Int) {
    rowCount += 1
    lines.append(Int32(truncatingIfNeeded: line))
    levels[0].next = 0
  }

  mutating func finish() {
    for column in columns.indices { pad(column) }
  }
}
