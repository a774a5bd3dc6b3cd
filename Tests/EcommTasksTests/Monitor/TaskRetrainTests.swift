import EcommBase
import EcommData
import EcommTestKit
import Testing

@testable import EcommTasks

/// Retraining and drift of the tasks that are not classifiers.
@Suite struct TaskRetrainTests {
  /// Sales of a week that repeats, one row a day.
  private func sales(_ days: Int, level: Double = 1) throws -> OrdersToPanel {
    let values = ForecastSamples.weekly(days: days).values.enumerated().map {
      $0 >= 120 ? $1 * level : $1
    }
    let dates = (0..<days).map { Int64(20_006 + $0) * Timestamp.day }
    var columns = SeriesColumns()
    columns.date = "day"
    columns.value = "sold"
    return try OrdersToPanel(
      Table([Column("day", .dates(dates)), Column("sold", .numbers(values))]), columns: columns,
      rejectedRows: 0)
  }

  private func settings() -> ForecastSettings {
    var settings = ForecastSettings()
    settings.models = ["seasonal-naive", "ets"]
    settings.origins = 3
    return settings
  }

  private func forecast(_ days: Int) throws -> (ForecastModel, WatchedModel) {
    let past = try sales(days)
    let file = try ForecastTraining.train(
      past.panel, data: past.data, schema: past.schema, settings: settings()
    ).model
    return (try ForecastModel(file, name: "m"), try WatchedModel(file, name: "m"))
  }

  @Test func forecastIsJudgedOnNewestPeriods() throws {
    let (model, watched) = try forecast(120)
    let retraining = ForecastRetraining(model, watched, settings: settings())
    let plan = try retraining.plan(sales(150))
    #expect(plan.newRows == 30 && plan.obstacle == nil && plan.noun == "day")
    #expect(plan.window.hasPrefix("14 days from 2025-02-"))
    let challenge = try plan.challenge()
    #expect(challenge.model.data.lastDate == "2025-02-22")
    #expect(challenge.score < 2 && abs(challenge.scoreInPlace - (plan.score ?? 0)) < 1e-12)
    #expect(try challenge.refit().data.lastDate == "2025-03-08")
    #expect(try retraining.plan(sales(120)).obstacle != nil)
    let few = try retraining.plan(sales(123))
    #expect(few.newRows == 3 && few.window.hasPrefix("3 days"))
  }

  @Test func forecastDriftIsInItsErrors() throws {
    let (model, watched) = try forecast(120)
    let calm = try model.drift(sales(150), from: watched)
    #expect(!calm.hasDrifted && calm.performance.map(\.metric) == ["mae", "coverage_80"])
    let doubled = try model.drift(sales(150, level: 2), from: watched)
    #expect(doubled.alarms.contains { $0.hasPrefix("MAE") })
    let old = try model.drift(sales(120), from: watched)
    #expect(old.performance.isEmpty && !old.quality.notes.isEmpty)
  }

  @Test func segmentsAreJudgedByWhatFollows() throws {
    var wishes = SegmentInput.Wishes()
    wishes.asOf = CivilDate(iso: "2024-10-31")
    var settings = SegmentSamples.fast
    settings.k = 4
    let source = PurchaseSource(try TableReader.read(SegmentSamples.transactions))
    let file = try SegmentTraining.train(SegmentInput(source, wishes: wishes), settings: settings)
      .model
    #expect(file.data.lastDate == "2024-10-31")
    let model = try SegmentModel(file, name: "m")
    let retraining = SegmentRetraining(
      model, try WatchedModel(file, name: "m"), wishes: SegmentInput.Wishes(), settings: settings)
    let plan = try retraining.plan(source)
    #expect(plan.newRows == 38 && plan.window == "30 days from 2024-11-09 to 2024-12-08")
    let score = try #require(plan.score)
    #expect(score > 0.2 && score < 1)
    let challenge = try plan.challenge()
    #expect(challenge.model.data.lastDate == "2024-11-08" && challenge.score > 0.2)
    #expect(challenge.pValue.map { (0...1).contains($0) } == true)
    let report = try plan.drift()
    #expect(report.columns.count == 3 && report.prediction != nil)
  }

  @Test func groupsExplainAVariance() {
    let values = [1.0, 1, 1, 5, 5, 5]
    #expect(BetweenGroups.share(values, groups: [0, 0, 0, 1, 1, 1]) == 1)
    #expect((BetweenGroups.share(values, groups: [0, 1, 0, 1, 0, 1]) ?? 1) < 0.1)
    #expect(BetweenGroups.share([2, 2], groups: [0, 1]) == nil)
  }

  @Test(arguments: [true, false])
  func detectorsAreJudgedOnNewestRows(_ isLabelled: Bool) throws {
    let settings = AnomalySamples.settings()
    var wishes = AnomalyInput.Wishes()
    wishes.label = isLabelled ? "is_fraud" : nil
    wishes.dropped = isLabelled ? [] : ["is_fraud"]
    let old = AnomalySamples.rows(300, seed: 8)
    let file = try AnomalyTraining.train(
      AnomalyInput(old, wishes: wishes, rejectedRows: 0), settings: settings
    ).model
    let retraining = AnomalyRetraining(
      try AnomalyModel(file, name: "m"), try WatchedModel(file, name: "m"), wishes: wishes,
      settings: settings)
    let plan = try retraining.plan(
      Loaded(table: AnomalySamples.rows(400, strange: 20, seed: 9), report: ReadReport()))
    #expect(plan.metric.name == (isLabelled ? "pr_auc" : "alarm_rate_error"))
    #expect(plan.window == "the last 80 rows that are new" && plan.notes.isEmpty)
    // The strange rows are the last ones, so those before them have too few to train on labels.
    if isLabelled { return #expect(try #require(plan.score) > 0.9) }
    let challenge = try plan.challenge()
    #expect(challenge.model.data.rows == 320 && challenge.score.isFinite)
    #expect(try plan.drift().prediction?.isDrifted == true)
  }

  @Test func daysAreJudgedAgain() throws {
    func panel(_ days: Int) throws -> DailyPanel {
      let values = ForecastSamples.weekly(days: days).values
      let dates = (0..<days).map { Int64(20_006 + $0) * Timestamp.day }
      var columns = SeriesColumns()
      columns.date = "day"
      columns.value = "sold"
      return try DailyPanel(
        Table([Column("day", .dates(dates)), Column("sold", .numbers(values))]), columns: columns,
        rejectedRows: 0)
    }
    let file = try StrangeDayTraining(panel(150), settings: StrangeDaySettings()).model
    let model = try StrangeDayModel(file, name: "m")
    let plan = try StrangeDayRetraining(
      model, try WatchedModel(file, name: "m"), settings: StrangeDaySettings()
    ).plan(panel(170))
    #expect(plan.newRows == 20 && plan.obstacle == nil && (plan.score ?? 99) < 3)
    let challenge = try plan.challenge()
    #expect(challenge.model.data.lastDate == "2025-03-14")
    #expect(try challenge.refit().data.lastDate == "2025-03-28")
    #expect(try !plan.drift().hasDrifted)
  }
}
