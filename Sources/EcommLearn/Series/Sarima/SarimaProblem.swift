import Glibc

/// What a seasonal ARIMA model is fitted to: a series and the columns it is regressed on, brought to
/// one size, and the exact likelihood of any parameters with the coefficients of the columns and the
/// variance of the innovations at their best (concentrated out).
struct SarimaProblem: Sendable {
  let order: SarimaOrder
  /// The series first; scaled. Differenced where there are no gaps.
  private let columns: [[Double]]
  /// Which values of the series are known; nil where there are no gaps.
  private let known: [Bool]?
  private let differencing: [Double]
  private let scales: [Double]
  /// Least squares without a model of the errors. They are taken out of the series first, so that
  /// little is left to cancel when the regression is concentrated out.
  private let roughCoefficients: [Double]
  /// The differenced series without its regression, gaps filled with zero: what starting values are
  /// guessed from.
  let roughResiduals: [Double]

  /// - Parameter regressors: columns as long as the series.
  init(_ values: [Double], regressors: [[Double]], order: SarimaOrder) throws(SeriesError) {
    self.order = order
    differencing = LagPolynomial.differencing(order)
    let first = values.firstIndex { !$0.isNaN } ?? 0
    let last = values.lastIndex { !$0.isNaN } ?? -1
    let whole = ([values] + regressors).map { Array($0[first...last]) }
    let differences = whole.map { [differencing] in LagPolynomial.apply(differencing, to: $0) }
    scales = differences.enumerated().map { $0 == 0 ? Self.spread($1) : max(Self.spread($1), 1e-9) }
    let isGapped = whole[0].contains(where: \.isNaN)
    known = isGapped ? whole[0].map { !$0.isNaN } : nil
    let terms = order.parameterCount + regressors.count + 1
    let usable = differences[0].count { !$0.isNaN }
    guard usable > terms else {
      throw .tooShort(count: usable, needed: terms + 1 + order.differenceReach)
    }
    let largest = whole[0].reduce(0) { max($0, $1.isNaN ? 0 : $1.magnitude) }
    guard scales[0] > 1e-12 * largest, scales[0] > 1e-100 else { throw .constant }
    let rough = RoughRegression(Self.divided(differences, scales))
    roughCoefficients = rough.coefficients
    roughResiduals = rough.residuals
    columns = rough.applied(to: Self.divided(isGapped ? whole : differences, scales))
  }

  private static func divided(_ columns: [[Double]], _ scales: [Double]) -> [[Double]] {
    zip(columns, scales).map { column, scale in column.map { $0 / scale } }
  }

  private static func spread(_ values: [Double]) -> Double {
    let known = values.filter { !$0.isNaN }
    let largest = known.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0 else { return 0 }
    let squares = known.reduce(0) { $0 + $1 / largest * ($1 / largest) }
    return largest * (squares / Double(known.count)).squareRoot()
  }

  /// The parameters at their best innovations.
  struct Likelihood {
    var logLikelihood: Double
    var variance: Double
    var count: Int
    /// Of the regressors, in the units given.
    var coefficients: [Double]
    var coefficientErrors: [Double]
  }

  func process(_ parameters: SarimaParameters) -> ArmaProcess {
    ArmaProcess(
      ar: parameters.arPolynomial(order), ma: parameters.maPolynomial(order), size: order.armaSize)
  }

  /// One for each set of parameters, nil at the edge of stationarity.
  func likelihoods(_ sets: [SarimaParameters]) -> [Likelihood?] {
    known == nil
      ? stride(from: 0, to: sets.count, by: 4)
        .flatMap { gapless(Array(sets[$0..<min($0 + 4, sets.count)])) }
      : sets.map(gapped)
  }

  private func gapless(_ sets: [SarimaParameters]) -> [Likelihood?] {
    let pass = ArmaLikelihood(ArmaLanes(sets.map(process)), columns)
    return sets.indices.map { lane in
      let products = pass.products.map { $0[lane] }
      return WhiteRegression(products: products, width: columns.count).flatMap {
        likelihood($0, logVariances: pass.logVariances[lane], count: columns[0].count)
      }
    }
  }

  private func gapped(_ parameters: SarimaParameters) -> Likelihood? {
    guard let known else { return nil }
    let filter = IntegratedFilter(process(parameters), differencing: differencing)
    guard let white = GappedFilter(filter, columns, known: known) else { return nil }
    let counted = white.columns.map { column in column.filter { !$0.isNaN } }
    return WhiteRegression(counted).flatMap {
      likelihood($0, logVariances: white.logVariances, count: white.count)
    }
  }

  private func likelihood(
    _ regression: WhiteRegression, logVariances: Double, count: Int
  ) -> Likelihood? {
    guard count > columns.count else { return nil }
    let n = Double(count)
    let variance = regression.squares / n
    guard variance > 0, variance.isFinite else { return nil }
    let logLikelihood =
      -0.5 * n * (log(2 * Double.pi) + 1 + log(variance)) - 0.5 * logVariances - n * log(scales[0])
    guard logLikelihood.isFinite else { return nil }
    let units = scales.dropFirst().map { scales[0] / $0 }
    let coefficients = zip(regression.coefficients, roughCoefficients).map { $0 + $1 }
    return Likelihood(
      logLikelihood: logLikelihood, variance: variance * scales[0] * scales[0], count: count,
      coefficients: zip(coefficients, units).map { $0 * $1 },
      coefficientErrors: zip(regression.errors(variance: variance), units).map { $0 * $1 })
  }
}
