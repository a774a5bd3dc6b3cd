import EcommBase
import EcommData
import EcommLearn

/// A forecast trained again, held against the one in place on the newest periods. The one in place first goes on
/// over what came since its training, so both know the same past.
public struct ForecastRetraining {
  public let model: ForecastModel
  public let watched: WatchedModel
  public let settings: ForecastSettings
  /// Periods of the window; nil takes as many as the settings look ahead.
  public var periods: Int?
  public var parallel = Parallel()

  public init(_ model: ForecastModel, _ watched: WatchedModel, settings: ForecastSettings) {
    self.model = model
    self.watched = watched
    self.settings = settings
  }

  public func plan(_ orders: OrdersToPanel) throws -> RetrainPlan {
    let panel = orders.panel
    let new = max(0, panel.end - model.end)
    let start = panel.end - min(new, max(1, periods ?? settings.horizon))
    let judged = new > 0 ? try judge(model, panel, start) : nil
    let metric = RetrainMetric.meanError
    return RetrainPlan(
      metric: metric, window: words(panel, start), newRows: new, noun: panel.period.rawValue,
      obstacle: new == 0
        ? "no \(panel.period.rawValue) after the training of the model in place, which knows all up to \(panel.period.label(model.end - 1))"
        : judged?.meanError == nil ? "the newest periods have no values" : nil,
      score: judged?.meanError, scoreInTraining: inTraining, notes: [],
      drift: { try model.drift(orders, from: watched, parallel: parallel) },
      challenge: { try challenge(orders, start) })
  }

  private func words(_ panel: SeriesPanel, _ start: Int) -> String {
    guard start < panel.end else { return "no new \(panel.period.rawValue)" }
    let count = panel.end - start
    return
      "\(Figures.count(count)) \(panel.period.noun(count)) from \(panel.period.label(start)) to \(panel.period.label(panel.end - 1))"
  }

  private var inTraining: Double? {
    watched.file.evaluation["leaderboard"]?.array?
      .first { $0["model"]?.string == watched.file.learner }?["mae"]?.double
  }

  private func judge(
    _ model: ForecastModel, _ panel: SeriesPanel, _ start: Int
  ) throws -> ForecastJudgement? {
    try model.judged(on: panel, from: start, horizon: max(1, settings.horizon))
  }

  private func challenge(_ orders: OrdersToPanel, _ start: Int) throws -> Challenge {
    var past = orders.panel.before(start)
    past.series.removeAll { $0.values.isEmpty }
    let file = try train(past, orders.data(before: start), orders.schema)
    let own = try judge(model, orders.panel, start)
    let other = try judge(ForecastModel(file, name: "the challenger"), orders.panel, start)
    let pairs = zip(other?.losses ?? [], own?.losses ?? []).filter { !$0.isNaN && !$1.isNaN }
    func mean(_ values: [Double]) -> Double {
      values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
    }
    let test = DieboldMariano(pairs.map(\.0), pairs.map(\.1))
    return Challenge(
      model: file, score: mean(pairs.map(\.0)), scoreInPlace: mean(pairs.map(\.1)),
      pValue: test.map { $0.difference < 0 ? $0.pValue / 2 : 1 - $0.pValue / 2 },
      refit: { try train(orders.panel, orders.data, orders.schema) })
  }

  private func train(
    _ panel: SeriesPanel, _ data: DataSummary, _ schema: [SchemaColumn]
  ) throws -> ModelFile {
    try ForecastTraining.train(
      panel, data: data, schema: schema, settings: settings, parallel: parallel
    ).model
  }
}

extension ForecastCalendar {
  /// The days of the shop itself that a model file holds.
  public static func ownDays(of file: ModelFile, name: String) throws -> [Holiday] {
    guard let value = file.settings["calendar"] else { return [] }
    return try ForecastCalendar(JSONFields(value, file: name, path: "settings/calendar")).ownDays
  }
}
