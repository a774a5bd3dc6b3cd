import EcommBase

/// From scores to probabilities that come true as often as they say, fitted on rows that trained
/// nothing.
public enum Calibration: Sendable, Equatable {
  case none
  case isotonic(IsotonicCalibration)
  case platt(PlattCalibration)
  case beta(BetaCalibration)

  public enum Kind: String, Sendable, CaseIterable { case none, isotonic, platt, beta }

  public static func fit(
    _ kind: Kind, _ scores: [Double], isPositive: [Bool], weights: [Double] = []
  ) throws(MetricError) -> Calibration {
    switch kind {
    case .none: .none
    case .isotonic:
      .isotonic(try IsotonicCalibration.fit(scores, isPositive: isPositive, weights: weights))
    case .platt: .platt(try PlattCalibration.fit(scores, isPositive: isPositive, weights: weights))
    case .beta: .beta(try BetaCalibration.fit(scores, isPositive: isPositive, weights: weights))
    }
  }

  public func probability(_ score: Double) -> Double {
    switch self {
    case .none: score
    case .isotonic(let curve): curve.probability(score)
    case .platt(let curve): curve.probability(score)
    case .beta(let curve): curve.probability(score)
    }
  }
}

extension Calibration {
  public var json: JSON {
    switch self {
    case .none: ["kind": "none"]
    case .isotonic(let curve): ["kind": "isotonic", "curve": curve.json]
    case .platt(let curve):
      ["kind": "platt", "slope": .number(curve.slope), "intercept": .number(curve.intercept)]
    case .beta(let curve):
      [
        "kind": "beta", "low_end": .number(curve.lowEnd), "high_end": .number(curve.highEnd),
        "intercept": .number(curve.intercept),
      ]
    }
  }

  public init(_ fields: JSONFields) throws {
    let kind: Kind = try fields.choice("kind")
    switch kind {
    case .none: self = .none
    case .isotonic: self = .isotonic(try IsotonicCalibration(fields.fields("curve")))
    case .platt:
      self = .platt(
        PlattCalibration(
          slope: try fields.number("slope"), intercept: try fields.number("intercept")))
    case .beta: self = .beta(try BetaCalibration(fields))
    }
  }
}

extension BetaCalibration {
  init(_ fields: JSONFields) throws {
    lowEnd = try fields.number("low_end")
    highEnd = try fields.number("high_end")
    intercept = try fields.number("intercept")
    guard lowEnd >= 0, highEnd >= 0 else {
      throw fields.fault("low_end", expected: "0 or more, and high_end too")
    }
  }
}
