import EcommBase
import EcommLearn
import EcommTestKit
import Testing

@Suite struct MeasureTests {
  @Test func silhouetteByHand() throws {
    let rows = Matrix(rows: 5, columns: 1, values: [0, 2, 10, 100, -7])
    let found = try Silhouette.measure(rows, labels: [4, 4, 9, 9, -1])
    // Row 0: 2 to its own, (10 + 100) / 2 to the others. Row 2: 90 to its own, 9 to the others.
    let expected = [1 - 2 / 55.0, 1 - 2 / 53.0, 9 / 90.0 - 1, 1 - 90 / 99.0]
    for (own, other) in zip(found.values, expected) { #expect(isClose(own, other, within: 1e-12)) }
    #expect(found.rows == [0, 1, 2, 3] && found.clusterMeans.count == 2)
  }

  @Test func silhouetteOfASample() throws {
    let rows = ClusterSample.rows(seed: 1, rows: 900, strays: 0)
    let labels = (0..<900).map { $0 % 4 }
    let whole = try Silhouette.measure(rows, labels: labels)
    let part = try Silhouette.measure(rows, labels: labels, limit: 300)
    #expect(part.isSampled && part.values.count == 300 && part.rows == part.rows.sorted())
    #expect(abs(part.mean - whole.mean) < 0.05)
    let serial = try Silhouette.measure(rows, labels: labels, on: .serial)
    #expect(ClusterSample.bits(serial.values) == ClusterSample.bits(whole.values))
  }

  @Test func nothingToCompare() {
    let rows = ClusterSample.rows(seed: 1, rows: 4, strays: 0)
    for labels in [[0, 0, 0, 0], [-1, -1, -1, 2]] {
      #expect(throws: ClusterError.oneCluster) { try Silhouette.measure(rows, labels: labels) }
      #expect(throws: ClusterError.oneCluster) {
        try Separation.daviesBouldin(rows, labels: labels)
      }
      #expect(throws: ClusterError.oneCluster) {
        try Separation.calinskiHarabasz(rows, labels: labels)
      }
    }
    #expect(throws: ClusterError.noSpread) { try Silhouette.measure(rows, labels: [0, 1, 2, 3]) }
    #expect(throws: ClusterError.self) { try Silhouette.measure(rows, labels: [0, 1]) }
  }

  @Test func agreement() throws {
    #expect(try AdjustedRand.index([0, 0, 1, 1], [7, 7, -1, -1]) == 1)
    #expect(try AdjustedRand.index([0, 0, 0], [1, 1, 1]) == 1)
    #expect(isClose(try AdjustedRand.index([0, 0, 1, 1], [0, 1, 0, 1]), -0.5, within: 1e-12))
    #expect(try AdjustedRand.index([], []) == 1)
    #expect(throws: ClusterError.self) { try AdjustedRand.index([1], [1, 2]) }
  }

  @Test func elbow() {
    #expect(Elbow.place([100, 40, 12, 10, 9, 8]) == 2)
    #expect(Elbow.place([3, 2]) == nil && Elbow.place([5, 5, 5]) == nil)
    #expect(Elbow.place([.infinity, 2, 1]) == nil)
  }

  @Test func gapFindsTheClusters() throws {
    let rows = ClusterSample.rows(seed: 6, rows: 240, columns: 2, clusters: 3, strays: 0)
    let gap = try GapStatistic.measure(rows, most: 5, references: 8)
    #expect(gap.best == 3, "\(gap)")
    let serial = try GapStatistic.measure(rows, most: 5, references: 8, on: .serial)
    #expect(serial == gap)
    var random = SeededRandom(seed: 1)
    let flat = Matrix(rows: 240, columns: 2, values: (0..<480).map { _ in random.uniform() })
    #expect(try GapStatistic.measure(flat, most: 3, references: 8).best == 1)
    #expect(throws: ClusterError.noSpread) {
      try GapStatistic.measure(Matrix(rows: 9, columns: 1, repeating: 1), most: 1)
    }
  }

  @Test func stability() throws {
    let rows = ClusterSample.rows(seed: 6, rows: 240, columns: 2, clusters: 3, strays: 0)
    let firm = try ClusterStability.measure(
      rows, parameters: KMeansParameters(clusters: 3, starts: 3), rounds: 4)
    #expect(firm.mean > 0.98 && firm.values.count == 6)
    let loose = try ClusterStability.measure(
      rows, parameters: KMeansParameters(clusters: 8, starts: 3), rounds: 4)
    #expect(loose.mean < firm.mean)
    let serial = try ClusterStability.measure(
      rows, parameters: KMeansParameters(clusters: 8, starts: 3), rounds: 4, on: .serial)
    #expect(serial == loose)
    #expect(throws: ClusterError.self) {
      try ClusterStability.measure(rows, parameters: KMeansParameters(), rounds: 1)
    }
  }
}
