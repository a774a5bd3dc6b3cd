import EcommBase
import EcommData
import EcommLearn

/// A detector fitted again, held against the one in place on the newest rows: with a label by PR-AUC, without one by
/// how far the share of alarms is from the share that training chose.
public struct AnomalyRetraining {
  public let model: AnomalyModel
  public let watched: WatchedModel
  public let wishes: AnomalyInput.Wishes
  public let settings: AnomalySettings
  public var share = NewestWindow.usualShare
  public var parallel = Parallel()

  public init(
    _ model: AnomalyModel, _ watched: WatchedModel, wishes: AnomalyInput.Wishes,
    settings: AnomalySettings
  ) {
    self.model = model
    self.watched = watched
    self.wishes = wishes
    self.settings = settings
  }

  public func plan(_ loaded: Loaded) throws -> RetrainPlan {
    let table = loaded.table
    guard table.rowCount > 0 else { throw DriftError.noRows }
    let rejected = loaded.report.rejectedRows
    let window = try NewestWindow.of(
      table, time: wishes.time ?? model.payments?.time, share: share, trainedOn: watched.file.data
    ) { try model.hasSeen(model.rows(of: table)) }
    let truth = try labels(table)
    let metric = truth == nil ? RetrainMetric.alarmRate : .averagePrecision
    let score =
      window.window.isEmpty ? nil : try self.score(model, watched.file, table, window.window, truth)
    return RetrainPlan(
      metric: metric, window: window.words, newRows: window.newRows.count, noun: "row",
      obstacle: obstacle(window, score), score: score,
      scoreInTraining: truth == nil ? nil : inTraining, notes: window.notes,
      drift: {
        try model.drift(
          table.selecting(rows: window.newRows), from: watched, rejectedRows: rejected,
          parallel: parallel)
      },
      challenge: { try challenge(table, window, truth, rejected) })
  }

  private func obstacle(_ window: NewestWindow, _ score: Double?) -> String? {
    window.obstacle ?? (score == nil ? "the newest rows are all usual, or all strange" : nil)
  }

  private var inTraining: Double? {
    watched.file.evaluation["folds"]?["entries"]?.array?
      .first { $0["name"]?.string == watched.file.learner }?["pr_auc"]?["mean"]?.double
  }

  private func labels(_ table: Table) throws -> AnomalyLabel? {
    guard let known = model.schema.first(where: { $0.role == .target }), table[known.name] != nil
    else { return nil }
    return try AnomalyLabel(known, in: table)
  }

  /// Payments are told by the rows before them, so all rows get their features before the window is cut out.
  private func scores(_ model: AnomalyModel, _ table: Table, _ rows: [Int]) throws -> [Double] {
    try model.scores(model.rows(of: table).selecting(rows: rows), parallel: parallel)
  }

  private func score(
    _ model: AnomalyModel, _ file: ModelFile, _ table: Table, _ rows: [Int], _ truth: AnomalyLabel?
  ) throws -> Double? {
    let scores = try scores(model, table, rows)
    return try Self.value(
      scores, truth.map { truth in rows.map { truth.labels[$0] } }, model, file)
  }

  private static func value(
    _ scores: [Double], _ labels: [Bool]?, _ model: AnomalyModel, _ file: ModelFile
  ) throws -> Double? {
    if let labels { return try Ranking(scores, isPositive: labels).averagePrecision }
    let alarms = Double(scores.count { $0 >= model.threshold }) / Double(max(1, scores.count))
    return promised(file).map { abs(alarms - $0) }
  }

  /// The share of training's rows that were alarms.
  private static func promised(_ file: ModelFile) -> Double? {
    guard let flagged = file.evaluation["scores"]?["flagged"]?.double,
      let rows = file.evaluation["scores"]?["rows"]?.double, rows > 0
    else { return nil }
    return flagged / rows
  }

  private func challenge(
    _ table: Table, _ window: NewestWindow, _ truth: AnomalyLabel?, _ rejected: Int
  ) throws -> Challenge {
    let file = try train(table.selecting(rows: window.training), rejected)
    let challenger = try AnomalyModel(file, name: "the challenger")
    let rows = window.window
    let labels = truth.map { truth in rows.map { truth.labels[$0] } }
    let (old, new) = (try scores(model, table, rows), try scores(challenger, table, rows))
    let (model, before) = (model, watched.file)
    let isLower = labels == nil
    let p = try PairedResampling.pValue(rows: rows.count, parallel: parallel) { places in
      let own = labels.map { labels in places.map { labels[$0] } }
      guard let a = try Self.value(places.map { old[$0] }, own, model, before),
        let b = try Self.value(places.map { new[$0] }, own, challenger, file)
      else { return nil }
      return isLower ? a - b : b - a
    }
    return Challenge(
      model: file, score: try Self.value(new, labels, challenger, file) ?? .nan,
      scoreInPlace: try Self.value(old, labels, model, before) ?? .nan, pValue: p,
      refit: { try train(table, rejected) })
  }

  private func train(_ table: Table, _ rejected: Int) throws -> ModelFile {
    try AnomalyTraining.train(
      AnomalyInput(table, wishes: wishes, rejectedRows: rejected), settings: settings,
      parallel: parallel
    ).model
  }
}
