/// A seasonal ARIMA model with regression, (p,d,q)(P,D,Q)[s], fitted by exact maximum likelihood (Box
/// and Jenkins, 1970; Harvey, 1989).
///
/// The series is differenced exactly: the likelihood is that of the values after the first d + D s,
/// given those, as R and statsmodels (simple differencing) have it. A missing value is a step without
/// an observation in the filter of the undifferenced series, so that nothing around a gap is lost
/// (`GappedFilter`). Regression coefficients and the variance are concentrated out of the likelihood.
/// n(r + k) operations per likelihood for k regressors and a state of r numbers; n m² with gaps.
public struct Sarima: SeriesModel, Equatable {
  public static let name = "sarima"

  /// What a model is fitted with beside the series.
  public struct Settings: Sendable, Equatable {
    public var order: SarimaOrder
    /// A mean without differencing, a drift with one difference; with more there is none.
    public var hasConstant: Bool
    public var fourier: [FourierTerms]

    public init(_ order: SarimaOrder, hasConstant: Bool = false, fourier: [FourierTerms] = []) {
      self.order = order
      self.hasConstant = hasConstant
      self.fourier = fourier
    }

    /// Whether there is a column for the constant.
    var addsConstant: Bool {
      hasConstant && order.differences + order.seasonalDifferences < 2
    }

    func validate() throws(SeriesError) {
      try order.validate()
      for terms in fourier { try terms.validate() }
    }
  }

  public let settings: Settings
  public let parameters: SarimaParameters
  /// Of the constant, the Fourier terms and the regressors, in this order.
  public let coefficients: [Double]
  /// Of the innovations.
  public let variance: Double
  public let fit: SarimaFitSummary
  /// Values seen so far.
  public internal(set) var length: Int
  var state: IntegratedFilter.State

  public var order: SarimaOrder { settings.order }

  /// Regressors beside the constant and the Fourier terms.
  public var regressorCount: Int { coefficients.count - settings.ownColumnCount }

  /// What a unit of each regressor adds.
  public var regressorEffects: [Double] { Array(coefficients.suffix(regressorCount)) }

  public static func fit(
    _ values: [Double], settings: Settings, regressors: [[Double]] = []
  ) throws(SeriesError) -> Sarima {
    try settings.validate()
    try SeriesChecks.check(values, needed: settings.order.differenceReach + 2)
    try SeriesChecks.check(regressors: regressors, count: values.count)
    let columns = settings.columns(at: 0..<values.count) + regressors
    let problem = try SarimaProblem(values, regressors: columns, order: settings.order)
    let fitting = SarimaFitting(problem: problem)
    let optimum = try fitting.run()
    let likelihood = optimum.likelihood
    let summary = SarimaFitSummary(
      logLikelihood: likelihood.logLikelihood, observations: likelihood.count,
      parameterCount: settings.order.parameterCount + columns.count + 1,
      iterations: optimum.convergence.iterations, converged: optimum.convergence.converged,
      standardErrors: fitting.standardErrors(optimum),
      coefficientErrors: likelihood.coefficientErrors)
    return try Sarima(
      settings, optimum.parameters, likelihood, summary, values: values, columns: columns)
  }

  private init(
    _ settings: Settings, _ parameters: SarimaParameters, _ likelihood: SarimaProblem.Likelihood,
    _ fit: SarimaFitSummary, values: [Double], columns: [[Double]]
  ) throws(SeriesError) {
    self.settings = settings
    self.parameters = parameters
    self.fit = fit
    coefficients = likelihood.coefficients
    variance = likelihood.variance
    length = values.count
    let rest = Self.without(columns, coefficients, values)
    let filter = Self.filter(settings.order, parameters)
    guard let end = Self.filtered(rest, filter, variance) else { throw .constant }
    state = end.state
  }

  static func filter(
    _ order: SarimaOrder, _ parameters: SarimaParameters
  ) -> IntegratedFilter {
    IntegratedFilter(
      ArmaProcess(
        ar: parameters.arPolynomial(order), ma: parameters.maPolynomial(order),
        size: order.armaSize),
      differencing: LagPolynomial.differencing(order))
  }

  var filter: IntegratedFilter { Self.filter(order, parameters) }

  /// The series without what the columns explain.
  static func without(
    _ columns: [[Double]], _ coefficients: [Double], _ values: [Double]
  ) -> [Double] {
    var rest = values
    for (column, coefficient) in zip(columns, coefficients) {
      for t in rest.indices { rest[t] -= coefficient * column[t] }
    }
    return rest
  }

  /// One pass in units of the innovations, with the state at the end in the units of the series.
  static func filtered(
    _ rest: [Double], _ filter: IntegratedFilter, _ variance: Double
  ) -> (state: IntegratedFilter.State, predictions: [Double])? {
    let unit = variance.squareRoot()
    let known = rest.map { !$0.isNaN }
    guard unit > 0,
      let pass = GappedFilter(filter, [rest.map { $0 / unit }], known: known)
    else { return nil }
    let state = IntegratedFilter.State(
      mean: pass.means[0].map { $0 * unit }, covariance: filter.tidied(pass.covariance))
    guard state.mean.allSatisfy({ $0.magnitude <= SeriesBounds.largestState }) else { return nil }
    return (state, pass.predictions[0].map { $0 * unit })
  }
}

/// How a fit went.
public struct SarimaFitSummary: LikelihoodSummary, Equatable {
  public var logLikelihood: Double
  /// That the likelihood counts: those left by differencing, without the missing ones.
  public var observations: Int
  /// The variance included.
  public var parameterCount: Int
  public var iterations: Int
  public var converged: Bool
  /// Of ar, ma, seasonal ar and seasonal ma, in this order; NaN where the likelihood does not curve.
  public var standardErrors: [Double]
  /// Of the coefficients of constant, Fourier terms and regressors.
  public var coefficientErrors: [Double]
}
