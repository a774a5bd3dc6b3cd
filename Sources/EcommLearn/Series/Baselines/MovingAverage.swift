import EcommBase

/// Every future value is the mean of the last `window` known ones.
public struct MovingAverage: SeriesModel, Equatable {
  public static let name = "moving-average"

  /// The last known values, the oldest first.
  public private(set) var recent: [Double]

  public var level: Double { Self.mean(recent[...]) }

  public static func fit(_ values: [Double], window: Int) throws(SeriesError) -> MovingAverage {
    let known = values.filter { !$0.isNaN }
    guard window > 0, known.count > window else {
      throw .tooShort(count: known.count, needed: window + 1)
    }
    try SeriesChecks.check(values, needed: window)
    return MovingAverage(recent: known.suffix(window))
  }

  public func forecast(_ horizon: Int) -> [Double] {
    [Double](repeating: level, count: max(0, horizon))
  }

  public func fitted(_ values: [Double]) -> [Double] {
    var window: [Double] = []
    return values.map { value in
      defer {
        if !value.isNaN { window = (window + [value]).suffix(recent.count) }
      }
      return window.count == recent.count ? Self.mean(window[...]) : .nan
    }
  }

  public mutating func update(with values: [Double]) {
    let known = values.map(SeriesChecks.usable).filter { !$0.isNaN }
    recent = (recent + known).suffix(recent.count)
  }

  public var summary: String { "the mean of the last \(recent.count) values" }

  private static func mean(_ values: ArraySlice<Double>) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}

extension MovingAverage {
  public var json: JSON { ["recent": .numbers(recent)] }

  public init(_ fields: JSONFields) throws {
    recent = try fields.boundedNumbers("recent")
    guard !recent.isEmpty else { throw fields.fault("recent", expected: "at least one number") }
  }
}
