import EcommBase
import Glibc

/// How much lower the inertia of the rows is than that of rows without clusters (Tibshirani, Walther
/// and Hastie, 2001): uniform ones in the box that the rows fill.
public struct GapStatistic: Sendable, Equatable {
  public struct Entry: Sendable, Equatable {
    public let clusters: Int
    /// The mean of log inertia over the references less that of the rows.
    public let gap: Double
    /// How much the gap of this many references may be off.
    public let error: Double
    public let inertia: Double
  }

  public let entries: [Entry]
  /// The least number of clusters whose gap is no more than one error below the next one's; the last
  /// one if there is none. One cluster means that there are none to be found.
  public let best: Int

  /// `parameters.clusters` is not used: 1, 2, ... `most` clusters are.
  public static func measure(
    _ rows: Matrix, most: Int, references: Int = 10,
    parameters: KMeansParameters = KMeansParameters(starts: 3), on parallel: Parallel = Parallel()
  ) throws -> GapStatistic {
    guard most >= 1 else { throw ClusterError.badParameter(name: "most", expected: "at least 1") }
    guard (1...10_000).contains(references) else {
      throw ClusterError.badParameter(name: "references", expected: "from 1 to 10,000")
    }
    try ClusterRows.check(rows)
    let own = try logInertias(rows, most, parameters, parallel)
    let box = Box(rows)
    let random = SeededRandom(seed: parameters.seed)
    let others = try parallel.map(references) { number in
      var source = random.split(UInt64(number))
      return try logInertias(box.draw(rows.rows, &source), most, parameters, .serial)
    }
    let entries = (0..<most).map { entry($0, own[$0], others) }
    return GapStatistic(entries: entries, best: best(entries))
  }

  private static func entry(_ place: Int, _ own: Double, _ others: [[Double]]) -> Entry {
    let values = others.map { $0[place] }
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    return Entry(
      clusters: place + 1, gap: mean - own,
      error: (variance * (1 + 1 / Double(values.count))).squareRoot(), inertia: exp(own))
  }

  private static func best(_ entries: [Entry]) -> Int {
    for (entry, next) in zip(entries, entries.dropFirst()) where entry.gap >= next.gap - next.error
    {
      return entry.clusters
    }
    return entries.last?.clusters ?? 1
  }

  private static func logInertias(
    _ rows: Matrix, _ most: Int, _ parameters: KMeansParameters, _ parallel: Parallel
  ) throws -> [Double] {
    try (1...most).map { clusters in
      var parameters = parameters
      parameters.clusters = clusters
      let inertia = try KMeans.fit(rows, parameters: parameters, on: parallel).inertia
      guard inertia > 0 else { throw ClusterError.noSpread }
      return log(inertia)
    }
  }

  /// The least box around rows.
  private struct Box: Sendable {
    let lows: [Double]
    let sides: [Double]

    init(_ rows: Matrix) {
      let columns = (0..<rows.columns).map(rows.column)
      lows = columns.map { $0.min() ?? 0 }
      sides = zip(columns, lows).map { ($0.max() ?? 0) - $1 }
    }

    func draw(_ count: Int, _ random: inout SeededRandom) -> Matrix {
      var matrix = Matrix(rows: count, columns: lows.count)
      for place in matrix.values.indices {
        let column = place % lows.count
        matrix.values[place] = lows[column] + random.uniform() * sides[column]
      }
      return matrix
    }
  }
}
