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
  let scales: [Double]

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
    columns = zip(isGapped ? whole : differences, scales).map { column, scale in
      column.map { $0 / scale }
    }
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

  /// Nil at the edge of stationarity.
  func likelihood(_ parameters: SarimaParameters) -> Likelihood? {
    guard let white = whitened(process(parameters)), white.count > columns.count else { return nil }
    let regression = WhiteRegression(white.columns)
    let count = Double(white.count)
    let variance = regression.squares / count
    guard variance > 0, variance.isFinite else { return nil }
    let logLikelihood =
      -0.5 * count * (log(2 * Double.pi) + 1 + log(variance)) - 0.5 * white.logVariances
      - count * log(scales[0])
    guard logLikelihood.isFinite else { return nil }
    let units = scales.dropFirst().map { scales[0] / $0 }
    return Likelihood(
      logLikelihood: logLikelihood, variance: variance * scales[0] * scales[0], count: white.count,
      coefficients: zip(regression.coefficients, units).map { $0 * $1 },
      coefficientErrors: zip(regression.errors(variance: variance), units).map { $0 * $1 })
  }

  private func whitened(
    _ process: ArmaProcess
  ) -> (columns: [[Double]], logVariances: Double, count: Int)? {
    guard let known else {
      return ArmaFilter(process, columns).map { ($0.columns, $0.logVariances, columns[0].count) }
    }
    let filter = IntegratedFilter(process, differencing: differencing)
    return GappedFilter(filter, columns, known: known).map { white in
      let counted = white.columns.map { column in column.filter { !$0.isNaN } }
      return (counted, white.logVariances, white.count)
    }
  }

  /// The differenced series without its regression, gaps filled with zero: what starting values are
  /// guessed from.
  func roughResiduals() -> [Double] {
    let differences =
      known == nil ? columns : columns.map { LagPolynomial.apply(differencing, to: $0) }
    let places = differences[0].indices.filter { !differences[0][$0].isNaN }
    let regression = WhiteRegression(differences.map { column in places.map { column[$0] } })
    var result = [Double](repeating: 0, count: differences[0].count)
    for (place, value) in zip(places, regression.residuals) { result[place] = value }
    return result
  }
}

/// Least squares of the first column on the others.
struct WhiteRegression {
  let coefficients: [Double]
  let residuals: [Double]
  private let factor: Cholesky?
  /// The columns are solved for at a length of one: seasons and trends are of different size.
  private let lengths: [Double]

  var squares: Double { dot(residuals, residuals) }

  init(_ columns: [[Double]]) {
    let k = columns.count - 1
    guard k > 0 else {
      (coefficients, residuals, factor, lengths) = ([], columns[0], nil, [])
      return
    }
    let lengths = columns.dropFirst().map { max(dot($0, $0).squareRoot(), 1e-150) }
    var gram = [Double](repeating: 0, count: k * k)
    for i in 0..<k {
      for j in 0...i {
        gram[i * k + j] = dot(columns[i + 1], columns[j + 1]) / (lengths[i] * lengths[j])
        gram[j * k + i] = gram[i * k + j]
      }
    }
    let factor = Cholesky(gram, size: k) ?? .stabilised(gram, size: k)
    let right = (0..<k).map { dot(columns[$0 + 1], columns[0]) / lengths[$0] }
    let solution = zip(factor.solve(right), lengths).map { $0 / $1 }
    var rest = columns[0]
    for (column, coefficient) in zip(columns.dropFirst(), solution) {
      for t in rest.indices { rest[t] -= coefficient * column[t] }
    }
    (coefficients, residuals, self.factor, self.lengths) = (solution, rest, factor, lengths)
  }

  func errors(variance: Double) -> [Double] {
    guard let inverse = factor?.inverse() else { return [] }
    let k = lengths.count
    return (0..<k).map { (variance * max(0, inverse[$0 * k + $0])).squareRoot() / lengths[$0] }
  }
}
