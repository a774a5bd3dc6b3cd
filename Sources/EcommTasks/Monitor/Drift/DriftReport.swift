import EcommBase
import EcommData
import EcommLearn

/// New data held against what a model was trained on: a record that is printed, drawn and logged.
public struct DriftReport: Sendable {
  public let task: TaskKind
  public let model: String
  public let rules: DriftRules
  public let trainedRows: Int
  public let columns: [ColumnDrift]
  /// Of what the model says.
  public let prediction: ColumnDrift?
  /// Of the answers, where labels have come.
  public let target: ColumnDrift?
  public let performance: [PerformanceDrift]
  /// On which rows the figures of `performance` were taken; empty without any.
  public let basis: String
  /// Whether columns that drifted trip the gate. Sums that grow and have seasons move by themselves: there the errors
  /// decide, unless a share of columns was asked for.
  public let gatesColumns: Bool
  public let quality: DataQuality
  /// Why the gate trips; empty where it does not.
  public let alarms: [String]

  public var driftedColumns: Int { columns.count(where: \.isDrifted) }
  public var driftedShare: Double { Double(driftedColumns) / Double(max(1, columns.count)) }
  public var hasDrifted: Bool { !alarms.isEmpty }

  init(_ seen: DriftSubject, rules: DriftRules, parallel: Parallel) throws {
    guard seen.quality.rows > 0 else { throw DriftError.noRows }
    task = seen.task
    model = seen.model
    self.rules = rules
    trainedRows = seen.trainedRows
    let byName = Dictionary(
      seen.columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let pairs = seen.reference.columns.compactMap { own in byName[own.name].map { (own, $0) } }
    let found = try parallel.map(pairs.count) {
      ColumnDrift(pairs[$0].0, pairs[$0].1, rules: rules)
    }
    columns = Self.judged(found, rules)
    func one(_ reference: ColumnReference?, _ column: Column?) -> ColumnDrift? {
      guard let reference, let column else { return nil }
      return Self.judged([ColumnDrift(reference, column, rules: rules)], rules)[0]
    }
    prediction = one(seen.reference.prediction, seen.prediction)
    target = one(seen.reference.target, seen.target)
    performance = seen.performance
    basis = seen.performance.isEmpty ? "" : seen.basis
    gatesColumns =
      !seen.columnsMayMove || rules.choice == .evidently || rules.columnShare != nil
    quality = seen.quality
    alarms = Self.alarms(
      gatesColumns ? columns : [], prediction, target, performance, quality, rules)
  }

  private static func judged(_ columns: [ColumnDrift], _ rules: DriftRules) -> [ColumnDrift] {
    let corrected = ManyTests.corrected(columns.map(\.pValue))
    return zip(columns, corrected).map { column, p in
      var column = column
      column.correctedP = p
      column.reasons = column.judged(rules)
      return column
    }
  }

  private static func alarms(
    _ columns: [ColumnDrift], _ prediction: ColumnDrift?, _ target: ColumnDrift?,
    _ performance: [PerformanceDrift], _ quality: DataQuality, _ rules: DriftRules
  ) -> [String] {
    let drifted = columns.filter(\.isDrifted)
    var alarms: [String] = []
    let share = rules.columnShare ?? DriftRules.usualColumnShare
    if !columns.isEmpty, Double(drifted.count) / Double(columns.count) >= share {
      alarms.append("\(drifted.count) of \(Figures.count(columns.count, "column")) drifted")
    }
    guard rules.choice == .own else { return alarms }
    for column in drifted where column.isLarge(rules) {
      alarms.append("\(column.name): \(column.reasons.joined(separator: ", "))")
    }
    for (name, one) in [("what the model says", prediction), ("the answers", target)] {
      if let one, one.isDrifted {
        alarms.append("\(name): \(one.reasons.joined(separator: ", "))")
      }
    }
    alarms += performance.filter(\.isWorse).map(\.words)
    alarms += quality.missingColumns.map { "column \($0) is gone" }
    alarms += quality.retyped.map { "\($0.name) is \($0.now.rawValue), was \($0.before.rawValue)" }
    return alarms
  }

  public var json: JSON {
    [
      "task": .string(task.rawValue), "model": .string(model), "rules": rules.json,
      "trained_rows": .integer(trainedRows), "columns": .array(columns.map(\.json)),
      "drifted_columns": .integer(driftedColumns), "drifted_share": .number(driftedShare),
      "columns_gated": .bool(gatesColumns),
      "prediction": prediction?.json ?? .null, "target": target?.json ?? .null,
      "performance": .array(performance.map(\.json)),
      "performance_basis": basis.isEmpty ? .null : .string(basis), "quality": quality.json,
      "drifted": .bool(hasDrifted), "alarms": .strings(alarms),
    ]
  }
}

/// What a task hands over: the model's reference and the new columns that belong to it.
struct DriftSubject {
  let task: TaskKind
  let model: String
  let trainedRows: Int
  let reference: ModelReference
  var columns: [Column]
  var target: Column?
  var prediction: Column?
  var performance: [PerformanceDrift] = []
  /// `In training: rows ...; now: ...`
  var basis = ""
  var quality: DataQuality
  /// Whether columns lie elsewhere without anything being wrong, as sums that grow and have seasons do.
  var columnsMayMove = false
}

/// A figure of quality in training and on new data whose answers are known.
public struct PerformanceDrift: Sendable, Equatable {
  public let metric: String
  public let title: String
  public let before: Double
  public let now: Double
  /// Within which chance alone leaves it.
  public let interval: ClosedRange<Double>?
  /// Whether training's figure, or the one that was promised, lies outside, on the better side.
  public let isWorse: Bool

  init(
    _ metric: String, title: String, before: Double, now: Double, interval: ClosedRange<Double>?,
    isLowerBetter: Bool, promised: Double? = nil
  ) {
    self.metric = metric
    self.title = title
    self.before = before
    self.now = now
    self.interval = interval
    let needed = promised ?? before
    isWorse =
      interval.map { isLowerBetter ? $0.lowerBound > needed : $0.upperBound < needed } ?? false
  }

  var words: String { "\(title) \(Figures.short(now)), was \(Figures.short(before))" }

  var json: JSON {
    [
      "metric": .string(metric), "before": .number(before), "now": .number(now),
      "lower": .optional(interval?.lowerBound), "upper": .optional(interval?.upperBound),
      "worse": .bool(isWorse),
    ]
  }
}
