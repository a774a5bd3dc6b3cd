import EcommBase

extension Sarima {
  public var json: JSON {
    [
      "order": .integers([order.ar, order.differences, order.ma]),
      "seasonal_order": .integers([
        order.seasonalAR, order.seasonalDifferences, order.seasonalMA,
      ]),
      "period": .integer(order.period), "constant": .bool(settings.hasConstant),
      "fourier": .array(settings.fourier.map(\.json)), "ar": .numbers(parameters.ar),
      "ma": .numbers(parameters.ma), "seasonal_ar": .numbers(parameters.seasonalAR),
      "seasonal_ma": .numbers(parameters.seasonalMA), "coefficients": .numbers(coefficients),
      "variance": .number(variance), "length": .integer(length), "state": .numbers(state.mean),
      "uncertainty": .numbers(lowerTriangle), "fit": fit.json,
    ]
  }

  /// Empty where the covariance is the settled one, which follows from the parameters. Rows of zeros
  /// at its end, of past values that are known exactly, are left out.
  private var lowerTriangle: [Double] {
    let m = state.mean.count
    if state.covariance == filter.settledCovariance { return [] }
    let last = state.covariance.lastIndex { $0 != 0 } ?? 0
    return (0...last / m).flatMap { row in state.covariance[row * m...row * m + row] }
  }

  public init(_ fields: JSONFields) throws {
    let order = try SarimaOrder(fields)
    let terms = try fields.objects("fourier").map(FourierTerms.init)
    guard terms.count <= 20 else { throw fields.fault("fourier", expected: "20 seasons at most") }
    settings = Settings(order, hasConstant: try fields.flag("constant"), fourier: terms)
    parameters = try SarimaParameters(fields, order)
    coefficients = try fields.boundedNumbers("coefficients")
    variance = try fields.bounded("variance", above: 0)
    length = try fields.integer("length", in: 0...1_000_000_000)
    let filter = Self.filter(order, parameters)
    state = IntegratedFilter.State(
      mean: try fields.boundedNumbers("state", count: filter.size),
      covariance: try Self.covariance(fields, filter))
    fit = try SarimaFitSummary(fields.fields("fit"))
    guard coefficients.count >= settings.ownColumnCount else {
      throw fields.fault("coefficients", expected: "at least \(settings.ownColumnCount) numbers")
    }
  }

  private static func covariance(
    _ fields: JSONFields, _ filter: IntegratedFilter
  ) throws -> [Double] {
    let triangle = try fields.boundedNumbers("uncertainty")
    if triangle.isEmpty { return filter.settledCovariance }
    let m = filter.size
    guard let rows = (1...m).first(where: { $0 * ($0 + 1) / 2 == triangle.count }) else {
      throw fields.fault("uncertainty", expected: "the lower triangle of up to \(m) rows, or empty")
    }
    var covariance = [Double](repeating: 0, count: m * m)
    for row in 0..<rows {
      for column in 0...row {
        let value = triangle[row * (row + 1) / 2 + column]
        covariance[row * m + column] = value
        covariance[column * m + row] = value
      }
    }
    return covariance
  }
}

extension SarimaOrder {
  fileprivate init(_ fields: JSONFields) throws {
    func three(_ name: String) throws -> (Int, Int, Int) {
      guard let items = try fields.value(name).integers, items.count == 3,
        items.allSatisfy({ (0...10).contains($0) })
      else { throw fields.fault(name, expected: "three whole numbers from 0 to 10") }
      return (items[0], items[1], items[2])
    }
    let short = try three("order")
    self.init(
      short.0, short.1, short.2, seasonal: try three("seasonal_order"),
      period: try fields.integer("period", in: 1...SeriesBounds.longestPeriod))
    guard (try? validate()) != nil else {
      throw fields.fault("order", expected: "an order that can be fitted")
    }
  }
}

extension SarimaParameters {
  fileprivate init(_ fields: JSONFields, _ order: SarimaOrder) throws {
    self.init(
      ar: try fields.boundedNumbers("ar", count: order.ar),
      ma: try fields.boundedNumbers("ma", count: order.ma),
      seasonalAR: try fields.boundedNumbers("seasonal_ar", count: order.seasonalAR),
      seasonalMA: try fields.boundedNumbers("seasonal_ma", count: order.seasonalMA))
    guard isStationary else { throw fields.fault("ar", expected: "stationary") }
    guard (ma + seasonalMA).allSatisfy({ $0.magnitude <= 1e4 }) else {
      throw fields.fault("ma", expected: "numbers up to 10,000")
    }
  }
}

extension SarimaFitSummary {
  public var json: JSON {
    [
      "log_likelihood": .number(logLikelihood), "observations": .integer(observations),
      "parameters": .integer(parameterCount), "iterations": .integer(iterations),
      "converged": .bool(converged), "standard_errors": .numbers(standardErrors),
      "coefficient_errors": .numbers(coefficientErrors),
    ]
  }

  init(_ fields: JSONFields) throws {
    let most = Int(Int32.max)
    logLikelihood = try fields.bounded("log_likelihood")
    observations = try fields.integer("observations", in: 1...most)
    parameterCount = try fields.integer("parameters", in: 1...most)
    iterations = try fields.integer("iterations", in: 0...most)
    converged = try fields.flag("converged")
    standardErrors = try fields.errors("standard_errors")
    coefficientErrors = try fields.errors("coefficient_errors")
  }
}

extension JSONFields {
  /// Null is an error that is not known.
  fileprivate func errors(_ name: String) throws -> [Double] {
    guard let values = try value(name).doubles else {
      throw fault(name, expected: "a list of numbers")
    }
    return values
  }
}
