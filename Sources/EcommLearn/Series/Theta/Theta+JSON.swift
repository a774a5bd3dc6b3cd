import EcommBase

extension Theta {
  public var json: JSON {
    [
      "variant": .string(variant.rawValue), "level_weight": .number(levelWeight),
      "theta": .number(theta), "variance": .number(variance),
      "season": .numbers(season.factors), "season_multiplies": .bool(season.isProduct),
      "line": .numbers([line.intercept, line.slope]), "start": .number(start),
      "level": .number(level), "time": .integer(time),
    ]
  }

  public init(_ fields: JSONFields) throws {
    variant = try fields.choice("variant")
    levelWeight = try fields.number("level_weight", in: ThetaSearch.range)
    theta = try fields.number("theta", in: 1...1000)
    variance = try fields.number("variance", in: 0...1e200)
    season = try SeasonalAdjustment(fields)
    let line = try fields.boundedNumbers("line", count: 2)
    self.line = ThetaLine(intercept: line[0], slope: line[1])
    start = try fields.bounded("start")
    level = try fields.bounded("level")
    time = try fields.integer("time", in: 0...1_000_000_000)
  }
}

extension SeasonalAdjustment {
  fileprivate init(_ fields: JSONFields) throws {
    factors = try fields.boundedNumbers("season")
    isProduct = try fields.flag("season_multiplies")
    guard (1...SeriesBounds.longestPeriod).contains(factors.count) else {
      throw fields.fault("season", expected: "1 to \(SeriesBounds.longestPeriod) numbers")
    }
    guard !isProduct || factors.allSatisfy({ $0 >= 1e-6 }) else {
      throw fields.fault("season", expected: "above zero")
    }
  }
}
