/// What a logistic regression is fitted with. What is minimised is scikit-learn's:
///
///     C · Σ weight · loss  +  (1 - l1Ratio) / 2 · |w|²  +  l1Ratio · |w|₁
///
/// so a smaller C is a stronger penalty. The intercept is never penalised.
public struct LogisticParameters: Sendable, Equatable {
  /// C; nil is no penalty.
  public var inverseStrength: Double? = 1
  /// 0 is ridge, 1 is lasso, between them the elastic net.
  public var l1Ratio = 0.0
  public var fitsIntercept = true
  /// The largest component of the gradient, see `Convergence`, at which the fit may stop.
  public var tolerance = 1e-8
  public var maximumIterations = 300

  public init() {}

  public init(inverseStrength: Double?, l1Ratio: Double = 0, fitsIntercept: Bool = true) {
    self.inverseStrength = inverseStrength
    self.l1Ratio = l1Ratio
    self.fitsIntercept = fitsIntercept
  }

  public func validate() throws(LinearError) {
    if let c = inverseStrength, !(c > 0 && c.isFinite) {
      throw .badParameter(name: "C", expected: "a number above 0")
    }
    try ParameterChecks.share("l1Ratio", l1Ratio)
    try ParameterChecks.stopping(tolerance, maximumIterations)
  }

  var stopping: StoppingRule {
    StoppingRule(tolerance: tolerance, maximumIterations: maximumIterations)
  }

  /// The penalties beside a mean loss over rows of `weight` in all.
  func penalty(weight: Double) -> Penalty {
    guard let c = inverseStrength else { return Penalty(ridge: 0, lasso: 0) }
    return Penalty(ridge: (1 - l1Ratio) / (c * weight), lasso: l1Ratio / (c * weight))
  }
}

/// ridge / 2 · |w|² + lasso · |w|₁, beside a mean loss.
struct Penalty: Sendable, Equatable {
  var ridge: Double
  var lasso: Double
}
