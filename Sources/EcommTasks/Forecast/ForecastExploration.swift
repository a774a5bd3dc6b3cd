import EcommBase
import EcommData
import EcommLearn

/// What a person should know of a series before a model is asked.
public struct ForecastExploration: Sendable {
  public let key: [String]
  public let first: String
  public let last: String
  public let values: Int
  public let missing: Int
  public let zeros: Int
  public let mean: Double
  public let deviation: Double
  /// The largest and the smallest, with their dates.
  public let largest: (date: String, value: Double)
  public let smallest: (date: String, value: Double)
  public let trendStrength: Double?
  public let seasonStrength: Double?
  /// The mean of each weekday, hour or month over the mean of all.
  public let groups: [Double]
  /// Of each weekday, hour or month: least, quarter, median, three quarters, most; empty where it has no
  /// value.
  public let groupQuartiles: [[Double]]
  /// Lags and how alike values so far apart are.
  public let autocorrelations: [(lag: Int, value: Double)]
  /// At 1, 2, 3, ... periods; what each tells beyond the shorter ones; and what chance keeps within.
  public let correlogram: [Double]
  public let partial: [Double]
  public let chance: Double
  /// The series, its trend, what the season adds, and what is left.
  public let parts: [(name: String, values: [Double])]
  public let dates: [String]
  /// Dates of values out of all proportion.
  public let spikes: [String]

  public init?(_ series: DatedSeries) {
    let period = series.period
    let known = series.values.enumerated().filter { !$0.element.isNaN }
    guard let high = known.max(by: { $0.element < $1.element }),
      let low = known.min(by: { $0.element < $1.element })
    else { return nil }
    func date(_ place: Int) -> String { period.label(series.start + place) }
    key = series.key
    first = date(0)
    last = date(series.values.count - 1)
    values = series.values.count
    missing = values - known.count
    zeros = known.count { $0.element == 0 }
    let mean = known.reduce(0) { $0 + $1.element } / Double(known.count)
    self.mean = mean
    let squares = known.reduce(0) { $0 + ($1.element - mean) * ($1.element - mean) }
    deviation = (squares / Double(known.count)).squareRoot()
    largest = (date(high.offset), high.element)
    smallest = (date(low.offset), low.element)
    let spikes = Spikes.places(series.values)
    self.spikes = spikes.map(date)
    let calm = Spikes.removed(series).values
    let profile = SeriesProfile(calm, period: period.season)
    trendStrength = profile.trendStrength
    seasonStrength = profile.seasonStrength
    groups = Self.groups(calm, series)
    groupQuartiles = Self.quartiles(calm, series)
    let correlogram = SeriesProfile.correlogram(
      calm, lags: min(max(2 * period.season + 7, 28), 60))
    self.correlogram = correlogram
    partial = SeriesProfile.partial(correlogram)
    chance = 1.96 / Double(known.count).squareRoot()
    dates = series.values.indices.map(date)
    parts = Self.parts(series.values, calm, profile)
    let lags = [1, 2, 3, period.season, 2 * period.season] + (period == .day ? [364] : [])
    autocorrelations = Set(lags).sorted().compactMap { lag in
      guard lag * 2 < calm.count else { return nil }
      return SeriesProfile.autocorrelation(calm, lag: lag).map { (lag, $0) }
    }
  }

  private static func parts(
    _ values: [Double], _ calm: [Double], _ profile: SeriesProfile
  ) -> [(name: String, values: [Double])] {
    guard !profile.season.isEmpty, profile.trend.count == values.count else {
      return [("values", values)]
    }
    let season = values.indices.map { profile.season[$0 % profile.season.count] }
    let rest = values.indices.map { calm[$0] - profile.trend[$0] - season[$0] }
    return [
      ("values", values), ("trend", profile.trend), ("season", season), ("what is left", rest),
    ]
  }

  private static func groups(_ values: [Double], _ series: DatedSeries) -> [Double] {
    var sums = [Double](repeating: 0, count: series.period.groups)
    var counts = sums
    for (place, value) in values.enumerated() where !value.isNaN {
      let group = series.period.group(series.start + place)
      sums[group] += value
      counts[group] += 1
    }
    let all = sums.reduce(0, +) / max(1, counts.reduce(0, +))
    return zip(sums, counts).map { $1 > 0 && all != 0 ? $0 / $1 / all : 0 }
  }

  private static func quartiles(_ values: [Double], _ series: DatedSeries) -> [[Double]] {
    var own = [[Double]](repeating: [], count: series.period.groups)
    for (place, value) in values.enumerated() where value.isFinite {
      own[series.period.group(series.start + place)].append(value)
    }
    return own.map { values in
      let sorted = values.sorted()
      return sorted.isEmpty ? [] : [0, 0.25, 0.5, 0.75, 1].map { Quantile.of(sorted, $0) }
    }
  }

  public var json: JSON {
    [
      "key": .strings(key), "first": .string(first), "last": .string(last),
      "periods": .integer(values), "missing": .integer(missing), "zeros": .integer(zeros),
      "mean": .number(mean), "deviation": .number(deviation),
      "largest": ["date": .string(largest.date), "value": .number(largest.value)],
      "smallest": ["date": .string(smallest.date), "value": .number(smallest.value)],
      "trend_strength": .optional(trendStrength), "season_strength": .optional(seasonStrength),
      "groups": .numbers(groups),
      "group_quartiles": .array(groupQuartiles.map(JSON.numbers)), "spikes": .strings(spikes),
      "correlogram": .numbers(correlogram), "partial": .numbers(partial),
      "chance": .number(chance),
      "parts": .array(
        parts.dropFirst().map {
          [
            "name": .string($0.name),
            "values": .array($0.values.map { $0.isFinite ? .number($0) : .null }),
          ]
        }),
      "autocorrelations": .array(
        autocorrelations.map { ["lag": .integer($0.lag), "value": .number($0.value)] }),
    ]
  }
}
