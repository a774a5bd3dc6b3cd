import EcommBase

extension Additive {
  /// `linear trend with 4 of 25 bends, seasons of 365.3 and 7.000 days, 2 regressors, added up`.
  public var summary: String {
    let bent = bends.count { $0 != 0 }
    var parts = ["\(settings.growth.rawValue) trend with \(bent) of \(bends.count) bends"]
    if !seasons.isEmpty {
      let lengths = seasons.map { Figures.short($0.days) }.joined(separator: " and ")
      parts.append("seasons of \(lengths) days")
    }
    if regressorCount > 0 { parts.append(Figures.count(regressorCount, "regressor")) }
    parts.append(settings.isMultiplicative ? "multiplied" : "added up")
    return parts.joined(separator: ", ")
  }

  public var json: JSON {
    [
      "growth": .string(settings.growth.rawValue), "capacity": .optional(settings.capacity),
      "changepoint_range": .number(settings.changepointRange),
      "changepoint_scale": .number(settings.changepointScale),
      "multiplicative": .bool(settings.isMultiplicative),
      "seasons": .array(seasons.map(\.json)), "regressors": .array(design.regressors.map(\.json)),
      "start": .number(design.start), "span": .number(design.span),
      "value_scale": .number(design.valueScale), "changepoints": .numbers(design.changepoints),
      "slope": .number(slope), "offset": .number(offset), "bends": .numbers(bends),
      "coefficients": .numbers(coefficients), "spread": .number(spread), "end": .number(end),
      "step": .number(step), "iterations": .integer(iterations), "converged": .bool(converged),
    ]
  }

  public init(_ fields: JSONFields) throws {
    let design = try AdditiveDesign(fields)
    let far = Self.furthestDay
    self.init(
      design: design, slope: try fields.number("slope", in: -1e9...1e9),
      offset: try fields.number("offset", in: -1e9...1e9),
      bends: try fields.boundedNumbers("bends", count: design.changepoints.count),
      coefficients: try fields.boundedNumbers("coefficients", count: design.featureCount),
      spread: try fields.bounded("spread", above: 0),
      iterations: try fields.integer("iterations", in: 0...Int(Int32.max)),
      converged: try fields.flag("converged"), end: try fields.number("end", in: -far...far),
      step: try fields.number("step", in: 1e-6...far))
    guard (bends + coefficients).allSatisfy({ $0.magnitude <= 1e9 }) else {
      throw fields.fault("coefficients", expected: "numbers up to 1,000,000,000")
    }
  }
}

extension AdditiveDesign {
  fileprivate init(_ fields: JSONFields) throws {
    let far = Additive.furthestDay
    let changepoints = try fields.numbers("changepoints")
    guard changepoints.count <= 200, changepoints.allSatisfy({ (0...1).contains($0) }) else {
      throw fields.fault("changepoints", expected: "up to 200 numbers from 0 to 1")
    }
    let seasons = try fields.objects("seasons").map(AdditiveSettings.Season.init)
    var settings = AdditiveSettings()
    settings.growth = try fields.choice("growth")
    settings.capacity = fields.isNull("capacity") ? nil : try fields.bounded("capacity")
    settings.changepoints = changepoints.count
    settings.changepointRange = try fields.number("changepoint_range", in: 0...1)
    settings.changepointScale = try fields.number("changepoint_scale")
    settings.isMultiplicative = try fields.flag("multiplicative")
    settings.seasons = seasons
    let regressors = try fields.objects("regressors").map(Scaling.init)
    settings.regressorScales = regressors.map(\.prior)
    guard (try? settings.validate()) != nil, seasons.count <= 50 else {
      throw fields.fault("seasons", expected: "seasons, scales and capacity that can be fitted")
    }
    self.init(
      settings, seasons: seasons, start: try fields.number("start", in: -far...far),
      span: try fields.number("span", in: 1e-6...2 * far),
      valueScale: try fields.number("value_scale", in: 1e-100...SeriesBounds.largestState),
      changepoints: changepoints, regressors: regressors)
  }
}

extension AdditiveSettings.Season {
  fileprivate var json: JSON {
    ["days": .number(days), "order": .integer(order), "scale": .number(scale)]
  }

  fileprivate init(_ fields: JSONFields) throws {
    days = try fields.number("days")
    order = try fields.integer("order", in: 1...50)
    scale = try fields.number("scale")
  }
}

extension AdditiveDesign.Scaling {
  fileprivate var json: JSON {
    ["centre": .number(centre), "width": .number(width), "prior": .number(prior)]
  }

  fileprivate init(_ fields: JSONFields) throws {
    centre = try fields.bounded("centre")
    width = try fields.number("width", in: 1e-100...SeriesBounds.largestState)
    prior = try fields.number("prior", in: 1e-6...1e6)
  }
}
