import EcommBase

/// A linear support vector machine with squared hinge loss, one class against the rest.
///
/// Minimises, for each class, |w|² / 2 + C · Σ weight · max(0, 1 - side · margin)², as scikit-learn's
/// LinearSVC does; the intercept is a column of ones with the same penalty. Its scores are margins, no
/// probabilities: the class of the largest one is the prediction.
public struct LinearSVM: Sendable, Equatable {
  public static let name = "linear-svm"

  public let classes: Int
  /// (classes, columns).
  public let coefficients: [[Double]]
  public let intercepts: [Double]
  /// One for each class.
  public let convergences: [Convergence]

  public var columnCount: Int { coefficients[0].count }

  init(coefficients: [[Double]], intercepts: [Double], convergences: [Convergence]) {
    classes = coefficients.count
    self.coefficients = coefficients
    self.intercepts = intercepts
    self.convergences = convergences
  }
}

/// What a support vector machine is fitted with.
public struct SVMParameters: Sendable, Equatable {
  /// C: a smaller one is a stronger penalty.
  public var inverseStrength = 1.0
  public var fitsIntercept = true
  /// The span of the rows' violations of the optimum's conditions, as parts of the margin, at which a fit
  /// may stop.
  public var tolerance = 1e-4
  /// Passes over the rows.
  public var maximumIterations = 1000

  public init(inverseStrength: Double = 1, fitsIntercept: Bool = true) {
    self.inverseStrength = inverseStrength
    self.fitsIntercept = fitsIntercept
  }

  public func validate() throws(LinearError) {
    guard inverseStrength > 0, inverseStrength.isFinite else {
      throw .badParameter(name: "C", expected: "a number above 0")
    }
    try ParameterChecks.stopping(tolerance, maximumIterations)
  }
}

extension LinearSVM {
  public static func fit(
    _ data: SparseRows, labels: [Int], classes: Int, weights: [Double] = [],
    parameters: SVMParameters = SVMParameters(), on parallel: Parallel = Parallel()
  ) throws -> LinearSVM {
    try parameters.validate()
    guard !data.columns.isEmpty else { throw LinearError.noColumns }
    let rows = try ClassRows(labels, classes: classes, weights: weights, rows: data.rowCount)
    let rule = StoppingRule(
      tolerance: parameters.tolerance, maximumIterations: parameters.maximumIterations)
    let costs = (0..<data.rowCount).map { row in
      2 * parameters.inverseStrength * (rows.weights.isEmpty ? 1 : rows.weights[row])
    }
    let problem = DualDescent(
      data, costs: costs, fitsIntercept: parameters.fitsIntercept, rule: rule)
    // Two classes are one problem seen from both sides.
    let problems = classes == 2 ? [1] : Array(0..<classes)
    let minima = try parallel.map(problems.count) { index in
      problem.minimise(rows.labels, positive: Int32(problems[index]))
    }
    return model(minima, columns: data.columnCount)
  }

  private static func model(
    _ minima: [(point: [Double], convergence: Convergence)], columns: Int
  ) -> LinearSVM {
    var coefficients = minima.map { Array($0.point[..<columns]) }
    var intercepts = minima.map { $0.point[columns] }
    if minima.count == 1 {
      coefficients.insert(coefficients[0].map { -$0 }, at: 0)
      intercepts.insert(-intercepts[0], at: 0)
    }
    return LinearSVM(
      coefficients: coefficients, intercepts: intercepts, convergences: minima.map(\.convergence))
  }
}
