import EcommBase
import EcommLearn

/// How one kind of classifier did on rows it had not learned from, fold by fold.
public struct ClassEntry: Sendable {
  public let kind: ClassifierKind
  /// Of each metric its value in each fold.
  public let values: [ClassMetric: [Double]]
  /// How long it took; never part of a model.
  public let seconds: Double
  /// Order-keeping and cross-fitted: what the metrics are of.
  let judged: JudgedRows
  let calibration: ClassCalibration
  let rounds: [Int]

  public var isBinary: Bool { judged.classes == 2 }

  public func mean(_ metric: ClassMetric) -> Double? {
    guard let values = values[metric], !values.isEmpty else { return nil }
    return values.reduce(0, +) / Double(values.count)
  }

  /// The standard deviation over folds; nil for one fold.
  public func spread(_ metric: ClassMetric) -> Double? {
    values[metric].flatMap(Self.deviation)
  }

  static func deviation(_ values: [Double]) -> Double? {
    guard values.count > 1 else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1)).squareRoot()
  }

  init(_ outOfFold: OutOfFold, labels: [Int], seconds: Double) throws {
    let raw = JudgedRows(outOfFold, labels: labels)
    calibration = try ClassCalibration.choose(raw)
    var calibrated = raw
    calibrated.probabilities = try ClassCalibration.crossFitted(raw, like: calibration)
    var values: [ClassMetric: [Double]] = [:]
    for fold in outOfFold.folds.indices {
      let places = raw.rows.indices.filter { raw.folds[$0] == fold }
      let own = (raw: raw.selecting(places), calibrated: calibrated.selecting(places))
      for metric in ClassMetric.usual(classes: raw.classes) {
        // Curves with steps make ties; the order of rows is the learner's own.
        let isOrder = metric == .rocAUC || metric == .prAUC
        if let value = try metric.value(isOrder ? own.raw : own.calibrated) {
          values[metric, default: []].append(value)
        }
      }
    }
    kind = outOfFold.kind
    self.values = values
    self.seconds = seconds
    judged = calibrated
    rounds = outOfFold.rounds
  }

  /// Of the rows as other folds judged them; empty for more than two classes.
  public var rocCurve: [(falseRate: Double, trueRate: Double)] {
    guard isBinary,
      let ranking = try? Ranking(judged.chances, isPositive: judged.isPositive)
    else { return [] }
    return BinaryEvaluation.thinned(ranking.rocCurve.map { ($0.falseRate, $0.trueRate) })
  }

  var json: JSON {
    var object = JSON.Object([("model", .string(kind.rawValue))])
    for (metric, values) in values {
      object[metric.rawValue] = .optional(mean(metric))
      if values.count > 1 { object[metric.rawValue + "_spread"] = .optional(spread(metric)) }
    }
    return .object(object)
  }
}

/// The classifiers that were compared, best first.
public struct ClassLeaderboard: Sendable {
  public let entries: [ClassEntry]
  public let baseline: [ClassMetric: Double]

  init(_ entries: [ClassEntry], labels: [Int], classes: Int) throws {
    self.entries = entries.enumerated().sorted {
      let a = $0.element.mean(.deciding) ?? .infinity
      let b = $1.element.mean(.deciding) ?? .infinity
      return a != b ? a < b : $0.offset < $1.offset
    }.map(\.element)
    baseline = try ClassMetric.usual(classes: classes).reduce(into: [:]) {
      $0[$1] = try $1.baseline(labels, classes: classes)
    }
  }

  public var champion: ClassEntry { entries[0] }

  /// How far the best is ahead of the next.
  public struct Margin: Sendable {
    public let mean: Double
    /// The standard error over folds.
    public let error: Double?
    /// The folds that agree.
    public let folds: Int
    public let of: Int

    /// Two standard errors, or what folds would do that know nothing.
    public var mayBeChance: Bool { mean < 2 * (error ?? .infinity) || folds * 4 < of * 3 }
  }

  public var margin: Margin? {
    guard entries.count > 1, let first = entries[0].values[.deciding],
      let second = entries[1].values[.deciding], first.count == second.count
    else { return nil }
    let steps = zip(second, first).map { $0 - $1 }
    let error = ClassEntry.deviation(steps).map { $0 / Double(steps.count).squareRoot() }
    return Margin(
      mean: steps.reduce(0, +) / Double(steps.count), error: error,
      folds: steps.count { $0 > 0 }, of: steps.count)
  }
}
