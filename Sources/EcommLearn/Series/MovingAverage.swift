import EcommBase

/// Every future value is the mean of the last `window` known ones.
public struct MovingAverage: SeriesModel, Equatable {
  public static let name = "moving-average"

  public let level: Double

  public static func fit(_ values: [Double], window: Int) throws(SeriesError) -> MovingAverage {
    let known = values.filter { !$0.isNaN }
    guard window > 0, known.count > window else {
      throw .tooShort(count: known.count, needed: window + 1)
    }
    return MovingAverage(level: known.suffix(window).reduce(0, +) / Double(window))
  }

  public func forecast(_ horizon: Int) -> [Double] { [Double](repeating: level, count: horizon) }
}

extension MovingAverage {
  public var json: JSON { ["level": .number(level)] }

  public init(_ fields: JSONFields) throws {
    level = try fields.number("level")
  }
}
