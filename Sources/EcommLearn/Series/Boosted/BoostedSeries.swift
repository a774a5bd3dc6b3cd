import EcommBase

/// One series as the boosted model sees it.
public struct BoostedHistory: Sendable {
  /// Evenly spaced; not-a-number is missing.
  public var values: [Double]
  /// Columns known ahead: as long as the values and what is to be forecast together.
  public var known: [[Double]]
  /// Codes of what tells this series from others; negative where it is not known.
  public var attributes: [Int32]

  public init(_ values: [Double], known: [[Double]] = [], attributes: [Int32] = []) {
    self.values = values
    self.known = known
    self.attributes = attributes
  }
}

/// How a boosted model of series is fitted.
public struct BoostedSeriesSettings: Sendable, Equatable {
  /// How values beyond the next one are reached (Ben Taieb et al., 2012).
  public enum Strategy: String, Sendable, CaseIterable {
    /// The model learns each distance, which is one of its features.
    case direct
    /// The model learns the next value and goes on from its own forecasts.
    case recursive
  }

  public var strategy = Strategy.direct
  /// The furthest step that is learned directly.
  public var horizon = 14
  public var boosting: BoostingParameters
  /// Rows of training are thinned out to this many.
  public var mostRows = 1_000_000

  public init() {
    boosting = BoostingParameters()
    boosting.trees = 150
    boosting.learningRate = 0.05
    boosting.maxDepth = 4
    boosting.minimumChildWeight = 5
    boosting.rowSample = 0.8
    boosting.columnSampleByTree = 0.7
  }

  /// Steps that each value is learned at.
  static let stepsPerValue = 4
}

/// Boosted trees that forecast one series, or many at once, from lags, windows and the calendar.
///
/// A row of training is a value, a step and the origin that lies that step before it; its target is the value
/// as a share of the level at the origin. Rows of all series train one model.
public struct BoostedSeries: Sendable {
  public static let name = "boosted"

  public let features: LagFeatures
  public let strategy: BoostedSeriesSettings.Strategy
  /// Forecasts further than this stand on features of this step.
  public let horizon: Int
  public let trees: BoostedTrees

  /// - Parameter histories: their columns known ahead may end with the values.
  public static func fit(
    _ histories: [BoostedHistory], features: LagFeatures, settings: BoostedSeriesSettings,
    parallel: Parallel = Parallel()
  ) throws -> BoostedSeries {
    for history in histories { try check(history, features, ahead: 0) }
    let rows = TrainingRows(histories, features, settings)
    guard rows.targets.count >= features.names.count else {
      throw SeriesError.tooShort(
        count: histories.map(\.values.count).max() ?? 0,
        needed: 2 * features.window + features.names.count)
    }
    let trees = try BoostedTrees.fit(
      rows.columns(features.kinds), targets: rows.targets, objective: .squared,
      parameters: settings.boosting, parallel: parallel)
    return BoostedSeries(
      features: features, strategy: settings.strategy, horizon: max(1, settings.horizon),
      trees: trees)
  }

  static func check(
    _ history: BoostedHistory, _ features: LagFeatures, ahead: Int
  ) throws(SeriesError) {
    try SeriesChecks.check(history.values, needed: 1)
    guard history.known.count == features.known.count else {
      throw .differentCounts(
        what: "columns known ahead", count: history.known.count, needed: features.known.count)
    }
    guard history.attributes.count == features.attributes.count else {
      throw .differentCounts(
        what: "attributes", count: history.attributes.count, needed: features.attributes.count)
    }
    let needed = history.values.count + ahead
    for column in history.known where column.count < needed {
      throw .differentCounts(what: "values known ahead", count: column.count, needed: needed)
    }
  }

  /// The next `horizon` values.
  public func forecast(_ history: BoostedHistory, _ horizon: Int) throws -> [Double] {
    try Self.check(history, features, ahead: horizon)
    var trail = SeriesTrail(history.values)
    guard horizon > 0 else { return [] }
    guard strategy == .recursive else {
      return try ahead(trail, history, steps: Array(1...horizon))
    }
    for _ in 0..<horizon {
      trail.append(try ahead(trail, history, steps: [1])[0])
    }
    return Array(trail.values.suffix(horizon))
  }

  private func ahead(
    _ trail: SeriesTrail, _ history: BoostedHistory, steps: [Int]
  ) throws -> [Double] {
    let origin = trail.values.count - 1
    let level = features.level(trail, origin)
    guard level > 0, level.isFinite else { return steps.map { _ in 0 } }
    let rows = rows(trail, history, steps, level)
    let most = Self.furthest * trail.largest
    return try trees.predict(rows, rows: steps.count, parallel: .serial).map {
      min(max($0 * level, -most), most)
    }
  }

  /// Times the largest value ever: forecasts that feed on themselves must not run away.
  private static let furthest = 2.0

  private func rows(
    _ trail: SeriesTrail, _ history: BoostedHistory, _ steps: [Int], _ level: Double
  ) -> [Float] {
    var rows: [Float] = []
    for step in steps {
      let start = rows.count
      features.append(
        trail, history, origin: trail.values.count - 1, step: step, level: level, to: &rows)
      rows[start] = min(rows[start], Float(horizon))
    }
    return rows
  }

  /// What each feature adds to each of the next `horizon` values, in the units of the series: (steps, features),
  /// and what all of them start from.
  public func explain(
    _ history: BoostedHistory, _ horizon: Int
  ) throws -> (base: [Double], parts: [[Double]]) {
    let forecasts = try forecast(history, horizon)
    let explainer = TreeExplainer(trees)
    var trail = SeriesTrail(history.values)
    var (bases, parts): ([Double], [[Double]]) = ([], [])
    for step in 1...max(1, horizon) where step <= horizon {
      let level = features.level(trail, trail.values.count - 1)
      let known = level > 0 && level.isFinite ? level : 0
      let row = rows(trail, history, [strategy == .direct ? step : 1], known > 0 ? known : 1)
      let values = try explainer.values(
        Matrix(rows: 1, columns: features.names.count, values: row.map(Double.init)),
        parallel: .serial)
      bases.append(values.base[0] * known)
      parts.append(values.of(row: 0).map { $0 * known })
      if strategy == .recursive { trail.append(forecasts[step - 1]) }
    }
    return (bases, parts)
  }
}

/// Pairs of an origin and a value after it, as rows for the trees.
private struct TrainingRows {
  private(set) var targets: [Double] = []
  /// (rows, features)
  private var values: [Float] = []
  private let width: Int

  init(_ histories: [BoostedHistory], _ features: LagFeatures, _ settings: BoostedSeriesSettings) {
    width = features.names.count
    let steps = Self.steps(settings)
    let all = histories.reduce(0) { $0 + $1.values.count } * steps
    let stride = max(1, (all + settings.mostRows - 1) / max(1, settings.mostRows))
    for (place, history) in histories.enumerated() {
      let trail = SeriesTrail(history.values)
      // Neighbouring series keep different values, so that every weekday is seen.
      for target in Swift.stride(
        from: features.window + place % stride, to: history.values.count, by: stride)
      where !history.values[target].isNaN {
        for turn in 0..<steps {
          let step = Self.step(target, turn, steps, settings)
          add(trail, history, features, origin: target - step, step: step)
        }
      }
    }
    cap()
  }

  private static let usualShare = 0.995
  private static let overUsual = 1.5

  /// A share of hundreds, as of the one large order after months of none, would be all that a squared loss sees.
  private mutating func cap() {
    guard !targets.isEmpty else { return }
    let sizes = targets.map(abs).sorted()
    let most = Self.overUsual * sizes[Int(Self.usualShare * Double(sizes.count - 1))]
    guard most > 0 else { return }
    for row in targets.indices { targets[row] = min(max(targets[row], -most), most) }
  }

  private static func steps(_ settings: BoostedSeriesSettings) -> Int {
    settings.strategy == .recursive
      ? 1 : min(BoostedSeriesSettings.stepsPerValue, max(1, settings.horizon))
  }

  /// Each value is learned at steps spread over the horizon, the next value at the next steps.
  private static func step(
    _ target: Int, _ turn: Int, _ steps: Int, _ settings: BoostedSeriesSettings
  ) -> Int {
    guard settings.strategy == .direct else { return 1 }
    let horizon = max(1, settings.horizon)
    return 1 + (target + turn * horizon / steps) % horizon
  }

  private mutating func add(
    _ trail: SeriesTrail, _ history: BoostedHistory, _ features: LagFeatures, origin: Int, step: Int
  ) {
    guard origin >= 0 else { return }
    let level = features.level(trail, origin)
    guard level > 0, level.isFinite else { return }
    features.append(trail, history, origin: origin, step: step, level: level, to: &values)
    targets.append(trail[origin + step] / level)
  }

  func columns(_ kinds: [FeatureKind]) -> [FeatureColumn] {
    kinds.enumerated().map { feature, kind in
      let column = targets.indices.map { values[$0 * width + feature] }
      return kind == .number
        ? .numbers(column) : .categories(column.map { $0.isNaN ? -1 : Int32($0) })
    }
  }
}

extension BoostedSeries {
  public var json: JSON {
    [
      "features": features.json, "strategy": .string(strategy.rawValue),
      "horizon": .integer(horizon), "trees": trees.json,
    ]
  }

  public init(_ fields: JSONFields) throws {
    features = try LagFeatures(fields.fields("features"))
    strategy = try fields.choice("strategy")
    horizon = try fields.integer("horizon", in: 1...1_000_000)
    trees = try BoostedTrees(fields.fields("trees"))
    guard trees.features == features.kinds, trees.objective == .squared else {
      throw fields.fault("trees", expected: "squared loss of the features named")
    }
  }
}
