import EcommBase
import EcommLearn
import EcommTestKit
import Testing

@Suite struct TSNETests {
  private func quick(_ coarseness: Double = 0.4) -> TSNEParameters {
    var parameters = TSNEParameters(perplexity: 10, iterations: 450)
    parameters.coarseness = coarseness
    return parameters
  }

  /// Rows of three clusters far apart: the nearest row on the map is of the same cluster.
  @Test func clustersStayTogether() throws {
    let rows = ClusterSample.rows(seed: 3, rows: 150, columns: 5, clusters: 3, strays: 0)
    let map = try TSNE.fit(rows, parameters: quick())
    #expect(map.iterations == 450 && map.divergence.isFinite)
    let near = try NeighbourTree(map.map).nearestRows(1).indices
    #expect(near.indices.count { Int(near[$0]) % 3 == $0 % 3 } >= 148)
  }

  /// Taking far rows together changes the outcome little; a divergence is never below zero.
  @Test func coarseIsNearExact() throws {
    let rows = ClusterSample.rows(seed: 4, rows: 120, columns: 4, strays: 20)
    let exact = try TSNE.fit(rows, parameters: quick(0)).divergence
    let coarse = try TSNE.fit(rows, parameters: quick(0.5)).divergence
    #expect(exact > 0 && abs(coarse - exact) < 0.1 * exact, "\(coarse) \(exact)")
  }

  @Test func threadsDoNotShow() throws {
    let rows = ClusterSample.rows(seed: 5, rows: 300)
    let parameters = TSNEParameters(perplexity: 8, iterations: 40)
    let many = try TSNE.fit(rows, parameters: parameters, on: Parallel(threads: 3))
    let serial = try TSNE.fit(rows, parameters: parameters, on: .serial)
    #expect(ClusterSample.bits(many.map.values) == ClusterSample.bits(serial.map.values))
    #expect(many.divergence.bitPattern == serial.divergence.bitPattern)
  }

  @Test func oddRows() throws {
    let parameters = TSNEParameters(perplexity: 5, iterations: 60)
    var copies = ClusterSample.rows(seed: 6, rows: 60, columns: 1)
    for row in 0..<30 { copies.values[row] = 2 }
    let map = try TSNE.fit(copies, parameters: parameters)
    #expect(map.map.values.allSatisfy { $0.isFinite } && map.divergence.isFinite)
    #expect(throws: ClusterError.noSpread) {
      try TSNE.fit(Matrix(rows: 40, columns: 2, repeating: 1), parameters: parameters)
    }
    #expect(throws: ClusterError.fewRows(count: 6, least: 7)) {
      try TSNE.fit(Matrix(rows: 6, columns: 2), parameters: parameters)
    }
    #expect(throws: ClusterError.notFinite(row: 0, column: 0)) {
      try TSNE.fit(Matrix(rows: 60, columns: 1, repeating: .nan), parameters: parameters)
    }
    #expect(throws: ClusterError.self) {
      try TSNE.fit(Matrix(rows: TSNE.mostRows + 1, columns: 1), parameters: parameters)
    }
    for perplexity in [0, -1, .nan, .infinity] {
      let wrong = TSNEParameters(perplexity: perplexity)
      #expect(throws: ClusterError.self) { try TSNE.fit(copies, parameters: wrong) }
    }
  }

  @Test func contractRowsDoNoHarm() throws {
    for hostile in ContractRows.hard {
      do {
        let map = try TSNE.fit(
          hostile.matrix, parameters: TSNEParameters(perplexity: 3, iterations: 30))
        #expect(map.map.values.allSatisfy { $0.isFinite })
      } catch is any Complaint {
      }
    }
  }
}

extension ContractRows {
  /// Values of very different size, in one column or in all.
  static var hard: [ContractRows] {
    let plain = ContractRows(seed: 3, rows: 40)
    return [1e-200, 1e-160, 1e130, 1e300].flatMap { size in
      var (one, all) = (plain, plain)
      one.columns[1] = one.columns[1].map { $0 * size }
      all.columns = all.columns.map { $0.map { $0 * size } }
      return [one, all]
    }
  }
}
