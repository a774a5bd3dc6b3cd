import EcommBase
import EcommLearn
import EcommTestKit
import Testing

@Suite struct DensityTests {
  /// The textbook's scan: cores by counting all pairs, clusters grown in the order of the rows.
  private func plain(_ rows: Matrix, eps: Double, least: Int) -> [Int] {
    func near(_ row: Int) -> [Int] {
      (0..<rows.rows).filter { other in
        zip(rows.row(row), rows.row(other)).reduce(0) {
          $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
        } <= eps * eps
      }
    }
    let neighbours = (0..<rows.rows).map(near)
    var labels = [Int](repeating: -1, count: rows.rows)
    var next = 0
    for row in 0..<rows.rows where labels[row] < 0 && neighbours[row].count >= least {
      labels[row] = next
      var waiting = [row]
      while let one = waiting.popLast() {
        guard neighbours[one].count >= least else { continue }
        for other in neighbours[one] where labels[other] < 0 {
          labels[other] = next
          waiting.append(other)
        }
      }
      next += 1
    }
    return labels
  }

  @Test(arguments: UInt64(0)..<12) func equalsThePlainScan(seed: UInt64) throws {
    var rows = ClusterSample.rows(
      seed: seed, rows: 90 + 30 * Int(seed % 3), columns: 1 + Int(seed % 4), strays: 30)
    // Whole numbers: many rows are the same or exactly at the reach.
    if seed % 2 == 0 { rows.values = rows.values.map { $0.rounded() } }
    for eps in [0.5, 1.0, 2.0, 9.0] {
      for least in [1, 3, 8] {
        let fit = try DBSCAN.fit(rows, eps: eps, minimumNeighbours: least)
        #expect(fit.labels == plain(rows, eps: eps, least: least), "\(eps) \(least)")
        #expect(fit.model.counts.reduce(0, +) + fit.noise == rows.rows)
      }
    }
  }

  @Test func newRows() throws {
    let rows = Matrix(rows: 7, columns: 1, values: [0, 0.5, 1, 10, 10.5, 11, 50])
    let fit = try DBSCAN.fit(rows, eps: 1, minimumNeighbours: 3)
    #expect(fit.labels == [0, 0, 0, 1, 1, 1, -1])
    let new = Matrix(rows: 4, columns: 1, values: [2, 2.001, 9.2, 50])
    let found = try fit.model.predict(new)
    #expect(found.labels == [0, -1, 1, -1])
    #expect(found.distances[0] == 1 && found.distances[3] == 39)
    let many = Matrix(rows: 100, columns: 1, values: (0..<100).map { Double($0) / 5 })
    let together = try fit.model.predict(many)
    for row in 0..<100 {
      let alone = try fit.model.predict(Matrix(rows: 1, columns: 1, values: [many[row, 0]]))
      #expect(alone.labels[0] == together.labels[row])
      #expect(alone.distances[0] == together.distances[row])
    }
  }

  @Test func noCores() throws {
    let fit = try DBSCAN.fit(Matrix(rows: 3, columns: 1, values: [1, 20, 300]), eps: 1)
    #expect(fit.noise == 3 && fit.model.clusters == 0)
    let found = try fit.model.predict(Matrix(rows: 1, columns: 1, values: [1]))
    #expect(found.labels == [-1] && found.distances == [.infinity])
    let json = try JSONReader.read(JSONWriter.bytes(fit.model.json))
    #expect(try DBSCAN(JSONFields(json, file: "m", path: "")) == fit.model)
  }

  @Test func allRowsTheSame() throws {
    let same = Matrix(rows: 500, columns: 2, repeating: 3)
    let fit = try DBSCAN.fit(same, eps: 0.1)
    #expect(fit.labels == [Int](repeating: 0, count: 500) && fit.model.cores.rows == 500)
    #expect(throws: ClusterError.noSpread) { try ReachProposal.propose(same) }
    let hierarchy = try HDBSCAN.fit(same)
    #expect(hierarchy.labels.count == 500)
  }

  @Test func whatCannotBeClustered() {
    let rows = ClusterSample.rows(seed: 1, rows: 20)
    for eps in [0, -1, .nan, .infinity] {
      #expect(throws: ClusterError.self) { try DBSCAN.fit(rows, eps: eps) }
    }
    #expect(throws: ClusterError.self) { try DBSCAN.fit(rows, eps: 1, minimumNeighbours: 0) }
    #expect(throws: ClusterError.noRows) { try DBSCAN.fit(Matrix(rows: 0, columns: 1), eps: 1) }
    #expect(throws: ClusterError.self) { try HDBSCAN.fit(rows, minimumClusterSize: 1) }
    #expect(throws: ClusterError.self) { try HDBSCAN.fit(rows, minimumClusterSize: 21) }
    #expect(throws: ClusterError.self) { try ReachProposal.propose(rows, minimumNeighbours: 1) }
    #expect(throws: ClusterError.self) { try ReachProposal.propose(rows, minimumNeighbours: 21) }
  }

  /// Dense rows and a few far ones: the knee lies between both kinds of distances.
  @Test func reachAtTheKnee() throws {
    let rows = ClusterSample.rows(seed: 1, rows: 500, strays: 20)
    let proposal = try ReachProposal.propose(rows)
    let fit = try DBSCAN.fit(rows, eps: proposal.eps)
    #expect(fit.model.clusters == 4)
    #expect((8...40).contains(fit.noise), "\(fit.noise)")
    #expect(proposal.distances == proposal.distances.sorted())
    #expect(proposal.distances[proposal.knee] == proposal.eps)
  }

  @Test func hierarchyFindsClustersOfUnequalDensity() throws {
    var random = SeededRandom(seed: 8)
    let tight = (0..<100).flatMap { _ in [random.normal() * 0.1, random.normal() * 0.1] }
    let wide = (0..<100).flatMap { _ in [30 + random.normal() * 3, random.normal() * 3] }
    let rows = Matrix(rows: 200, columns: 2, values: tight + wide)
    let fit = try HDBSCAN.fit(rows, minimumClusterSize: 20)
    #expect(fit.clusters == 2)
    #expect(fit.labels[..<100].allSatisfy { $0 <= 0 } && fit.labels[100...].allSatisfy { $0 != 0 })
    #expect(fit.probabilities.allSatisfy { (0...1).contains($0) })
    #expect(zip(fit.labels, fit.probabilities).allSatisfy { ($0 < 0) == ($1 == 0) })
  }

  @Test func threadsDoNotShow() throws {
    let rows = ClusterSample.rows(seed: 9, rows: 2500)
    let many = try DBSCAN.fit(rows, eps: 0.8, on: Parallel(threads: 3))
    #expect(try DBSCAN.fit(rows, eps: 0.8, on: .serial) == many)
    let hierarchy = try HDBSCAN.fit(rows, on: Parallel(threads: 3))
    let serial = try HDBSCAN.fit(rows, on: .serial)
    #expect(serial == hierarchy)
  }

  @Test func keepsTheContract() throws {
    let contract = LearnerContract<DBSCAN>(
      "DBSCAN",
      fit: { try DBSCAN.fit($0.matrix, eps: 20, on: $1).model },
      predict: { model, rows in
        let found = try model.predict(rows.matrix)
        return found.labels.map(Double.init) + found.distances.map { min($0, 1e300) }
      },
      write: \.json, read: DBSCAN.init)
    #expect(try contract.threadsShow(rows: 2500) + contract.roundTripChanges() == [])
    #expect(try contract.hostileRowsHarm() + contract.hostileFilesHarm() == [])
    #expect(try contract.columnOrderShows(tolerance: 1e-9) == [])
  }
}
