import EcommBase
import Glibc

extension NaiveBayes {
  /// Rows whose class is `labels`, 0..<classes. `weights` empty means one each.
  public static func fit(
    _ data: BayesRows, labels: [Int], classes: Int, weights: [Double] = [],
    parameters: BayesParameters = BayesParameters(), on parallel: Parallel = Parallel()
  ) throws -> NaiveBayes {
    try parameters.validate()
    let rows = try ClassRows(labels, classes: classes, weights: weights, rows: data.rowCount)
    let columns = try parallel.map(data.columns.count) { place in
      switch data.columns[place] {
      case .categories(let codes):
        try categories(codes, place, rows, smoothing: parameters.smoothing)
      default:
        try numbers(data.columns[place].wide, place, rows, floor: parameters.varianceFloor)
      }
    }
    return NaiveBayes(
      priors: rows.classWeights.map { log($0 / rows.totalWeight) }, columns: columns,
      terms: try data.terms.map { try terms($0, rows, smoothing: parameters.smoothing) } ?? [])
  }

  // MARK: Numbers

  private static func numbers(
    _ values: [Double], _ column: Int, _ rows: ClassRows, floor: Double
  ) throws -> BayesColumn {
    let (known, sums) = ClassSums.of(values, rows) { value, _ in value }
    let weight = known.reduce(0, +)
    let mean = weight > 0 ? sums.reduce(0, +) / weight : 0
    let means = zip(known, sums).map { $0 > 0 ? $1 / $0 : mean }
    let squares = ClassSums.of(values, rows) { ($0 - means[$1]) * ($0 - means[$1]) }.sums
    let between = zip(known, means).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) }
    let variance = weight > 0 ? (squares.reduce(0, +) + between) / weight : 0
    guard means.allSatisfy({ $0.magnitude < NormalCurve.largest }),
      variance < NormalCurve.largest * NormalCurve.largest
    else {
      throw BayesError.outOfRange(column: column)
    }
    guard isSpread(variance, around: mean) else {
      return .numbers(means.map { _ in NormalCurve(mean: mean, variance: 1) })
    }
    return .numbers(
      means.indices.map { own in
        let inside = known[own] > 0 ? squares[own] / known[own] : variance
        return NormalCurve(mean: means[own], variance: inside + floor * variance)
      })
  }

  /// What is left of a column of one value is rounding, and says nothing about classes.
  private static func isSpread(_ variance: Double, around mean: Double) -> Bool {
    variance > max(1e-20 * mean * mean, 1e12 * NormalCurve.variances.lowerBound)
  }

  // MARK: Counts

  private static let mostCategories = 1 << 20

  private static func categories(
    _ codes: [Int32], _ column: Int, _ rows: ClassRows, smoothing: Double
  ) throws -> BayesColumn {
    let count = max(1, Int(codes.max() ?? 0) + 1)
    guard count <= mostCategories else {
      throw BayesError.tooManyCategories(column: column, limit: mostCategories)
    }
    var counts = [[Double]](
      repeating: [Double](repeating: 0, count: count), count: rows.classes)
    for (row, code) in codes.enumerated() where code >= 0 {
      counts[Int(rows.labels[row])][Int(code)] += rows.weights.isEmpty ? 1 : rows.weights[row]
    }
    return .categories(counts.map { logShares($0, smoothing: smoothing) })
  }

  private static func terms(
    _ terms: SparseRows, _ rows: ClassRows, smoothing: Double
  ) throws -> [[Double]] {
    guard terms.values.allSatisfy({ $0 >= 0 }) else { throw BayesError.negativeTerm }
    var counts = [[Double]](
      repeating: [Double](repeating: 0, count: terms.columnCount), count: rows.classes)
    for row in 0..<terms.rowCount {
      let own = Int(rows.labels[row])
      let weight = rows.weights.isEmpty ? 1 : rows.weights[row]
      for place in terms.starts[row]..<terms.starts[row + 1] {
        counts[own][Int(terms.columns[place])] += weight * terms.values[place]
      }
    }
    return counts.map { logShares($0, smoothing: smoothing) }
  }

  private static func logShares(_ counts: [Double], smoothing: Double) -> [Double] {
    let all = log(counts.reduce(0, +) + smoothing * Double(counts.count))
    return counts.map { log($0 + smoothing) - all }
  }
}
