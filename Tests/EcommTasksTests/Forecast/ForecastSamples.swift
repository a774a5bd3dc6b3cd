import EcommBase
import EcommData

@testable import EcommTasks

/// Series whose truth is known.
enum ForecastSamples {
  static let week = [10.0, 12, 14, 13, 18, 25, 5]
  static let summary = DataSummary(rows: 0, columns: 2, rejectedRows: 0, fingerprint: "f")

  /// A week that repeats, around a trend, with noise; the first day is a Thursday.
  static func weekly(
    days: Int, noise: Double = 1, trend: Double = 0, seed: UInt64 = 4, key: [String] = []
  ) -> DatedSeries {
    var random = SeededRandom(seed: seed)
    return DatedSeries(
      key: key, start: 20_006,
      values: (0..<days).map {
        week[$0 % 7] * (1 + trend * Double($0)) + noise * random.normal()
      })
  }

  static func train(
    _ panel: SeriesPanel, models: [String] = [], horizon: Int = 14, origins: Int? = nil,
    calendar: ForecastCalendar = ForecastCalendar(), threads: Int = 2
  ) throws -> ForecastTraining {
    var settings = ForecastSettings()
    settings.models = models
    settings.horizon = horizon
    settings.origins = origins
    settings.calendar = calendar
    settings.boosting.trees = 30
    settings.boosting.learningRate = 0.15
    return try ForecastTraining.train(
      panel, data: summary, schema: [], settings: settings, parallel: Parallel(threads: threads))
  }

  static func model(_ training: ForecastTraining) throws -> ForecastModel {
    try ForecastModel(ModelFile.parse(training.model.bytes, file: "m"), name: "m")
  }
}
