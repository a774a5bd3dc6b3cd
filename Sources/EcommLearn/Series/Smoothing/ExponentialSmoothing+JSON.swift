import EcommBase

extension ExponentialSmoothing {
  public var json: JSON {
    [
      "error": .string(form.error.rawValue), "trend": .string(form.trend.rawValue),
      "season": .string(form.season.rawValue),
      "weights": [
        "level": .number(weights.level), "trend": .number(weights.trend),
        "season": .number(weights.season), "damping": .number(weights.damping),
      ],
      "variance": .number(variance), "start": start.json, "state": state.json, "fit": fit.json,
    ]
  }

  public init(_ fields: JSONFields) throws {
    form = SmoothingForm(
      try fields.choice("error"), try fields.choice("trend"), try fields.choice("season"))
    guard form.isAdmissible else {
      throw fields.fault("error", expected: "multiplicative beside such a season")
    }
    weights = try SmoothingWeights(fields.fields("weights"))
    let most = form.error == .additive ? 1e200 : SeriesBounds.largestRelativeVariance
    variance = try fields.number("variance", in: 0...most)
    start = try SmoothingState(fields.fields("start"), form)
    state = try SmoothingState(fields.fields("state"), form)
    fit = try SmoothingFitSummary(fields.fields("fit"))
    guard start.season.count == state.season.count else {
      throw fields.fault("start", expected: "of the same season as the state")
    }
  }
}

extension SmoothingWeights {
  fileprivate init(_ fields: JSONFields) throws {
    level = try fields.number("level", in: 0...1)
    trend = try fields.number("trend", in: 0...1)
    season = try fields.number("season", in: 0...1)
    damping = try fields.number("damping", in: 0...1)
  }
}

extension SmoothingState {
  fileprivate var json: JSON {
    ["level": .number(level), "trend": .number(trend), "season": .numbers(season)]
  }

  fileprivate init(_ fields: JSONFields, _ form: SmoothingForm) throws {
    level = try fields.bounded("level")
    trend = try fields.bounded("trend")
    season = try fields.boundedNumbers("season")
    guard (1...SeriesBounds.longestPeriod).contains(season.count) else {
      throw fields.fault("season", expected: "1 to \(SeriesBounds.longestPeriod) numbers")
    }
    guard form.season != .multiplicative || (season + [level]).allSatisfy({ $0 > 1e-100 }) else {
      throw fields.fault("season", expected: "above zero, like the level")
    }
  }
}

extension SmoothingFitSummary {
  public var json: JSON {
    [
      "log_likelihood": .number(logLikelihood), "observations": .integer(observations),
      "parameters": .integer(parameterCount), "iterations": .integer(iterations),
      "converged": .bool(converged),
    ]
  }

  init(_ fields: JSONFields) throws {
    let most = Int(Int32.max)
    logLikelihood = try fields.bounded("log_likelihood")
    observations = try fields.integer("observations", in: 1...most)
    parameterCount = try fields.integer("parameters", in: 1...most)
    iterations = try fields.integer("iterations", in: 0...most)
    converged = try fields.flag("converged")
  }
}
