import EcommBase
import EcommLearn
import EcommTestKit
import Testing

@Suite struct KMeansTests {
  /// Plain passes over all distances, from the centres that a fit ended with, change nothing.
  @Test(arguments: [UInt64(1), 2, 3, 4]) func endsWhereLloydRests(seed: UInt64) throws {
    let columns = [1, 2, 5, 9][Int(seed) - 1]
    let rows = ClusterSample.rows(seed: seed, columns: columns, clusters: 5)
    let model = try KMeans.fit(
      rows, parameters: KMeansParameters(clusters: [2, 5, 9, 17][Int(seed) - 1], starts: 2))
    #expect(model.converged)
    let labels = try model.predict(rows).labels
    for cluster in 0..<model.clusters {
      let own = labels.indices.filter { labels[$0] == cluster }
      #expect(own.count == model.counts[cluster])
      for column in 0..<columns {
        let mean = own.reduce(0) { $0 + rows[$1, column] } / Double(own.count)
        #expect(isClose(mean, model.centres[cluster, column], within: 1e-10))
      }
    }
  }

  @Test func predictsTheNearest() throws {
    let rows = ClusterSample.rows(seed: 7, rows: 200, columns: 4)
    let model = try KMeans.fit(rows, parameters: KMeansParameters(clusters: 11, starts: 1))
    let found = try model.predict(rows)
    var inertia = 0.0
    for row in 0..<rows.rows {
      let squares = (0..<11).map { centre in
        (0..<4).reduce(0.0) {
          $0 + (rows[row, $1] - model.centres[centre, $1])
            * (rows[row, $1] - model.centres[centre, $1])
        }
      }
      let least = try #require(squares.min())
      #expect(isClose(squares[found.labels[row]], least, within: 1e-12))
      #expect(isClose(found.distances[row], least.squareRoot(), within: 1e-12))
      inertia += least
    }
    #expect(isClose(inertia, model.inertia, within: 1e-12))
  }

  /// Of two centres equally near the first is taken.
  @Test func equalDistances() throws {
    let rows = Matrix(rows: 6, columns: 1, values: [-1, -1, -1, 1, 1, 1])
    let model = try KMeans.fit(rows, parameters: KMeansParameters(clusters: 2, starts: 1))
    #expect(model.counts == [3, 3] && model.inertia == 0)
    #expect(model.centres.values == [-1, 1])
    let middle = try model.predict(Matrix(rows: 1, columns: 1, values: [0]))
    #expect(middle.labels == [0] && middle.distances == [1])
  }

  /// A weight of two is the row twice.
  @Test func weightsAreCopies() throws {
    let rows = ClusterSample.rows(seed: 3, rows: 150)
    let twice = Matrix(
      rows: 200, columns: 3, values: rows.values + Array(rows.values[..<150]))
    let weights = (0..<150).map { $0 < 50 ? 2.0 : 1.0 }
    let parameters = KMeansParameters(clusters: 4)
    let weighted = try KMeans.fit(rows, weights: weights, parameters: parameters)
    let copied = try KMeans.fit(twice, parameters: parameters)
    #expect(isClose(weighted.inertia, copied.inertia, within: 1e-10))
    #expect(weighted.weights == copied.weights)
    for (a, b) in zip(weighted.centres.values, copied.centres.values) {
      #expect(isClose(a, b, within: 1e-10))
    }
  }

  /// Rows without weight have a cluster but move no centre.
  @Test func rowsWithoutWeight() throws {
    var rows = ClusterSample.rows(seed: 4, rows: 100)
    rows.values[0] = 1e6
    let weights = (0..<100).map { $0 == 0 ? 0.0 : 1.0 }
    let model = try KMeans.fit(rows, weights: weights, parameters: KMeansParameters(clusters: 3))
    #expect(model.centres.values.allSatisfy { $0.magnitude < 1000 })
    #expect(model.counts.reduce(0, +) == 100 && model.weights.reduce(0, +) == 99)
  }

  @Test func clustersComeByWeight() throws {
    let model = try KMeans.fit(
      ClusterSample.rows(seed: 5), parameters: KMeansParameters(clusters: 6))
    #expect(model.weights == model.weights.sorted(by: >))
  }

  @Test func everyRowItsCluster() throws {
    let rows = Matrix(rows: 5, columns: 2, values: [0, 0, 1, 5, 2, 9, 8, 1, 4, 4])
    let model = try KMeans.fit(rows, parameters: KMeansParameters(clusters: 5, starts: 3))
    #expect(model.counts == [1, 1, 1, 1, 1] && model.inertia == 0)
  }

  @Test func oneRowOneCluster() throws {
    let row = Matrix(rows: 1, columns: 2, values: [3, 4])
    let model = try KMeans.fit(row, parameters: KMeansParameters(clusters: 1))
    #expect(model.centres.values == [3, 4] && model.counts == [1])
  }

  @Test func whatCannotBeClustered() {
    let same = Matrix(rows: 9, columns: 2, repeating: 4)
    #expect(throws: ClusterError.fewDistinctRows(clusters: 2)) {
      try KMeans.fit(same, parameters: KMeansParameters(clusters: 2))
    }
    #expect(throws: ClusterError.fewRows(count: 9, least: 10)) {
      try KMeans.fit(same, parameters: KMeansParameters(clusters: 10))
    }
    #expect(throws: ClusterError.noRows) { try KMeans.fit(Matrix(rows: 0, columns: 2)) }
    #expect(throws: ClusterError.noColumns) { try KMeans.fit(Matrix(rows: 2, columns: 0)) }
    let missing = Matrix(rows: 2, columns: 2, values: [1, 2, 3, .nan])
    #expect(throws: ClusterError.notFinite(row: 1, column: 1)) { try KMeans.fit(missing) }
    for weights in [[1, 2], Array(repeating: -1, count: 9), Array(repeating: .infinity, count: 9)] {
      #expect(throws: ClusterError.badWeights) { try KMeans.fit(same, weights: weights) }
    }
    #expect(throws: ClusterError.noWeight) {
      try KMeans.fit(same, weights: Array(repeating: 0, count: 9))
    }
    for clusters in [0, -1, .max] {
      #expect(throws: ClusterError.self) {
        try KMeans.fit(same, parameters: KMeansParameters(clusters: clusters))
      }
    }
  }

  /// A cluster that lost its rows gets the row that is worst placed. The middle one of three centres
  /// on a line loses both of its rows here if it is left alone.
  @Test func noClusterStaysEmpty() throws {
    for seed in UInt64(0)..<40 {
      var random = SeededRandom(seed: seed)
      let values = (0..<14).map { _ in Double(random.below(6) * random.below(6)) }
      let distinct = Set(values).count
      let model = try KMeans.fit(
        Matrix(rows: 14, columns: 1, values: values),
        parameters: KMeansParameters(clusters: distinct, starts: 1, seed: seed))
      #expect(!model.counts.contains(0), "\(seed)")
    }
  }

  @Test func batchesComeNear() throws {
    let rows = ClusterSample.rows(seed: 6, rows: 3000, clusters: 5)
    var parameters = KMeansParameters(clusters: 5, starts: 3)
    let exact = try KMeans.fit(rows, parameters: parameters)
    parameters.batch = 256
    let near = try KMeans.fit(rows, parameters: parameters)
    #expect(near.inertia < exact.inertia * 1.05 && near.inertia >= exact.inertia * (1 - 1e-12))
    let serial = try KMeans.fit(rows, parameters: parameters, on: .serial)
    #expect(JSONWriter.bytes(serial.json) == JSONWriter.bytes(near.json))
  }

  static let contracts = [nil, 300].map { batch in
    LearnerContract<KMeans>(
      "K-Means \(batch.map(String.init) ?? "exact")",
      fit: { rows, parallel in
        var parameters = KMeansParameters(clusters: 4, starts: 2)
        parameters.batch = batch
        return try KMeans.fit(rows.matrix, parameters: parameters, on: parallel)
      },
      predict: { model, rows in
        let found = try model.predict(rows.matrix)
        return found.labels.map(Double.init) + found.distances
      },
      write: \.json, read: KMeans.init)
  }

  @Test(arguments: contracts.indices) func keepsTheContract(index: Int) throws {
    #expect(try Self.contracts[index].breaches() == [])
    if index == 0 { #expect(try Self.contracts[index].columnOrderShows(tolerance: 1e-9) == []) }
  }
}
