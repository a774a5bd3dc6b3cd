import EcommBase

extension SeriesError: Complaint {
  public var problem: String {
    switch self {
    case .tooShort(let count, let needed):
      "the series has \(Figures.count(count, "value")); this needs at least \(needed)"
    case .tooLarge(let place): "value \(place + 1) of the series is infinite or beyond 1e100"
    case .notPositive(let place):
      "value \(place + 1) of the series is not above zero, as a multiplicative form needs"
    case .negative(let place):
      "value \(place + 1) of the series is below zero, which is no demand"
    case .constant: "the series leaves nothing to model: it is constant or follows exactly"
    case .badParameter(let name, let expected): "\(name) must be \(expected)"
    case .differentCounts(let what, let count, let needed):
      "there are \(Figures.count(count)) \(what); \(Figures.count(needed)) are needed"
    case .missingRegressor(let column, let place):
      "value \(place + 1) of regressor \(column + 1) is missing, infinite or beyond 1e100"
    case .notAscending(let place): "moment \(place + 1) is not after the one before it"
    }
  }

  public var remedy: String? {
    switch self {
    case .notPositive: "Use an additive form."
    case .constant: "The naive forecast repeats it."
    case .missingRegressor: "Fill it: a regressor has to be known at every moment."
    default: nil
    }
  }
}
