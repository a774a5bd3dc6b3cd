import EcommBase
import EcommLearn

/// The models of a series by name: how each is fitted, and how it is read from a file.
public enum SeriesLearners {
  public struct Candidate: Sendable {
    public let name: String
    /// As in a table for people.
    public let title: String
    let type: any SeriesModel.Type
    let fit: @Sendable (DailySeries, ForecastSettings) throws -> any SeriesModel
  }

  public static let candidates: [Candidate] = [
    Candidate(name: "seasonal-naive", title: "seasonal naive", type: SeasonalNaive.self) {
      try SeasonalNaive.fit($0.values, period: $1.season)
    },
    Candidate(name: "naive", title: "naive", type: SeasonalNaive.self) { series, _ in
      try SeasonalNaive.fit(series.values, period: 1)
    },
    Candidate(name: "drift", title: "drift", type: NaiveDrift.self) { series, _ in
      try NaiveDrift.fit(series.values, hasDrift: true)
    },
    Candidate(name: "moving-average", title: "moving average 7", type: MovingAverage.self) {
      try MovingAverage.fit($0.values, window: $1.window)
    },
    Candidate(name: "ets", title: "exponential smoothing", type: ExponentialSmoothing.self) {
      try ExponentialSmoothing.choose($0.values, period: $1.season)
    },
    Candidate(name: "theta", title: "theta", type: Theta.self) {
      try Theta.fit($0.values, period: $1.season)
    },
    Candidate(name: "sarima", title: "SARIMA", type: Sarima.self) {
      try SarimaSearch(period: $1.season).run($0.values)
    },
    Candidate(name: "additive", title: "additive", type: Additive.self) { series, _ in
      let days = series.values.indices.map { Double(series.firstDay + $0) }
      return try Additive.fit(series.values, at: days)
    },
  ]

  /// Those of the names, in their order; all where none are named.
  static func candidates(named names: [String]) throws -> [Candidate] {
    guard !names.isEmpty else { return candidates }
    return try names.map { name in
      guard let candidate = candidates.first(where: { $0.name == name }) else {
        let all = candidates.map(\.name)
        throw ForecastError.noSuchModel(name, nearest: Nearest.match(name, in: all), all: all)
      }
      return candidate
    }
  }

  static func read(_ name: String, _ fields: JSONFields, file: String) throws -> any SeriesModel {
    guard let candidate = candidates.first(where: { $0.name == name }) else {
      throw ModelFileError.unknownLearner(file: file, learner: name)
    }
    return try candidate.type.init(fields)
  }
}

/// Every parameter of a forecast, with its default.
public struct ForecastSettings: Sendable, Equatable {
  /// Days that the backtest looks ahead.
  public var horizon = 14
  /// Days in a season.
  public var season = 7
  /// Days that the moving average takes.
  public var window = 7
  /// The models to compare; empty for all.
  public var models: [String] = []
  /// Origins of the backtest.
  public var origins = 12

  public init() {}

  var json: JSON.Object {
    JSON.Object([
      ("horizon", .integer(horizon)), ("season", .integer(season)), ("window", .integer(window)),
      ("origins", .integer(origins)),
      ("models", .strings(models)),
    ])
  }
}
