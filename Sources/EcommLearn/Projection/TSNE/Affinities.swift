import EcommBase
import Glibc

/// How much rows are each other's neighbours: for each row a normal density over its nearest rows, as
/// wide as gives the wished perplexity, then both directions averaged. All of them sum to one.
///
/// Compressed sparse rows, columns ascending; symmetric.
struct Affinities: Sendable {
  let starts: [Int]
  let columns: [Int32]
  let values: [Double]

  var count: Int { starts.count - 1 }

  init(_ rows: Matrix, perplexity: Double, on parallel: Parallel) throws {
    let neighbours = max(1, min(rows.rows - 1, Int(3 * perplexity + 1)))
    let tree = try NeighbourTree(rows, on: parallel)
    let near = try tree.nearestRows(neighbours, on: parallel)
    let shares = try parallel.mapChunks(of: rows.rows, size: 256) { range in
      range.flatMap { row in
        Self.shares(near.distances[row * neighbours..<(row + 1) * neighbours], perplexity)
      }
    }.flatMap { $0 }
    self.init(near, shares)
  }

  /// The density of one row's neighbours; their entropy is the log of the perplexity.
  private static func shares(_ distances: ArraySlice<Double>, _ perplexity: Double) -> [Double] {
    let nearest = distances.first ?? 0
    let squares = distances.map { $0 * $0 - nearest * nearest }
    let wished = log(min(perplexity, Double(distances.count)))
    let typical = squares.reduce(0, +) / Double(squares.count)
    var precision = typical > 0 ? 1 / typical : 1
    var (low, high) = (0.0, Double.infinity)
    var shares: [Double] = []
    for _ in 0..<100 {
      shares = squares.map { exp(-$0 * precision) }
      let total = shares.reduce(0, +)
      let mean = zip(shares, squares).reduce(0) { $0 + $1.0 * $1.1 } / total
      shares = shares.map { $0 / total }
      let excess = log(total) + precision * mean - wished
      if excess.magnitude < 1e-5 { break }
      if excess > 0 { low = precision } else { high = precision }
      precision = high.isFinite ? (low + high) / 2 : precision * 2
      guard precision.isFinite else { break }
    }
    return shares
  }

  /// Both directions averaged.
  private init(_ near: NearestRows, _ shares: [Double]) {
    let count = near.indices.count / near.neighbours
    let scale = 1 / (2 * Double(count))
    var entries = [[(column: Int32, value: Double)]](repeating: [], count: count)
    for (place, column) in near.indices.enumerated() {
      let row = place / near.neighbours
      entries[row].append((column, shares[place] * scale))
      entries[Int(column)].append((Int32(row), shares[place] * scale))
    }
    var (starts, columns, values) = ([0], [Int32](), [Double]())
    for row in 0..<count {
      for (column, value) in entries[row].sorted(by: { $0.column < $1.column }) {
        if columns.count > starts[row], columns.last == column {
          values[values.count - 1] += value
        } else {
          columns.append(column)
          values.append(value)
        }
      }
      starts.append(columns.count)
    }
    (self.starts, self.columns, self.values) = (starts, columns, values)
  }
}
