import EcommBase
import Glibc

/// How good probabilities of several classes are.
public struct ClassProbabilities: Sendable {
  /// (rows, classes).
  public let probabilities: Matrix
  public let truth: [Int]
  /// Empty means one each.
  public let weights: [Double]

  public init(
    _ probabilities: Matrix, truth: [Int], weights: [Double] = []
  ) throws(MetricError) {
    try MetricError.check(probabilities.values, count: probabilities.values.count, weights: [])
    guard probabilities.rows == truth.count else {
      throw .differentCounts(scores: probabilities.rows, labels: truth.count)
    }
    try MetricError.check(classes: probabilities.columns, truth, truth, weights)
    self.probabilities = probabilities
    self.truth = truth
    self.weights = weights
  }

  private var classes: Int { probabilities.columns }
  private func weight(_ row: Int) -> Double { weights.isEmpty ? 1 : weights[row] }

  /// The weighted mean over rows; nil where there is no weight.
  private func mean(_ value: (Int) -> Double) -> Double? {
    var (sum, total) = (0.0, 0.0)
    for row in truth.indices {
      sum += weight(row) * value(row)
      total += weight(row)
    }
    return total > 0 ? sum / total : nil
  }

  /// Mean of -ln of the probability given to the true class, which is kept away from 0 and 1 by the
  /// spacing of doubles at one.
  public var logLoss: Double? {
    let epsilon = Double.ulpOfOne
    return mean { -log(min(max(probabilities[$0, truth[$0]], epsilon), 1 - epsilon)) }
  }

  /// Mean over rows of the squared differences to what happened, summed over classes.
  public var brier: Double? {
    mean { row in
      (0..<classes).reduce(0.0) {
        let miss = probabilities[row, $1] - (truth[row] == $1 ? 1 : 0)
        return $0 + miss * miss
      }
    }
  }

  /// The share of rows whose true class is among the `count` most probable ones; of equal ones the
  /// later class comes first, as in scikit-learn.
  public func accuracy(top count: Int) -> Double? {
    mean { row in
      let own = probabilities[row, truth[row]]
      let better = (0..<classes).count {
        probabilities[row, $0] > own || probabilities[row, $0] == own && $0 > truth[row]
      }
      return better < count ? 1 : 0
    }
  }

  /// Each class against the rest; nil where a class has no rows or all of them.
  public var rocAUCs: [Double?] {
    get throws(MetricError) {
      var areas: [Double?] = []
      for index in 0..<classes {
        let ranking = try Ranking(
          probabilities.column(index), isPositive: truth.map { $0 == index }, weights: weights)
        areas.append(ranking.rocAUC)
      }
      return areas
    }
  }

  /// One against the rest: the mean over classes.
  public func rocAUC(weighted: Bool = false) throws(MetricError) -> Double? {
    let areas = try rocAUCs
    var (sum, total) = (0.0, 0.0)
    for index in 0..<classes {
      guard let area = areas[index] else { return nil }
      let share = weighted ? mean { truth[$0] == index ? 1 : 0 } ?? 0 : 1
      sum += share * area
      total += share
    }
    return total > 0 ? sum / total : nil
  }

  /// One against one: the mean over all pairs of classes, over the rows of the two alone, from both
  /// sides (Hand and Till, 2001). A share of rows is its weight where `weighted`.
  public func pairwiseRocAUC(weighted: Bool = false) throws(MetricError) -> Double? {
    var (sum, total) = (0.0, 0.0)
    for a in 0..<classes {
      for b in a + 1..<max(a + 1, classes) {
        let rows = truth.indices.filter { truth[$0] == a || truth[$0] == b }
        guard let one = try area(of: a, rows), let other = try area(of: b, rows) else { return nil }
        let share = weighted ? rows.reduce(0) { $0 + weight($1) } : 1
        sum += share * (one + other) / 2
        total += share
      }
    }
    return total > 0 ? sum / total : nil
  }

  private func area(of index: Int, _ rows: [Int]) throws(MetricError) -> Double? {
    try Ranking(
      rows.map { probabilities[$0, index] }, isPositive: rows.map { truth[$0] == index },
      weights: weights.isEmpty ? [] : rows.map { weights[$0] }
    ).rocAUC
  }
}
