import EcommBase
import Glibc

/// Probabilities of classes from a weighted sum of columns: sigmoid of one sum for two classes,
/// softmax of one sum each for more.
public struct LogisticRegression: Sendable, Equatable {
  public static let name = "logistic"

  public let classes: Int
  /// (outputs, columns): one row for two classes, for the chance of class 1; else one a class.
  public let coefficients: [[Double]]
  public let intercepts: [Double]
  public let convergence: Convergence

  public var columnCount: Int { coefficients[0].count }

  init(
    classes: Int, coefficients: [[Double]], intercepts: [Double], convergence: Convergence
  ) {
    self.classes = classes
    self.coefficients = coefficients
    self.intercepts = intercepts
    self.convergence = convergence
  }
}

extension LogisticRegression {
  /// Rows whose class is `labels`, 0..<classes. `weights` empty means one each.
  public static func fit(
    _ data: DenseColumns, labels: [Int], classes: Int, weights: [Double] = [],
    parameters: LogisticParameters = LogisticParameters(), on parallel: Parallel = Parallel()
  ) throws -> LogisticRegression {
    try parameters.validate()
    let rows = try ClassRows(labels, classes: classes, weights: weights, rows: data.rowCount)
    let scaling = try ColumnScaling.fit(data, centred: parameters.fitsIntercept, on: parallel)
    let penalty = parameters.penalty(weight: rows.totalWeight)
    let objective = DenseLogistic(
      data: data, rows: rows, scaling: scaling, fitsIntercept: parameters.fitsIntercept,
      ridge: scaling.scales.map { $0 * $0 * penalty.ridge }, parallel: parallel)
    let start = objective.start
    let minimum =
      penalty.lasso == 0
      ? try QuasiNewton.minimise(objective, from: start, parameters.stopping)
      : try OrthantWise.minimise(
        objective, lasso: objective.lasso(penalty.lasso), from: start, parameters.stopping,
        settle: { objective.settled($0, penalty) })
    if parameters.inverseStrength == nil, minimum.value < 1e-6 { throw LinearError.separable }
    return objective.model(minimum, penalty)
  }
}

extension DenseLogistic {
  fileprivate var start: [Double] {
    let intercepts = fitsIntercept ? rows.startingIntercepts : []
    return (0..<outputs).flatMap { output in
      [Double](repeating: 0, count: columns) + [fitsIntercept ? intercepts[output] : 0]
    }
  }

  fileprivate func lasso(_ strength: Double) -> [Double] {
    (0..<outputs).flatMap { _ in scaling.scales.map { $0 * strength } + [0] }
  }

  /// The point with the least penalty of those that give the same probabilities.
  fileprivate func settled(_ point: [Double], _ penalty: Penalty) -> [Double] {
    guard outputs > 1 else { return point }
    let slopes = (0..<outputs).map { output in
      (0..<columns).map { point[output * stride + $0] * scaling.scales[$0] }
    }
    var settled = point
    for (output, own) in ClassShift.settled(slopes, penalty).enumerated() {
      for column in 0..<columns where own[column] != slopes[output][column] {
        settled[output * stride + column] = own[column] / scaling.scales[column]
      }
    }
    return settled
  }

  /// From scaled columns back to the columns' own units. Intercepts of several classes sum to zero.
  fileprivate func model(_ minimum: Minimum, _ penalty: Penalty) -> LogisticRegression {
    let points = (0..<outputs).map {
      Array(minimum.point[$0 * stride..<($0 + 1) * stride])
    }
    let coefficients = ClassShift.settled(
      points.map { zip($0, scaling.scales).map(*) }, penalty)
    let intercepts = zip(points, coefficients).map { point, slopes in
      fitsIntercept ? point[columns] - dot(slopes, scaling.centres) : 0
    }
    let mean = outputs > 1 ? intercepts.reduce(0, +) / Double(outputs) : 0
    return LogisticRegression(
      classes: rows.classes, coefficients: coefficients, intercepts: intercepts.map { $0 - mean },
      convergence: minimum.convergence)
  }
}
