import Glibc

/// How a fit by maximum likelihood went, and the criteria that compare it with others.
public protocol LikelihoodSummary: Sendable {
  var logLikelihood: Double { get }
  /// That the likelihood counts.
  var observations: Int { get }
  /// The variance included.
  var parameterCount: Int { get }
}

extension LikelihoodSummary {
  public var aic: Double { 2 * Double(parameterCount) - 2 * logLikelihood }

  /// Corrected for few observations; infinite where there are too few for the parameters (Hurvich and
  /// Tsai, 1989).
  public var aicc: Double {
    let (k, n) = (Double(parameterCount), Double(observations))
    return n - k - 1 > 0 ? aic + 2 * k * (k + 1) / (n - k - 1) : .infinity
  }

  public var bic: Double {
    Double(parameterCount) * log(Double(observations)) - 2 * logLikelihood
  }
}
