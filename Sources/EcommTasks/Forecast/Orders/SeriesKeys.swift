import EcommBase
import EcommData

/// Which series each row belongs to.
struct SeriesKeys {
  /// The columns.
  let names: [String]
  /// In order.
  let keys: [[String]]
  /// Negative where a part of the key is missing.
  let codes: [Int32]

  init(_ table: Table, by names: [String]) throws {
    self.names = names
    let columns = try names.map { name in
      guard let column = table[name] else {
        throw ColumnError.missing(name, nearest: Nearest.match(name, in: table.names))
      }
      return column.values
    }
    guard !columns.isEmpty else {
      keys = [[]]
      codes = [Int32](repeating: 0, count: table.rowCount)
      return
    }
    var places: [[String]: Int32] = [:]
    var codes: [Int32] = []
    codes.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount {
      let key = columns.compactMap { $0.text(row) }
      guard key.count == columns.count else {
        codes.append(-1)
        continue
      }
      let next = Int32(places.count)
      codes.append(places[key] ?? next)
      if codes[row] == next { places[key] = next }
    }
    let sorted = places.keys.sorted { Self.precedes($0, $1) }
    var rank = [Int32](repeating: 0, count: sorted.count)
    for (place, key) in sorted.enumerated() { rank[Int(places[key] ?? 0)] = Int32(place) }
    keys = sorted
    self.codes = codes.map { $0 < 0 ? $0 : rank[Int($0)] }
  }

  private static func precedes(_ a: [String], _ b: [String]) -> Bool {
    for (one, other) in zip(a, b) where one != other { return one.precedesInUTF8(other) }
    return false
  }
}
