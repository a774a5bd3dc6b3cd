import EcommBase

/// The last value, and on from there by the mean change per step (a line through the first and the last
/// value; Hyndman and Athanasopoulos, "Forecasting", 5.2). Without the drift it is the naive
/// forecast.
///
/// Missing values are passed over: the drift is per step, not per known value.
public struct NaiveDrift: SeriesModel, Equatable {
  public static let name = "drift"

  public private(set) var last: Double
  public private(set) var slope: Double
  private var firstValue: Double
  /// Steps from the first known value to the last known one, and from there to the end.
  private var span: Int
  private var gap: Int
  private let hasDrift: Bool
  /// Of a change in one step.
  private let variance: Double

  public static func fit(
    _ values: [Double], hasDrift: Bool = true
  ) throws(SeriesError) -> NaiveDrift {
    try SeriesChecks.check(values, needed: hasDrift ? 2 : 1)
    let places = values.indices.filter { !values[$0].isNaN }
    let (first, last) = (places[0], places[places.count - 1])
    let slope = hasDrift ? (values[last] - values[first]) / Double(last - first) : 0
    let errors = zip(places, places.dropFirst()).map { a, b in
      (values[b] - values[a] - slope * Double(b - a)) / Double(b - a).squareRoot()
    }
    let squares = errors.reduce(0) { $0 + $1 * $1 }
    return NaiveDrift(
      last: values[last], slope: slope, firstValue: values[first], span: last - first,
      gap: values.count - 1 - last, hasDrift: hasDrift,
      variance: min(squares / Double(max(1, errors.count - (hasDrift ? 1 : 0))), 1e200))
  }

  public func forecast(_ horizon: Int) -> [Double] {
    (0..<max(0, horizon)).map { last + slope * Double(gap + $0 + 1) }
  }

  public func standardErrors(_ horizon: Int) -> [Double]? {
    (0..<max(0, horizon)).map { step in
      let steps = Double(gap + step + 1)
      return (variance * steps * (hasDrift ? 1 + steps / Double(max(1, span)) : 1)).squareRoot()
    }
  }

  /// With the drift of the whole series, as the residuals of a fit have it.
  public func fitted(_ values: [Double]) -> [Double] {
    var known = Double.nan
    return values.map { value in
      let prediction = known + slope
      known = value.isNaN ? prediction : value
      return prediction
    }
  }

  public mutating func update(with values: [Double]) {
    for value in values.map(SeriesChecks.usable) {
      gap += 1
      if value.isNaN { continue }
      last = value
      span += gap
      gap = 0
      if hasDrift { slope = (last - firstValue) / Double(max(1, span)) }
    }
  }

  public var summary: String {
    hasDrift
      ? "the last value, moved on by \(Figures.short(slope)) a step, the mean change so far"
      : "the last value"
  }
}

extension NaiveDrift {
  public var json: JSON {
    [
      "drift": .bool(hasDrift), "first": .number(firstValue), "last": .number(last),
      "slope": .number(slope), "span": .integer(span), "gap": .integer(gap),
      "variance": .number(variance),
    ]
  }

  public init(_ fields: JSONFields) throws {
    hasDrift = try fields.flag("drift")
    firstValue = try fields.bounded("first")
    last = try fields.bounded("last")
    slope = try fields.bounded("slope")
    span = try fields.integer("span", in: 0...1_000_000_000)
    gap = try fields.integer("gap", in: 0...1_000_000_000)
    variance = try fields.number("variance", in: 0...1e200)
  }
}
