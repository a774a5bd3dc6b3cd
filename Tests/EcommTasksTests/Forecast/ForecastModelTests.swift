import EcommBase
import EcommData
import EcommLearn
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct ForecastModelTests {
  private func file(
    season: JSON = [3, 5], level: Double = 0.8, halfWidth: Double = 2, next: String = "2026-01-01",
    learner: String = "seasonal-naive", neverNegative: Bool = true
  ) -> ModelFile {
    ModelFile(
      task: .forecast, learner: learner,
      data: DataSummary(rows: 2, columns: 2, rejectedRows: 0, fingerprint: ""),
      schema: [], settings: .init([("where", []), ("gaps", "found")]),
      model: [
        "period": "day", "keys": [], "regressors": [], "season": 7,
        "calendar": ["countries": [], "days": []], "never_negative": .bool(neverNegative),
        "shared": .object(.init()),
        "series": [
          [
            "key": [], "learner": .string(learner), "next": .string(next),
            "model": ["season": season],
            "intervals": [
              ["level": .number(level), "half_widths": [.number(halfWidth), .number(halfWidth)]]
            ],
            "spike_limit": 50,
          ]
        ],
      ])
  }

  @Test func goesOnFromTheLastDay() throws {
    let points = try ForecastModel(file(), name: "m").predict(horizon: 3)
    #expect(points.map(\.date) == ["2026-01-01", "2026-01-02", "2026-01-03"])
    #expect(points.map(\.forecast) == [3, 5, 3])
    #expect(points.map(\.lower).prefix(2) == [1, 3] && points.map(\.upper).prefix(2) == [5, 7])
    // Beyond the backtest by the root of the distance.
    #expect(isClose(points[2].upper, 3 + 2 * (1.5).squareRoot(), within: 1e-12))
  }

  @Test func salesThatWereNeverBelowZeroStaySo() throws {
    let points = try ForecastModel(file(season: [1, -4]), name: "m").predict(horizon: 2)
    #expect(points.map(\.lower) == [0, 0] && points.map(\.forecast) == [1, 0])
    let signed = try ForecastModel(file(season: [1, -4], neverNegative: false), name: "m")
    #expect(try signed.predict(horizon: 2).map(\.forecast) == [1, -4])
  }

  @Test func refusesWhatIsNoForecast() {
    for bad in [
      file(season: [1e308]), file(season: .numbers([])), file(level: 1), file(level: 0),
      file(level: 1e308), file(halfWidth: -1), file(halfWidth: 1e308), file(next: "yesterday"),
    ] {
      #expect(throws: FieldError.self) { try ForecastModel(bad, name: "m") }
    }
    #expect(throws: ModelFileError.self) { try ForecastModel(file(learner: "oracle"), name: "m") }
  }

  /// Every model comes back from its file with the same forecasts, and what it is made of adds up to them.
  @Test(arguments: [
    "seasonal-naive", "naive", "drift", "moving-average", "ets", "theta", "sarima", "additive",
    "boosted",
  ])
  func readsWhatItWrites(_ name: String) throws {
    let training = try ForecastSamples.train(
      SeriesPanel(ForecastSamples.weekly(days: 120, trend: 0.002)), models: [name], origins: 2)
    let model = try ForecastSamples.model(training)
    #expect(training.model.bytes == (try ModelFile.parse(training.model.bytes, file: "m")).bytes)
    let points = try model.predict(horizon: 20)
    let parts = try #require(try model.parts(horizon: 20).first).parts
    for (step, point) in points.enumerated() where point.forecast > 0 {
      let sum = parts.reduce(0) { $0 + $1.values[step] }
      #expect(isClose(sum, point.forecast, within: 1e-6 * max(1, abs(sum))))
    }
  }

  /// Going on over new rows is the same as having known them, but for what a new fit would change.
  @Test(arguments: ["seasonal-naive", "moving-average", "ets", "sarima", "boosted"])
  func goesOnOverNewRows(_ name: String) throws {
    let whole = ForecastSamples.weekly(days: 200, noise: 0.1)
    let cut = SeriesPanel(whole).before(whole.end - 10)
    var model = try ForecastSamples.model(ForecastSamples.train(cut, models: [name], origins: 2))
    let notes = try model.update(SeriesPanel(whole))
    #expect(notes[0].hasPrefix("10 days added"))
    #expect(model.next == Period.day.label(whole.end))
    for (step, point) in try model.predict(horizon: 7).enumerated() where name != "moving-average" {
      #expect(abs(point.forecast - ForecastSamples.week[(200 + step) % 7]) < 1.5)
    }
    #expect(throws: ForecastError.self) { try model.update(cut) }
  }

  /// A mistyped amount among new rows is not learned from either, and what is known already changes nothing.
  @Test func newSpikesCountAsMissing() throws {
    let whole = ForecastSamples.weekly(days: 210, noise: 0.1)
    let cut = SeriesPanel(whole).before(whole.end - 10)
    let training = try ForecastSamples.train(cut, models: ["naive"], origins: 2)
    var odd = whole
    odd.values[205] = 1e6
    odd.values[20] = 1e6
    odd.values[206...] = [.nan, .nan, .nan, .nan]
    var model = try ForecastSamples.model(training)
    let notes = try model.update(SeriesPanel(odd))
    #expect(notes.contains("1 day out of all proportion: not learned from"))
    #expect(notes.contains("200 days that the model knows already: passed over"))
    #expect(try model.predict(horizon: 1)[0].forecast < 100)
  }

  /// The horizon is counted from the day asked for.
  @Test func beginsWhereItIsAskedTo() throws {
    let model = try ForecastModel(file(), name: "m")
    let all = try model.predict(horizon: 6)
    let first = try #require(model.period(holding: "2026-01-04"))
    let later = try model.forecasts(horizon: 3, from: first)[0].points
    #expect(later == Array(all[3...]))
    #expect(try model.forecasts(horizon: 3, from: first - 300)[0].points == Array(all[..<3]))
    #expect(model.period(holding: "31.02.2026") == nil)
    #expect(throws: ForecastError.self) { try model.forecasts(horizon: 3, from: first + 4000) }
  }

  /// A promotion doubles sales: models with the regressor need to know when the next one is.
  @Test(arguments: ["additive", "sarima", "boosted"]) func regressorsAreNeeded(
    _ name: String
  ) throws {
    var series = ForecastSamples.weekly(days: 200, noise: 0.2)
    let promotion = series.values.indices.map { $0 % 19 < 2 ? 1.0 : 0 }
    for (place, isOn) in promotion.enumerated() { series.values[place] += 20 * isOn }
    series.regressors = [promotion]
    let panel = SeriesPanel(regressors: ["promotion"], series: [series])
    let training = try ForecastSamples.train(panel, models: [name], horizon: 7, origins: 2)
    let model = try ForecastSamples.model(training)
    #expect(throws: ForecastError.futureNeeded(column: "promotion")) {
      try model.predict(horizon: 2)
    }
    let dates = (0..<3).map {
      Timestamp(date: CivilDate(days: series.end + $0)).microseconds
    }
    let table = Table([
      Column("date", .dates(dates)), Column("promotion", .numbers([0, 1, 0])),
    ])
    let future = try FutureRegressors(table, model)
    let points = try #require(try model.forecasts(horizon: 3, future: future).first).points
    for (step, point) in points.enumerated() {
      let usual = ForecastSamples.week[(200 + step) % 7] + (step == 1 ? 20 : 0)
      #expect(abs(point.forecast - usual) < (name == "boosted" ? 8 : 2))
    }
    #expect(
      throws: ForecastError.futureMissing(
        column: "promotion", label: Period.day.label(series.end + 3))
    ) { try model.forecasts(horizon: 4, future: future) }
  }

  @Test func aHostileModelIsRefusedOrAnswersSoundly() throws {
    let training = try ForecastSamples.train(
      SeriesPanel(ForecastSamples.weekly(days: 90)),
      models: ["boosted", "ets", "additive", "theta", "ensemble"], origins: 2)
    var random = SeededRandom(seed: 9)
    let bytes = training.model.bytes
    var accepted = 0
    for _ in 0..<100 {
      var spoilt = bytes
      for _ in 0..<(1 + random.below(3)) {
        spoilt[random.below(spoilt.count)] = UInt8(truncatingIfNeeded: 32 + random.below(96))
      }
      guard let json = try? JSONReader.read(spoilt, file: "m"), let object = json.object,
        let fields = try? JSONFields(.object(object), file: "m", path: ""),
        let own = try? FittedPanel(fields.fields("model"))
      else { continue }
      accepted += 1
      for series in own.series {
        let ahead = Moments(period: own.context.period, start: series.end, count: 9, regressors: [])
        _ = try? series.forecaster.forecast(ahead)
      }
    }
    #expect(accepted > 0)
  }
}
