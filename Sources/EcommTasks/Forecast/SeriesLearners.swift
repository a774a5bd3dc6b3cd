import EcommBase
import EcommLearn

/// The models of a series by name: how each is fitted, and how it is read from a file.
public enum SeriesLearners {
  public struct Candidate: Sendable {
    public let name: String
    /// As in a table for people.
    public let title: String
    let type: any SeriesModel.Type
    let fit: @Sendable ([Double], ForecastSettings) throws -> any SeriesModel
  }

  public static let candidates: [Candidate] = [
    Candidate(name: "seasonal-naive", title: "seasonal naive", type: SeasonalNaive.self) {
      try SeasonalNaive.fit($0, period: $1.season)
    },
    Candidate(name: "naive", title: "naive", type: SeasonalNaive.self) { values, _ in
      try SeasonalNaive.fit(values, period: 1)
    },
    Candidate(name: "moving-average", title: "moving average 7", type: MovingAverage.self) {
      try MovingAverage.fit($0, window: $1.window)
    },
  ]

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
  /// Origins of the backtest.
  public var origins = 12

  public init() {}

  var json: JSON.Object {
    JSON.Object([
      ("horizon", .integer(horizon)), ("season", .integer(season)), ("window", .integer(window)),
      ("origins", .integer(origins)),
    ])
  }
}
