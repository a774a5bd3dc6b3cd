import EcommBase
import EcommLearn

/// A fitted model of one series that knows the calendar: what `predict`, `serve` and the backtest ask.
protocol Forecaster: Sendable {
  /// The values of the moments after the last one it knows.
  func forecast(_ ahead: Moments) throws -> [Double]

  /// Goes on over new values without fitting again.
  mutating func update(_ new: DatedSeries) throws

  /// What the forecast is the sum of, by name.
  func parts(_ ahead: Moments) throws -> [ForecastPart]

  /// The last values, where it keeps them to forecast from; none where it keeps something else.
  var recent: [Double] { get }

  /// One line for people.
  var summary: String { get }

  /// Whether it asks what the regressors will be.
  var usesRegressors: Bool { get }

  /// Its own part of the model file.
  var json: JSON { get }
}

extension Forecaster {
  var usesRegressors: Bool { true }
  var recent: [Double] { [] }
}

/// A part of a forecast: the trend, the week, a holiday.
public struct ForecastPart: Sendable, Equatable {
  public let name: String
  public let values: [Double]
}

/// What all forecasters of a panel share.
struct ForecastContext: Sendable {
  let period: Period
  let keys: [String]
  /// The names of the regressors.
  let regressors: [String]
  let settings: ForecastSettings

  var season: Int { settings.season(period) }

  /// What models learn from: the series without values out of all proportion, unless they are to stay.
  func learned(_ series: DatedSeries) -> DatedSeries {
    settings.keepsSpikes ? series : Spikes.removed(series)
  }
}

/// A model of the values alone.
struct PlainForecaster: Forecaster {
  var model: any SeriesModel

  func forecast(_ ahead: Moments) -> [Double] { model.forecast(ahead.count) }
  mutating func update(_ new: DatedSeries) { model.update(with: new.values) }
  var summary: String { model.summary }
  var usesRegressors: Bool { false }
  var json: JSON { model.json }

  func parts(_ ahead: Moments) -> [ForecastPart] {
    guard let smoothing = model as? ExponentialSmoothing else {
      return [ForecastPart(name: "forecast", values: forecast(ahead))]
    }
    return smoothing.components(ahead.count).map { ForecastPart(name: $0.name, values: $0.values) }
  }
}
