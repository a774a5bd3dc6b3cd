import EcommBase
import Glibc

/// Strange rows are cut off early when rows are cut apart at random.
///
/// F. T. Liu, K. M. Ting, Z.-H. Zhou, "Isolation Forest", 2008: trees are grown from small samples by random
/// cuts; a row's score is 2^(-mean path length / usual path length), near 1 for rows that stand apart,
/// below 0.5 for usual ones. Slanted cuts as in S. Hariri et al., "Extended Isolation Forest", 2019, but
/// placed between the first and last row in their direction, so that every cut parts rows.
///
/// Invariant: a tree depends on the seed, its number and the rows, so any number of threads gives the
/// same forest. Numbers are read with 32 bits. Cost: trees x sample x depth to fit; a step for each
/// tree and level to score a row.
public struct IsolationForest: Sendable, Equatable {
  public let width: Int
  /// Rows of each tree's sample.
  public let sample: Int
  public let splitColumns: Int
  let trees: [IsolationTree]
  /// Of slanted cuts: what each column is shifted and divided by. Empty for cuts along columns.
  let centers: [Float]
  let scales: [Float]
  private let walk: IsolationWalk

  public static func fit(
    _ rows: Matrix, parameters: IsolationParameters = .init(), parallel: Parallel = Parallel()
  ) throws -> IsolationForest {
    try parameters.validate()
    try rows.checkForFitting()
    let sample = min(parameters.sample, rows.rows)
    let splitColumns =
      parameters.splitColumns == 0 ? rows.columns : min(parameters.splitColumns, rows.columns)
    let (centers, scales) = splitColumns > 1 ? standard(rows) : ([], [])
    let source = SeededRandom(seed: parameters.seed)
    let trees = try parallel.map(parameters.trees) { number in
      var random = source.split(UInt64(number))
      let own = random.few(sample, of: rows.rows)
      return IsolationTree.grow(
        gathered(rows, own, centers, scales), splitColumns: splitColumns, random: &random)
    }
    return IsolationForest(
      width: rows.columns, sample: sample, splitColumns: splitColumns, trees: trees,
      centers: centers, scales: scales)
  }

  init(
    width: Int, sample: Int, splitColumns: Int, trees: [IsolationTree], centers: [Float],
    scales: [Float]
  ) {
    self.width = width
    self.sample = sample
    self.splitColumns = splitColumns
    self.trees = trees
    self.centers = centers
    self.scales = scales
    walk = IsolationWalk(trees, splitColumns: splitColumns)
  }

  public static func == (a: IsolationForest, b: IsolationForest) -> Bool {
    a.width == b.width && a.sample == b.sample && a.trees == b.trees && a.centers == b.centers
      && a.scales == b.scales
  }

  private static func gathered(
    _ rows: Matrix, _ own: [Int], _ centers: [Float], _ scales: [Float]
  ) -> IsolationTree.Sample {
    var values = [Float](repeating: 0, count: own.count * rows.columns)
    for (place, row) in own.enumerated() {
      for column in 0..<rows.columns {
        let value = IsolationWalk.short(rows.values[row * rows.columns + column])
        values[column * own.count + place] =
          centers.isEmpty ? value : (value - centers[column]) * scales[column]
      }
    }
    return IsolationTree.Sample(values: values, rows: own.count, columns: rows.columns)
  }

  /// Means and inverse deviations, so that no column decides by its unit.
  private static func standard(_ rows: Matrix) -> (centers: [Float], scales: [Float]) {
    let moments = ColumnMoments(rows)
    return (
      moments.means.map(IsolationWalk.short),
      moments.deviations.map { $0 > 0 ? IsolationWalk.short(1 / $0) : 0 }
    )
  }
}

extension IsolationForest: OutlierDetector {
  /// From 0 to 1.
  public func scores(_ rows: Matrix, parallel: Parallel = Parallel()) throws -> [Double] {
    let usual = IsolationTree.usualPath(sample)
    return try paths(rows, parallel: parallel).map { exp2(-$0 / usual) }
  }

  /// The mean path length of each row.
  func paths(_ rows: Matrix, parallel: Parallel) throws -> [Double] {
    try check(rows)
    var paths = [Double](repeating: 0, count: rows.rows)
    let chunk = IsolationWalk.block * 32
    try parallel.fill(&paths, chunk: chunk) { range, span in
      walk.add(rows, range, centers, scales, to: &span)
    }
    return paths
  }

  /// By how many cuts each column shortens the path: exact Shapley values, which add up to the mean path
  /// of the samples less that of the row. Nil for slanted cuts, which no column owns.
  public func parts(_ rows: Matrix, parallel: Parallel = Parallel()) throws -> Matrix? {
    guard splitColumns == 1 else { return nil }
    try check(rows)
    let short = Matrix(
      rows: rows.rows, columns: rows.columns,
      values: rows.values.map { Double(IsolationWalk.short($0)) })
    let values = try TreeExplainer(explained).values(short, parallel: parallel)
    return Matrix(
      rows: rows.rows, columns: width, values: values.values.map { -$0 / Double(trees.count) })
  }
}
