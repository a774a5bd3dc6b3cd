import EcommBase

/// The nearest of a set of rows, found by measuring all of them: exact in any number of columns.
///
/// The rows stand in groups of eight, column by column, so that eight distances grow at once.
struct NeighbourSearch: Sendable, Equatable {
  static let lanes = 8
  let rows: Int
  let width: Int
  /// (groups, columns, 8); places behind the last row hold infinity.
  private let values: [Float]

  /// A row and how far away it is.
  struct Neighbour: Sendable, Equatable {
    let row: Int
    let distance: Double
  }

  init(_ matrix: Matrix) {
    rows = matrix.rows
    width = matrix.columns
    let groups = (rows + Self.lanes - 1) / Self.lanes
    var values = [Float](repeating: .infinity, count: groups * width * Self.lanes)
    for row in 0..<rows {
      for column in 0..<width {
        values[(row / Self.lanes * width + column) * Self.lanes + row % Self.lanes] = Float(
          matrix[row, column])
      }
    }
    self.values = values
  }

  /// Row by row.
  var numbers: [Float] {
    (0..<rows * width).map { place in
      let (row, column) = (place / width, place % width)
      return values[(row / Self.lanes * width + column) * Self.lanes + row % Self.lanes]
    }
  }

  /// The `count` nearest, nearest first; of equally near ones the earlier. One row at no distance at
  /// all is passed over: the row itself, or its copy.
  func nearest(_ count: Int, to row: ArraySlice<Double>) -> [Neighbour] {
    var found: [Neighbour] = []
    found.reserveCapacity(count + 1)
    var mayPass = true
    var border = Double.infinity
    let own = row.map { Float($0) }
    for group in 0..<(rows + Self.lanes - 1) / Self.lanes {
      let squares = squares(group, own)
      if Double(squares.min()) >= border { continue }
      for lane in 0..<min(Self.lanes, rows - group * Self.lanes) {
        let square = Double(squares[lane])
        if square >= border { continue }
        if square == 0, mayPass {
          mayPass = false
          continue
        }
        Self.insert(
          Neighbour(row: group * Self.lanes + lane, distance: square), into: &found, count)
        if found.count == count { border = found[count - 1].distance }
      }
    }
    return found.map { Neighbour(row: $0.row, distance: $0.distance.squareRoot()) }
  }

  @inline(__always)
  private func squares(_ group: Int, _ own: [Float]) -> SIMD8<Float> {
    var sum = SIMD8<Float>(repeating: 0)
    values.withUnsafeBytes { bytes in
      for column in 0..<width {
        let start = (group * width + column) * Self.lanes * MemoryLayout<Float>.size
        let others = bytes.loadUnaligned(fromByteOffset: start, as: SIMD8<Float>.self)
        let away = others - own[column]
        sum += away * away
      }
    }
    return sum
  }

  private static func insert(_ fresh: Neighbour, into found: inout [Neighbour], _ count: Int) {
    var place = found.count
    while place > 0, found[place - 1].distance > fresh.distance { place -= 1 }
    found.insert(fresh, at: place)
    if found.count > count { found.removeLast() }
  }
}
