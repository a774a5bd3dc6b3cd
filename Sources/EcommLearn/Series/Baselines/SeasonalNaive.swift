import EcommBase

/// Every future value is the last one known of the same place in the season (Hyndman and
/// Athanasopoulos, "Forecasting", 5.2). With a season of 1 it is the naive forecast.
///
/// Missing values are passed over.
public struct SeasonalNaive: SeriesModel, Equatable {
  public static let name = "seasonal-naive"

  /// The last known value of each place in the season, the oldest place first.
  public private(set) var season: [Double]

  public static func fit(_ values: [Double], period: Int) throws(SeriesError) -> SeasonalNaive {
    let known = values.count { !$0.isNaN }
    // A season has to be seen before it can come again; the last value is there with the first.
    let needed = period == 1 ? 1 : period + 1
    guard period > 0, values.count >= needed, known > 0 else {
      throw .tooShort(count: known, needed: needed)
    }
    try SeriesChecks.check(values, needed: 1)
    return SeasonalNaive(season: lastSeason(values, period))
  }

  public func forecast(_ horizon: Int) -> [Double] {
    (0..<max(0, horizon)).map { season[$0 % season.count] }
  }

  public func fitted(_ values: [Double]) -> [Double] {
    var last = season.map { _ in Double.nan }
    return values.enumerated().map { place, value in
      let slot = place % last.count
      defer { if !value.isNaN { last[slot] = value } }
      return last[slot]
    }
  }

  public mutating func update(with values: [Double]) {
    for value in values {
      let next = SeriesChecks.usable(value)
      season = season.dropFirst() + [next.isNaN ? season[0] : next]
    }
  }

  public var summary: String {
    season.count == 1 ? "the last value" : "the values of the last season of \(season.count)"
  }

  private static func lastSeason(_ values: [Double], _ period: Int) -> [Double] {
    let fallback = values.last { !$0.isNaN } ?? 0
    return (values.count - period..<values.count).map { place in
      stride(from: place, through: 0, by: -period).map { values[$0] }.first { !$0.isNaN }
        ?? fallback
    }
  }
}

extension SeasonalNaive {
  public var json: JSON { ["season": .numbers(season)] }

  public init(_ fields: JSONFields) throws {
    season = try fields.boundedNumbers("season")
    guard !season.isEmpty else { throw fields.fault("season", expected: "at least one number") }
  }
}
