import EcommBase
import EcommData
import EcommLearn

/// A classifier trained again, held against the one in place on the newest rows.
public struct ClassRetraining: Sendable {
  public let model: ClassModel
  public let watched: WatchedModel
  public let wishes: ClassInput.Wishes
  public let settings: ClassSettings
  /// By its name; nil takes PR-AUC, or the macro-F1 of more classes.
  public var metric: ClassMetric?
  public var share = NewestWindow.usualShare
  public var parallel = Parallel()

  public init(
    _ model: ClassModel, _ watched: WatchedModel, wishes: ClassInput.Wishes, settings: ClassSettings
  ) {
    self.model = model
    self.watched = watched
    self.wishes = wishes
    self.settings = settings
  }

  public func plan(_ loaded: Loaded) throws -> RetrainPlan {
    guard loaded.table.rowCount > 0 else { throw DriftError.noRows }
    let rejected = loaded.report.rejectedRows
    let table = loaded.table.selecting(rows: candidates(loaded.table))
    let window = try NewestWindow.of(
      table, time: wishes.time, share: share, trainedOn: watched.file.data
    ) { try model.hasSeen(model.rows(of: table).table) }
    let newest = try model.rows(of: table.selecting(rows: window.window)).table
    let metric = self.metric ?? (model.decision.isBinary ? .prAUC : .macroF1)
    let judged = try judge(model, newest)
    let score = try judged.flatMap { try metric.value($0.rows) }
    return RetrainPlan(
      metric: RetrainMetric(
        name: metric.rawValue, title: metric.title, isLowerBetter: metric.isLowerBetter),
      window: window.words, newRows: window.newRows.count, noun: "row",
      obstacle: obstacle(window, judged, score), score: score,
      scoreInTraining: Self.inTraining(model, metric), notes: window.notes,
      drift: {
        try model.drift(
          table.selecting(rows: window.newRows), from: watched, rejectedRows: rejected,
          parallel: parallel)
      },
      challenge: {
        try challenge(
          table.selecting(rows: window.training), newest, metric, rejected,
          refit: { try train(loaded.table, rejected) })
      })
  }

  /// Rows that can be learned from: those with an answer, one of each where copies are left out. All clicks, of which
  /// rows are made first.
  private func candidates(_ table: Table) -> [Int] {
    guard model.question == nil else { return Array(0..<table.rowCount) }
    let copies = wishes.keepsDuplicates ? [] : Set(table.repeatedRows())
    let answers = model.target.flatMap { table[$0]?.values }
    let rows = (0..<table.rowCount).filter { !copies.contains($0) }
    let answered = rows.filter { answers?.isMissing($0) == false }
    return answered.isEmpty ? rows : answered
  }

  private func obstacle(_ window: NewestWindow, _ judged: Judged?, _ score: Double?) -> String? {
    window.obstacle
      ?? (judged == nil || score == nil
        ? "the newest rows have no answers to compare by, or one only" : nil)
  }

  /// The rows of the window whose answers a model knows, with the places where they stand.
  private struct Judged: Sendable {
    let rows: JudgedRows
    let places: [Int]
  }

  private func judge(_ model: ClassModel, _ table: Table) throws -> Judged? {
    do {
      guard let found = try model.judgedRows(table, parallel: parallel) else { return nil }
      return Judged(rows: found.rows, places: found.places)
    } catch is ClassifyError {
      return nil
    }
  }

  private static func inTraining(_ model: ClassModel, _ metric: ClassMetric) -> Double? {
    model.judgedInTraining?["headlines"]?.array?
      .first { $0["metric"]?.string == metric.rawValue }?["value"]?.double
  }

  private func challenge(
    _ training: Table, _ newest: Table, _ metric: ClassMetric, _ rejected: Int,
    refit: @escaping () throws -> ModelFile
  ) throws -> Challenge {
    let file = try train(training, rejected)
    let challenger = try ClassModel(file, name: "the challenger")
    guard let own = try judge(model, newest), let other = try judge(challenger, newest) else {
      throw ClassifyError.oneClass(column: model.target ?? "", value: nil)
    }
    let both = Set(own.places).intersection(other.places)
    let a = own.rows.selecting(own.places.indices.filter { both.contains(own.places[$0]) })
    let b = other.rows.selecting(other.places.indices.filter { both.contains(other.places[$0]) })
    let isLower = metric.isLowerBetter
    let p = try PairedResampling.pValue(rows: a.count, parallel: parallel) { places in
      guard let old = try metric.value(a.selecting(places)),
        let new = try metric.value(b.selecting(places))
      else { return nil }
      return isLower ? old - new : new - old
    }
    return Challenge(
      model: file, score: try metric.value(b) ?? .nan, scoreInPlace: try metric.value(a) ?? .nan,
      pValue: p, refit: refit)
  }

  private func train(_ table: Table, _ rejected: Int) throws -> ModelFile {
    try ClassTraining.train(
      ClassInput(table, wishes: wishes, rejectedRows: rejected), settings: settings,
      parallel: parallel
    ).model
  }
}
