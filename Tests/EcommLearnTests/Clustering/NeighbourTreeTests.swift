import EcommBase
import EcommLearn
import EcommTestKit
import Testing

@Suite struct NeighbourTreeTests {
  @Test(arguments: UInt64(0)..<6) func equalsThePlainSearch(seed: UInt64) throws {
    var rows = ClusterSample.rows(seed: seed, rows: 150, columns: 1 + Int(seed))
    if seed % 2 == 0 { rows.values = rows.values.map { $0.rounded() } }
    let tree = try NeighbourTree(rows)
    let found = try tree.nearestRows(7)
    for row in 0..<rows.rows {
      let all = (0..<rows.rows).map { other in
        zip(rows.row(row), rows.row(other)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      let order = all.indices.sorted { (all[$0], $0) < (all[$1], $1) }
      let others = order.filter { $0 != row }.prefix(7)
      #expect(found.indices[row * 7..<row * 7 + 7].map(Int.init) == Array(others))
      let near = try tree.nearest(5, to: Array(rows.row(row)))
      #expect(near.map(\.row) == Array(order.prefix(5)))
      #expect(near.map(\.distance) == order.prefix(5).map { all[$0].squareRoot() })
    }
  }

  @Test func tooFewRows() throws {
    let tree = try NeighbourTree(Matrix(rows: 3, columns: 1, values: [1, 2, 3]))
    #expect(throws: ClusterError.fewRows(count: 3, least: 4)) { try tree.nearestRows(3) }
    #expect(try tree.nearestRows(3, includingItself: true).indices.count == 9)
    #expect(throws: ClusterError.self) { try tree.nearestRows(0) }
    #expect(throws: ClusterError.self) { try tree.nearest(4, to: [1]) }
    #expect(throws: ClusterError.self) { try tree.nearest(1, to: [1, 2]) }
    #expect(throws: ClusterError.self) { try tree.nearest(1, to: [.nan]) }
    #expect(
      try NeighbourTree(Matrix(rows: 1, columns: 1, values: [4])).nearest(1, to: [6])[0].distance
        == 2)
  }
}
