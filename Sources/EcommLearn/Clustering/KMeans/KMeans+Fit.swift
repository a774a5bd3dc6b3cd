import EcommBase

extension KMeans {
  /// `weights` may be empty: one for each row.
  public static func fit(
    _ rows: Matrix, weights: [Double] = [], parameters: KMeansParameters = KMeansParameters(),
    on parallel: Parallel = Parallel()
  ) throws -> KMeans {
    try parameters.validate()
    try ClusterRows.check(rows)
    try ClusterRows.check(weights: weights, rows: rows.rows)
    guard rows.rows >= parameters.clusters else {
      throw ClusterError.fewRows(count: rows.rows, least: parameters.clusters)
    }
    let data = KMeansRows(rows, weights: weights, clusters: parameters.clusters)
    if let batch = parameters.batch, batch < rows.rows {
      return try MiniBatch(rows: data, parameters: parameters, batch: batch, parallel: parallel)
        .fit()
    }
    return try exact(data, parameters, on: parallel)
  }

  private static func exact(
    _ data: KMeansRows, _ parameters: KMeansParameters, on parallel: Parallel
  ) throws -> KMeans {
    let tolerance = try parameters.tolerance * data.meanVariance(on: parallel)
    let runs = try finished(data, parameters, tolerance, on: parallel)
    let best = runs.indices.min { (runs[$0].inertia, $0) < (runs[$1].inertia, $1) } ?? 0
    var run = LloydRun(data, centres: runs[best].centres, on: parallel)
    // At most as many passes again as all the starts took.
    let passes = runs.reduce(0) { $0 + $1.iterations }
    try run.advance(tolerance: -1, limit: min(passes, parameters.maximumIterations))
    return try KMeans(
      data, centres: run.centres, iterations: runs[best].iterations + run.iterations,
      converged: run.isSettled, on: parallel)
  }

  private struct FinishedRun: Sendable {
    let centres: [Double]
    let inertia: Double
    let iterations: Int
  }

  /// All runs: few rows run at once on a thread each, many rows share the threads one run at a time.
  private static func finished(
    _ data: KMeansRows, _ parameters: KMeansParameters, _ tolerance: Double, on parallel: Parallel
  ) throws -> [FinishedRun] {
    let isSmall = data.chunks.count < 4 * parallel.threads
    let inner = isSmall ? Parallel.serial : parallel
    let outer = isSmall ? parallel : Parallel.serial
    return try outer.map(parameters.starts) { start in
      var random = SeededRandom(seed: parameters.seed).split(UInt64(start))
      let seeding = KMeansSeeding(rows: data, parallel: inner)
      guard let first = try seeding.rows(parameters.clusters, &random) else {
        throw ClusterError.fewDistinctRows(clusters: parameters.clusters)
      }
      var run = LloydRun(data, centres: first.flatMap { data.matrix.row($0) }, on: inner)
      try run.advance(tolerance: tolerance, limit: parameters.maximumIterations)
      return FinishedRun(
        centres: run.centres,
        inertia: try run.inertia(), iterations: run.iterations)
    }
  }

  /// The model of these centres, its clusters put in order.
  init(
    _ data: KMeansRows, centres: [Double], iterations: Int, converged: Bool, on parallel: Parallel
  ) throws {
    let columns = data.columns
    let census = try CentreCensus(data, centres, on: parallel)
    guard census.inertia.isFinite, centres.allSatisfy(\.isFinite) else {
      throw ClusterError.overflow
    }
    let order = census.order(centres, columns)
    self.centres = Matrix(
      rows: order.count, columns: columns,
      values: order.flatMap { centres[$0 * columns..<($0 + 1) * columns] })
    counts = order.map { census.counts[$0] }
    weights = order.map { census.weights[$0] }
    inertia = census.inertia
    self.iterations = iterations
    self.converged = converged
  }
}

/// How many rows centres have, what they weigh and how far they are.
struct CentreCensus: Sendable {
  var counts: [Int]
  var weights: [Double]
  var inertia = 0.0

  init(_ data: KMeansRows, _ centres: [Double], on parallel: Parallel) throws {
    let table = CentreTable(centres, columns: data.columns)
    let parts = try parallel.map(data.chunks.count) { CentreCensus(data, table, data.chunks[$0]) }
    self.init(clusters: table.count)
    for part in parts {
      inertia += part.inertia
      for cluster in counts.indices {
        counts[cluster] += part.counts[cluster]
        weights[cluster] += part.weights[cluster]
      }
    }
  }

  private init(clusters: Int) {
    counts = [Int](repeating: 0, count: clusters)
    weights = [Double](repeating: 0, count: clusters)
  }

  private init(_ data: KMeansRows, _ table: CentreTable, _ range: Range<Int>) {
    self.init(clusters: table.count)
    let groups = (table.count + 7) / 8
    data.matrix.values.withUnsafeBufferPointer { values in
      table.lanes.withUnsafeBufferPointer { lanes in
        guard let values = values.baseAddress, let lanes = lanes.baseAddress else { return }
        for row in range {
          let found = CentreTable.nearest(
            values + row * data.columns, lanes, data.columns, groups)
          counts[found.centre] += 1
          weights[found.centre] += data.weight(row)
          inertia += data.weight(row) * found.distance
        }
      }
    }
  }

  /// Clusters by weight, the heaviest first, then by their centres.
  func order(_ centres: [Double], _ columns: Int) -> [Int] {
    weights.indices.sorted { a, b in
      guard weights[a] == weights[b] else { return weights[a] > weights[b] }
      return centres[a * columns..<(a + 1) * columns]
        .lexicographicallyPrecedes(centres[b * columns..<(b + 1) * columns])
    }
  }
}
