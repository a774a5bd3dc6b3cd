import EcommBase

/// Every future value is the mean of the last `window` known ones.
public struct MovingAverage: SeriesModel, Equatable {
  public static let name = "moving-average"

  public let level: Double
  /// Of the one-step errors in the past.
  public let deviation: Double

  public static func fit(_ values: [Double], window: Int) throws(SeriesError) -> MovingAverage {
    let known = values.filter { !$0.isNaN }
    guard window > 0, known.count > window else {
      throw .tooShort(count: known.count, needed: window + 1)
    }
    let squares = (window..<known.count).map { index in
      let error = known[index] - mean(known[index - window..<index])
      return error * error
    }
    return MovingAverage(
      level: mean(known.suffix(window)),
      deviation: (squares.reduce(0, +) / Double(squares.count)).squareRoot())
  }

  public func forecast(_ horizon: Int) -> [Double] { [Double](repeating: level, count: horizon) }

  public func deviations(_ horizon: Int) -> [Double] {
    [Double](repeating: deviation, count: horizon)
  }

  private static func mean(_ values: ArraySlice<Double>) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}

extension MovingAverage {
  public var json: JSON { ["level": .number(level), "deviation": .number(deviation)] }

  public init(_ fields: JSONFields) throws {
    level = try fields.number("level")
    deviation = try fields.number("deviation")
  }
}
