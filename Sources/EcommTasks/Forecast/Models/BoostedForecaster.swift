import EcommBase
import EcommLearn

/// Boosted trees, one model for all series of a panel; each keeps the end of its own past.
struct BoostedForecaster: Forecaster {
  static let name = BoostedSeries.name

  let trees: BoostedSeries
  private let calendar: ForecastCalendar
  /// The codes of its key.
  private let attributes: [Int32]
  private var past: DatedSeries

  /// Each part of a key is an attribute, if it is shared by enough series to learn from.
  private static let mostLevels = 200

  /// One for each series; all share the trees.
  static func fit(
    _ panel: [DatedSeries], strategy: BoostedSeriesSettings.Strategy, _ context: ForecastContext,
    parallel: Parallel
  ) throws -> [BoostedForecaster] {
    let features = features(context, panel)
    var settings = BoostedSeriesSettings()
    settings.strategy = strategy
    settings.horizon = context.settings.horizon
    settings.boosting = context.settings.boosting
    settings.boosting.seed = context.settings.seed
    let codes = attributes(panel, features)
    let histories = zip(panel, codes).map {
      history($0, $0.moments, codes: $1, context.settings.calendar)
    }
    let trees = try BoostedSeries.fit(
      histories, features: features, settings: settings, parallel: parallel)
    return zip(panel, codes).map {
      BoostedForecaster(
        trees: trees, calendar: context.settings.calendar, attributes: $1,
        past: $0.before($0.end).tail(reach(features)))
    }
  }

  private static func features(_ context: ForecastContext, _ panel: [DatedSeries]) -> LagFeatures {
    let length = panel.map(\.values.count).max() ?? 0
    let plan = lagPlan(context, length)
    return LagFeatures(
      seasons: plan.seasons, window: plan.window, lags: context.settings.lags,
      known: ForecastCalendar.treeNames(context.period) + context.regressors,
      attributes: panel.count > 1 ? context.keys : [])
  }

  /// Seasons that the history holds twice, and the window of the level.
  private static func lagPlan(
    _ context: ForecastContext, _ length: Int
  ) -> (seasons: [Int], window: Int) {
    let longer =
      switch context.period {
      case .hour: 168
      case .day: 364
      case .week, .month: 0
      }
    let season = context.season * 2 <= length ? context.season : 1
    let window = season > 24 ? 13 : season == 1 ? 8 : season > 7 ? season : 4 * season
    return (
      [season] + (longer > season && longer * 2 <= length ? [longer] : []),
      min(max(1, length / 4), window)
    )
  }

  private static func attributes(_ panel: [DatedSeries], _ features: LagFeatures) -> [[Int32]] {
    guard !features.attributes.isEmpty else { return panel.map { _ in [] } }
    let columns = features.attributes.indices.map { part -> [Int32] in
      let levels = Set(panel.map { $0.key[part] }).sorted { $0.precedesInUTF8($1) }
      guard levels.count <= mostLevels else { return panel.map { _ in -1 } }
      let codes = Dictionary(uniqueKeysWithValues: zip(levels, Int32(0)...))
      return panel.map { codes[$0.key[part]] ?? -1 }
    }
    return panel.indices.map { one in columns.map { $0[one] } }
  }

  private static func history(
    _ past: DatedSeries, _ moments: Moments, codes: [Int32], _ calendar: ForecastCalendar
  ) -> BoostedHistory {
    BoostedHistory(
      past.values, known: calendar.treeColumns(moments) + moments.regressors, attributes: codes)
  }

  /// As far back as any feature looks, and a season more for the horizon.
  private static func reach(_ features: LagFeatures) -> Int {
    2 * (features.seasons.max() ?? 1) + 2 * features.window + features.lags
      * (features.seasons.first ?? 1)
  }

  private func history(_ ahead: Moments) -> BoostedHistory {
    let all = Moments(
      period: past.period, start: past.start, count: past.values.count + ahead.count,
      regressors: zip(past.regressors, ahead.regressors).map { $0 + $1 })
    return Self.history(past, all, codes: attributes, calendar)
  }

  func forecast(_ ahead: Moments) throws -> [Double] {
    try trees.forecast(history(ahead), ahead.count)
  }

  mutating func update(_ new: DatedSeries) {
    past.values += new.values
    for column in past.regressors.indices { past.regressors[column] += new.regressors[column] }
    past = past.tail(Self.reach(trees.features))
  }

  func parts(_ ahead: Moments) throws -> [ForecastPart] {
    let found = try trees.explain(history(ahead), ahead.count)
    let names = trees.features.names
    return [ForecastPart(name: "usual level", values: found.base)]
      + names.indices.map { feature in
        ForecastPart(name: names[feature], values: found.parts.map { $0[feature] })
      }.filter { $0.values.contains { $0 != 0 } }
  }

  var recent: [Double] { past.values }

  var summary: String {
    let steps = trees.strategy == .direct ? "each step ahead learned" : "step by step"
    return "boosted trees of lags and calendar, \(steps) (\(trees.trees.trees.count) trees)"
  }

  /// Without the trees, which are kept once for all.
  var json: JSON {
    [
      "strategy": .string(trees.strategy.rawValue),
      "attributes": .array(attributes.map { .integer(Int($0)) }), "start": .integer(past.start),
      "past": .numbers(past.values),
      "regressors": .array(past.regressors.map(JSON.numbers)),
    ]
  }

  private init(
    trees: BoostedSeries, calendar: ForecastCalendar, attributes: [Int32], past: DatedSeries
  ) {
    self.trees = trees
    self.calendar = calendar
    self.attributes = attributes
    self.past = past
  }

  init(_ fields: JSONFields, _ context: ForecastContext, trees: BoostedSeries) throws {
    self.trees = trees
    calendar = context.settings.calendar
    attributes = try fields.numbers("attributes").map { Int32(exactly: $0) ?? -1 }
    let values = try fields.numbersOrMissing("past")
    past = DatedSeries(
      period: context.period, start: try fields.integer("start", in: PeriodSums.bounds),
      values: values,
      regressors: try fields.lists("regressors", each: values.count))
    let known = ForecastCalendar.treeNames(context.period).count + context.regressors.count
    guard attributes.count == trees.features.attributes.count,
      past.regressors.count == context.regressors.count, trees.features.known.count == known,
      !values.isEmpty
    else { throw fields.fault("past", expected: "what the trees look at") }
  }
}

extension DatedSeries {
  fileprivate func tail(_ count: Int) -> DatedSeries { from(max(start, end - count)) }
}
