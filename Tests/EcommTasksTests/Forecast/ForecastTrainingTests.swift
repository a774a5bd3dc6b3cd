import EcommBase
import EcommData
import EcommLearn
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct ForecastTrainingTests {
  @Test func aSeasonIsFoundByTheModelsThatKnowOne() throws {
    let training = try ForecastSamples.train(
      SeriesPanel(ForecastSamples.weekly(days: 210)),
      models: ["seasonal-naive", "ets", "theta", "additive", "naive"], origins: 10)
    #expect(training.leaderboard.last?.name == "naive")
    let mae = try #require(training.leaderboard.first?.metrics.mae)
    #expect(mae < 1.1)
    let improvement = try #require(training.improvement)
    #expect(improvement.share > 0.1 && improvement.pValue < 0.05)
  }

  /// Every model repeats the week, its own forecasts included; a flat line would be a frozen lag.
  @Test(arguments: ["seasonal-naive", "ets", "theta", "sarima", "additive", "boosted"])
  func forecastsMoveWithTheWeek(_ name: String) throws {
    let panel = SeriesPanel(ForecastSamples.weekly(days: 140, noise: 0.3))
    let training = try ForecastSamples.train(panel, models: [name], origins: 2)
    let points = try ForecastSamples.model(training).predict(horizon: 28)
    for (step, point) in points.enumerated() {
      #expect(abs(point.forecast - ForecastSamples.week[(140 + step) % 7]) < 2)
    }
  }

  /// Christmas sales fall to a tenth: models that know the calendar say so before it comes.
  @Test(arguments: ["additive", "boosted"]) func holidaysShow(_ name: String) throws {
    let end = CivilDate.days(year: 2025, month: 12, day: 20)
    var series = ForecastSamples.weekly(days: 740, noise: 0.2)
    series.start = end - series.values.count
    let calendar = try ForecastCalendar(countries: ["PL"])
    let days = Holidays.of(.poland, years: 2020...2025).map(\.day)
    for day in days where (series.start..<end).contains(day) {
      series.values[day - series.start] *= 0.1
    }
    let training = try ForecastSamples.train(
      SeriesPanel(series), models: [name], horizon: 10, origins: 1, calendar: calendar)
    let points = try ForecastSamples.model(training).predict(horizon: 10)
    let christmas = try #require(points.first { $0.date == "2025-12-25" })
    let usual = ForecastSamples.week[(series.values.count + 5) % 7]
    #expect(christmas.forecast < 0.6 * usual)
  }

  @Test(arguments: [1, 5]) func threadsDoNotShow(_ threads: Int) throws {
    let panel = SeriesPanel(
      keys: ["shop"],
      series: ["a", "b", "c"].enumerated().map {
        ForecastSamples.weekly(days: 150, seed: UInt64($0), key: [$1])
      })
    let models = ["seasonal-naive", "ets", "boosted", "additive"]
    let one = try ForecastSamples.train(panel, models: models, threads: 2)
    let other = try ForecastSamples.train(panel, models: models, threads: threads)
    #expect(one.model.bytes == other.model.bytes)
  }

  @Test func aModelThatThereIsNotIsNamed() {
    #expect(
      throws: ForecastError.noSuchModel("arima", nearest: "sarima", all: ForecastCandidates.names)
    ) {
      try ForecastSamples.train(SeriesPanel(ForecastSamples.weekly(days: 100)), models: ["arima"])
    }
  }

  /// What is hard to learn from has a forecast all the same, from a model that is named.
  @Test(arguments: [
    "constant", "zeros", "three", "two", "negative", "spike", "gap of a year", "rare",
  ])
  func oddSeries(_ name: String) throws {
    let values = Self.odd(name)
    let training = try ForecastSamples.train(
      SeriesPanel(DatedSeries(start: 20_000, values: values)), origins: 2)
    let points = try ForecastSamples.model(training).predict(horizon: 30)
    #expect(points.count == 30)
    #expect(points.allSatisfy { $0.forecast.isFinite && $0.lower <= $0.forecast })
    let known = values.filter { !$0.isNaN }
    let most = 3 * (known.map(abs).max() ?? 0)
    #expect(points.allSatisfy { abs($0.forecast) <= most + 1 })
    if known.allSatisfy({ $0 >= 0 }) { #expect(points.allSatisfy { $0.lower >= 0 }) }
  }

  private static func odd(_ name: String) -> [Double] {
    switch name {
    case "constant": return [Double](repeating: 3, count: 60)
    case "zeros": return [Double](repeating: 0, count: 60)
    case "three": return [5, 6, 7]
    case "two": return [4, 4]
    case "negative": return (0..<60).map { -3 * Double($0 % 7) }
    case "spike": return (0..<70).map { $0 == 50 ? 1e6 : 2 + Double($0 % 7) }
    case "rare": return (0..<120).map { $0 % 11 == 0 ? 4 : 0 }
    default: return (0..<400).map { (20..<385).contains($0) ? .nan : 3 + Double($0 % 7) }
    }
  }

  /// A series of one value keeps no other from being forecast, and nothing is said of how sure its forecast is.
  @Test func aShortSeriesLeavesTheOthersAlone() throws {
    let panel = SeriesPanel(
      keys: ["shop"],
      series: [
        ForecastSamples.weekly(days: 100, key: ["a"]),
        DatedSeries(key: ["new"], start: 20_105, values: [7]),
      ])
    let training = try ForecastSamples.train(panel, models: ["seasonal-naive"], horizon: 7)
    let forecasts = try ForecastSamples.model(training).forecasts(horizon: 2)
    #expect(forecasts[1].points.map(\.forecast) == [7, 7])
    #expect(forecasts[1].points[0].bounds.isEmpty && !forecasts[0].points[0].bounds.isEmpty)
  }

  /// Recursive trees feed on their own forecasts, which runs away where most days sell nothing.
  @Test func recursionIsNotForRareSales() throws {
    let rare = DatedSeries(start: 20_006, values: (0..<200).map { $0 % 7 == 0 ? 4 : 0 })
    let training = try ForecastSamples.train(
      SeriesPanel(rare), models: ["boosted", "naive"], origins: 2)
    #expect(!training.leaderboard.contains { $0.title == "boosted, recursive" })
    #expect(training.notes.contains { $0.hasPrefix("left out: boosted, recursive") })
  }

  /// A spike before the first origin would make the unit of MASE, and every model look good.
  @Test func spikesAreNotTheUnitOfErrors() throws {
    var series = ForecastSamples.weekly(days: 120)
    let before = try ForecastSamples.train(
      SeriesPanel(series), models: ["seasonal-naive"], origins: 2)
    series.values[40] = 1e7
    let after = try ForecastSamples.train(
      SeriesPanel(series), models: ["seasonal-naive"], origins: 2)
    let (calm, spiked) = (before.leaderboard.first?.mase, after.leaderboard.first?.mase)
    #expect(abs(try #require(calm) - #require(spiked)) < 0.1)
  }

  /// That a value will once be below zero is not known at the origins before it: a falling line stops at zero
  /// there.
  @Test func forecastsOfThePastStopAtZeroAsTheyDidThen() throws {
    let falling = (0..<60).map { max(0, 40 - Double($0)) }
    func drift(_ last: Double) throws -> Double {
      let series = DatedSeries(start: 20_006, values: falling.dropLast() + [last])
      let training = try ForecastSamples.train(
        SeriesPanel(series), models: ["drift"], horizon: 5, origins: 3)
      return try #require(training.leaderboard.first?.errors.losses.first)
    }
    #expect(try drift(-3) == drift(0))
  }

  @Test func searchingNothingIsRefused() {
    var settings = ForecastSettings()
    settings.models = ["naive"]
    settings.trials = 3
    #expect(throws: ForecastError.nothingToTune) {
      try ForecastTraining.train(
        SeriesPanel(ForecastSamples.weekly(days: 60)), data: ForecastSamples.summary, schema: [],
        settings: settings)
    }
  }

  @Test func oneValueIsNoSeries() {
    #expect(throws: SeriesError.self) {
      try ForecastSamples.train(SeriesPanel(DatedSeries(start: 0, values: [1])))
    }
  }

  @Test func theBestAreAveraged() throws {
    let panel = SeriesPanel(ForecastSamples.weekly(days: 250, noise: 3))
    let training = try ForecastSamples.train(
      panel, models: ["ets", "theta", "additive", "seasonal-naive", "ensemble"])
    let entry = try #require(training.leaderboard.first { $0.name == "ensemble" })
    let worst = training.leaderboard.map(\.metrics.mae).max() ?? 0
    #expect(entry.metrics.mae < worst)
  }

  /// The scores are those of forecasts made before: a series that turns into another at the end is foretold by
  /// what it was.
  @Test func nothingIsKnownOfTheFuture() throws {
    var series = ForecastSamples.weekly(days: 140, noise: 0)
    for place in 126..<140 { series.values[place] = 1000 }
    for name in ["boosted", "ets", "additive"] {
      let training = try ForecastSamples.train(
        SeriesPanel(series), models: [name], horizon: 14, origins: 1)
      let entry = try #require(training.leaderboard.first)
      #expect(entry.metrics.mae > 900)
    }
  }

  @Test func aSearchFindsItsTrialsAgain() throws {
    var settings = ForecastSettings()
    settings.models = ["boosted"]
    settings.trials = 4
    settings.horizon = 7
    let panel = SeriesPanel(ForecastSamples.weekly(days: 150, noise: 2))
    let folder = try TemporaryFolder()
    let journal = LineLog(folder.path("trials.jsonl"))
    func search() throws -> ForecastTraining {
      try ForecastTraining.train(
        panel, data: ForecastSamples.summary, schema: [], settings: settings, journal: journal)
    }
    let first = try search()
    let lines = try journal.values().count
    let second = try search()
    #expect(first.model.bytes == second.model.bytes)
    #expect(try journal.values().count == lines)
    #expect(first.settings.boosting != settings.boosting)
  }
}
