import EcommBase

/// Whether other customers of the same kind would give the same clusters: K-Means is fitted to parts
/// of the rows drawn by chance, each fit places all rows, and the placings are compared in pairs by
/// the adjusted Rand index (after Ben-Hur, Elisseeff and Guyon, 2002). 1 means that the clusters do not
/// depend on who was drawn; below about 0.8 they should not be given names.
public struct ClusterStability: Sendable, Equatable {
  public let mean: Double
  public let deviation: Double
  /// One for each pair of rounds.
  public let values: [Double]

  public static func measure(
    _ rows: Matrix, parameters: KMeansParameters, rounds: Int = 10, share: Double = 0.8,
    on parallel: Parallel = Parallel()
  ) throws -> ClusterStability {
    guard (2...1000).contains(rounds) else {
      throw ClusterError.badParameter(name: "rounds", expected: "from 2 to 1,000")
    }
    guard share > 0, share <= 1 else {
      throw ClusterError.badParameter(name: "share", expected: "above 0, at most 1")
    }
    try ClusterRows.check(rows)
    let size = max(1, Int(Double(rows.rows) * share))
    let random = SeededRandom(seed: parameters.seed).split(0x57ab)
    let placings = try parallel.map(rounds) { round in
      var source = random.split(UInt64(round))
      let chosen = source.sample(size, of: rows.rows)
      let part = Matrix(
        rows: size, columns: rows.columns, values: chosen.flatMap { rows.row($0) })
      var parameters = parameters
      parameters.seed = source.next()
      return try KMeans.fit(part, parameters: parameters, on: .serial)
        .predict(rows, on: .serial).labels
    }
    return try ClusterStability(placings, on: parallel)
  }

  private init(_ placings: [[Int]], on parallel: Parallel) throws {
    let pairs = placings.indices.flatMap { a in (0..<a).map { (a, $0) } }
    values = try parallel.map(pairs.count) {
      try AdjustedRand.index(placings[pairs[$0].0], placings[pairs[$0].1])
    }
    let mean = values.reduce(0, +) / Double(values.count)
    self.mean = mean
    deviation =
      (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
  }
}
