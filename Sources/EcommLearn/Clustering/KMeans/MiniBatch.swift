import EcommBase

/// K-Means over draws of the rows (Sculley, 2010), for rows so many that passes over all of them are
/// too slow: each step draws a batch, gives its rows to their nearest centres and moves each centre
/// to the mean of all rows that it was ever given.
///
/// Near the inertia of the exact fit, not equal to it. Cost: a step costs a batch; at the end one
/// pass over all rows takes the counts and the inertia.
struct MiniBatch: Sendable {
  let rows: KMeansRows
  let parameters: KMeansParameters
  let batch: Int
  let parallel: Parallel

  /// Steps without a better smoothed inertia after which a run ends.
  private static let patience = 10

  func fit() throws -> KMeans {
    let random = SeededRandom(seed: parameters.seed)
    let inner = Parallel.serial
    let starts = try parallel.map(parameters.starts) { start in
      var own = random.split(UInt64(start))
      return try firstCentres(&own, on: inner)
    }
    var judges = random.split(1 << 32)
    let judge = selecting(judges.sample(min(rows.count, 3 * batch), of: rows.count))
    let inertias = try starts.map { try CentreCensus(judge, $0, on: parallel).inertia }
    let best = inertias.indices.min { (inertias[$0], $0) < (inertias[$1], $1) } ?? 0
    var own = random.split(1 << 33)
    let (centres, steps) = try settle(starts[best], &own)
    return try KMeans(rows, centres: centres, iterations: steps, converged: false, on: parallel)
  }

  private func firstCentres(_ random: inout SeededRandom, on inner: Parallel) throws -> [Double] {
    let size = min(rows.count, max(3 * batch, 3 * parameters.clusters))
    let drawn = selecting(random.sample(size, of: rows.count))
    let seeding = KMeansSeeding(rows: drawn, parallel: inner)
    if let first = try seeding.rows(parameters.clusters, &random) {
      return first.flatMap { drawn.matrix.row($0) }
    }
    guard
      let first = try KMeansSeeding(rows: rows, parallel: inner)
        .rows(parameters.clusters, &random)
    else { throw ClusterError.fewDistinctRows(clusters: parameters.clusters) }
    return first.flatMap { rows.matrix.row($0) }
  }

  private func selecting(_ chosen: [Int]) -> KMeansRows {
    let values = chosen.flatMap { rows.matrix.row($0) }
    let weights = rows.weights.isEmpty ? [] : chosen.map { rows.weights[$0] }
    return KMeansRows(
      Matrix(rows: chosen.count, columns: rows.columns, values: values),
      weights: weights.contains { $0 > 0 } ? weights : [], clusters: parameters.clusters)
  }

  /// Steps until the smoothed inertia of the batches stops falling.
  private func settle(
    _ first: [Double], _ random: inout SeededRandom
  ) throws -> (centres: [Double], steps: Int) {
    var totals = ClusterTotals(clusters: parameters.clusters, columns: rows.columns)
    var centres = first
    var (smooth, least, waited) = (Double.nan, Double.infinity, 0)
    let share = min(1, 2 * Double(batch) / Double(rows.count + 1))
    let limit = parameters.maximumIterations * max(1, rows.count / batch)
    for step in 1...limit {
      let drawn = selecting((0..<batch).map { _ in random.below(rows.count) })
      let inertia = take(drawn, &totals, &centres)
      smooth = smooth.isNaN ? inertia : smooth + share * (inertia - smooth)
      waited = smooth < least ? 0 : waited + 1
      least = min(least, smooth)
      if waited >= Self.patience { return (centres, step) }
    }
    return (centres, limit)
  }

  /// Moves the centres by the rows of one batch; their mean squared distance before.
  private func take(
    _ drawn: KMeansRows, _ totals: inout ClusterTotals, _ centres: inout [Double]
  ) -> Double {
    let table = CentreTable(centres, columns: rows.columns)
    var labels = [Int](repeating: 0, count: drawn.count)
    var distances = [Double](repeating: 0, count: drawn.count)
    labels.withUnsafeMutableBufferPointer { labels in
      distances.withUnsafeMutableBufferPointer { distances in
        guard let labels = labels.baseAddress, let distances = distances.baseAddress else { return }
        table.assign(drawn.matrix, 0..<drawn.count, labels, distances)
      }
    }
    for (row, label) in labels.enumerated() {
      totals.move(drawn.matrix, row, drawn.weight(row), from: -1, to: label)
    }
    centres = totals.centres(elseAt: centres)
    return distances.reduce(0) { $0 + $1 * $1 } / Double(drawn.count)
  }
}
