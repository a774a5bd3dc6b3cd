import EcommBase
import EcommData
import EcommLearn

/// Every parameter of a forecast, with its default.
public struct ForecastSettings: Sendable, Equatable {
  /// Periods that the backtest looks ahead.
  public var horizon = 14
  /// Periods in a season; nil takes the usual one: 24 hours, 7 days, 52 weeks, 12 months.
  public var season: Int?
  /// Periods that the moving average takes.
  public var window = 7
  /// The models to compare; empty for those that suit the data.
  public var models: [String] = []
  /// Origins of the backtest; nil takes 12 for one series, 3 for a panel.
  public var origins: Int?
  public var calendar = ForecastCalendar()
  /// Whether models learn from values out of all proportion.
  public var keepsSpikes = false
  /// Of the boosted model.
  public var boosting = BoostedSeriesSettings().boosting
  /// Lags of the shortest season that the boosted model looks back.
  public var lags = 4
  /// Trials of a search for better boosting parameters; 0 takes those above.
  public var trials = 0
  public var seed: UInt64 = 42
  /// Which rows were counted: new rows are held to the same.
  public var conditions: [String] = []
  public var gaps = GapRule.found

  public init() {}

  func season(_ period: Period) -> Int { season ?? period.season }

  public static let settingNames = boosted.map(\.name)

  static let boosted: [NamedSetting<ForecastSettings>] = [
    .whole("trees", \.boosting.trees, in: 1...5000, "trees of the boosted model"),
    .number("rate", \.boosting.learningRate, in: 0.001...1, "how much each tree adds"),
    .whole("depth", \.boosting.maxDepth, in: 1...12, "splits on the way to a leaf"),
    .number("row-sample", \.boosting.rowSample, in: 0.1...1, "share of rows for a tree"),
    .number(
      "column-sample", \.boosting.columnSampleByTree, in: 0.1...1, "share of columns for a tree"),
    .number("child-weight", \.boosting.minimumChildWeight, in: 0...1000, "least rows in a leaf"),
    .number("lambda", \.boosting.lambda, in: 0...1000, "penalty on large leaves"),
    .number("gamma", \.boosting.gamma, in: 0...1000, "least gain of a split"),
    .whole("lags", \.lags, in: 1...12, "seasons that the boosted model looks back"),
    .whole("window", \.window, in: 1...1000, "periods in the moving average"),
  ]

  public mutating func set(_ name: String, to value: String) throws {
    guard let setting = Self.boosted.first(where: { $0.name == name }) else {
      throw SettingError.unknown(name, learner: "forecast", all: Self.settingNames)
    }
    try setting.set(value, in: &self)
  }

  func json(_ period: Period) -> JSON.Object {
    JSON.Object(
      [
        ("horizon", .integer(horizon)), ("season", .integer(season(period))),
        ("origins", origins.map(JSON.integer) ?? .null), ("models", .strings(models)),
        ("calendar", calendar.json), ("keeps_spikes", .bool(keepsSpikes)),
        ("trials", .integer(trials)), ("seed", .integer(Int(seed))),
        ("where", .strings(conditions)), ("gaps", .string(gaps.rawValue)),
      ] + Self.boosted.map { $0.json(self) })
  }
}
