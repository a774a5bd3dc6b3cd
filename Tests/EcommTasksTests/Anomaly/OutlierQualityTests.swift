import EcommBase
import EcommData
import EcommLearn
import EcommTestKit
import Testing

/// Isolation forests on four public sets, the mean of five seeds, against scikit-learn's: no worse than two of its
/// standard deviations between seeds.
@Suite(.enabled(if: RealData.isThere, Comment(rawValue: RealData.note)))
struct OutlierQualityTests {
  static let peers: [(name: String, rocAUC: Double, slack: Double)] = [
    ("cardio", 0.9329, 0.018), ("satellite", 0.7008, 0.038), ("shuttle", 0.9970, 0.001),
    ("thyroid", 0.9781, 0.0076),
  ]

  @Test(arguments: peers.indices) func forestsRankAsWell(index: Int) throws {
    let peer = Self.peers[index]
    let table = try TableReader.read(RealData.path("anomaly/\(peer.name).csv")).table
    let truth = (table["label"]?.values.doubles ?? []).map { $0 > 0.5 }
    let columns = table.columns.filter { $0.name != "label" }.compactMap(\.values.doubles)
    let rows = Matrix(
      rows: table.rowCount, columns: columns.count,
      values: (0..<table.rowCount).flatMap { row in columns.map { $0[row] } })
    let areas = try (0..<5).map { seed -> Double in
      var parameters = IsolationParameters()
      parameters.seed = UInt64(seed)
      let scores = try IsolationForest.fit(rows, parameters: parameters).scores(rows)
      return try Ranking(scores, isPositive: truth).rocAUC ?? 0
    }
    #expect(areas.reduce(0, +) / 5 > peer.rocAUC - peer.slack, "\(peer.name) \(areas)")
  }
}
