import EcommBase

/// A map of rows in two dimensions on which near rows stay near: t-SNE (van der Maaten and Hinton,
/// 2008) with the forces of far rows taken together (Barnes and Hut, as in van der Maaten, 2014).
///
/// It starts from the first two principal components, so there is no chance in it: the same rows and
/// settings give the same map. Distances between groups on the map mean little, and neither does a
/// group's size. New rows cannot be placed. Cost of an iteration: rows · log rows; memory: about
/// 200 bytes · perplexity a row.
public struct TSNE: Sendable, Equatable {
  /// (rows, 2)
  public let map: Matrix
  /// Kullback-Leibler divergence of the map's neighbours from those of the rows: what was minimised.
  public let divergence: Double
  public let iterations: Int

  /// The most rows: more take gigabytes and hours, and are better drawn from first.
  public static let mostRows = 200_000

  public static func fit(
    _ rows: Matrix, parameters: TSNEParameters = TSNEParameters(),
    on parallel: Parallel = Parallel()
  ) throws -> TSNE {
    try ClusterRows.check(rows)
    try parameters.validate(rows: rows.rows)
    let start = try start(rows, on: parallel)
    let affinities = try Affinities(rows, perplexity: parameters.perplexity, on: parallel)
    var descent = TSNEDescent(
      affinities: affinities, parameters: parameters, start: start, parallel: parallel)
    let divergence = try descent.run()
    return TSNE(
      map: Matrix(rows: rows.rows, columns: 2, values: descent.positions), divergence: divergence,
      iterations: descent.iterations)
  }

  /// The first two principal components, the first with a spread of 0.0001; (rows, 2).
  private static func start(_ rows: Matrix, on parallel: Parallel) throws -> [Double] {
    let pca = try PCA.fit(rows, components: min(2, rows.columns), on: parallel)
    let placed = try pca.transform(rows, on: parallel)
    let scale = 1e-4 / pca.variances[0].squareRoot()
    guard scale.isFinite else { throw ClusterError.noSpread }
    var start = [Double](repeating: 0, count: rows.rows * 2)
    for row in 0..<rows.rows {
      for axis in 0..<placed.columns { start[2 * row + axis] = placed[row, axis] * scale }
    }
    return start
  }
}
