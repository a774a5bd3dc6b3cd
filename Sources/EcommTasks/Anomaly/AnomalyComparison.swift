import EcommBase
import EcommData
import EcommLearn

/// Detectors on the same folds, held against labels that none of them saw, and beside them a model that
/// learned from the labels: so that one sees whether labels pay.
///
/// Each fold's detector and preparation are fitted to its training rows alone; thresholds are chosen there
/// too. Rows with a time are judged by earlier ones.
public struct AnomalyComparison: Sendable {
  public struct Entry: Sendable {
    /// Nil for the supervised model.
    public let kind: DetectorKind?
    public let rocAUC: Spread?
    public let averagePrecision: Spread?
    /// Where the hundredth that scores highest is looked at.
    public let topPrecision: Spread?
    public let topRecall: Spread?
    /// Where the twentieth that scores highest is looked at.
    public let wideRecall: Spread?
    /// At each fold's threshold; nil for the supervised model.
    public let precision: Spread?
    public let recall: Spread?
    public let f1: Spread?
    /// Means over the folds: (false positive rate, true positive rate), and (recall, precision).
    public let roc: [(Double, Double)]
    public let precisionRecall: [(Double, Double)]
    public let seconds: Double

    public var title: String { kind?.title ?? "boosting on the labels" }
  }

  public let entries: [Entry]
  public let folds: Int
  public let splitName: String
  /// Of the rows that were judged.
  public let baseRate: Double

  static let fewestStrange = 2

  init(
    _ data: AnomalyData, labels: [Bool], kinds: [DetectorKind], settings: AnomalySettings,
    isSupervised: Bool, parallel: Parallel, progress: Progress
  ) throws {
    let folds = try Self.folds(data, labels, settings)
    var entries = try kinds.map { kind in
      try Self.entry(
        DetectorRecipe(kind: kind, settings: settings), data, labels, folds, parallel, progress)
    }
    if isSupervised {
      entries.append(
        try Self.supervised(data, labels, folds, settings, parallel, progress))
    }
    self.entries = entries
    self.folds = folds.count
    splitName = data.splitting.protocolName
    let judged = folds.flatMap(\.test)
    baseRate = Double(judged.count { labels[$0] }) / Double(max(1, judged.count))
  }

  /// Stretches of time have strange rows or not, as it happened; folds by chance share them out.
  static func folds(
    _ data: AnomalyData, _ labels: [Bool], _ settings: AnomalySettings
  ) throws -> [Fold] {
    let strange = labels.count { $0 }
    let count = max(2, min(settings.folds, strange))
    return try data.splitting.folds(
      labels.map { $0 ? 1 : 0 }, count: count, seed: settings.seed)
  }

  /// What one fold found.
  private struct Judged {
    let ranking: Ranking
    let decision: Confusion?
  }

  private static func entry(
    _ recipe: DetectorRecipe, _ data: AnomalyData, _ labels: [Bool], _ folds: [Fold],
    _ parallel: Parallel, _ progress: Progress
  ) throws -> Entry {
    let clock = ContinuousClock()
    let start = clock.now
    let rule = recipe.settings.rule(hasLabels: true)
    let judged = try folds.map { fold in
      let known = data.selecting(fold.training)
      let fitted = try recipe.fit(known.table, parallel: parallel)
      let before = try fitted.scores(known.table, parallel: parallel)
      let threshold = try? rule.threshold(
        before, labels: fold.training.map { labels[$0] }, days: known.days)
      let scores = try fitted.scores(
        data.table.selecting(rows: fold.test), parallel: parallel)
      let truth = fold.test.map { labels[$0] }
      progress.advance(by: 1)
      return Judged(
        ranking: try Ranking(scores, isPositive: truth),
        decision: try threshold.map {
          try Confusion(scores, isPositive: truth, threshold: $0)
        })
    }
    return entry(recipe.kind, judged, seconds: (clock.now - start) / .seconds(1))
  }

  /// Boosted trees, for which rare rows weigh more, or are drawn or made, in the training rows only.
  private static func supervised(
    _ data: AnomalyData, _ labels: [Bool], _ folds: [Fold], _ settings: AnomalySettings,
    _ parallel: Parallel, _ progress: Progress
  ) throws -> Entry {
    let clock = ContinuousClock()
    let start = clock.now
    var own = ClassSettings()
    own.seed = settings.seed
    own.balance = settings.balance
    let recipe = ClassifierRecipe(kind: .boosting, settings: own)
    let rows = ClassData(
      table: data.table, labels: labels.map { $0 ? 1 : 0 }, classes: ["usual", "strange"],
      splitting: data.splitting, numbers: data.numbers)
    let judged = try folds.compactMap { fold -> Judged? in
      progress.advance(by: 1)
      let truth = fold.test.map { labels[$0] }
      guard Set(fold.training.map { labels[$0] }).count > 1 else { return nil }
      let fitted = try recipe.fit(rows.selecting(fold.training), parallel: parallel)
      let chances = try fitted.probabilities(
        data.table.selecting(rows: fold.test), parallel: parallel)
      return Judged(
        ranking: try Ranking(chances.column(1), isPositive: truth), decision: nil)
    }
    return entry(nil, judged, seconds: (clock.now - start) / .seconds(1))
  }

  private static func entry(
    _ kind: DetectorKind?, _ judged: [Judged], seconds: Double
  ) -> Entry {
    func top(_ share: Double, _ ranking: Ranking) -> AnomalyEvaluation.Budget? {
      guard ranking.positives > 0 else { return nil }
      let rows = share * (ranking.positives + ranking.negatives)
      return AnomalyEvaluation.budget("", rows: max(1, rows), ranking)
    }
    let decided = judged.filter { $0.ranking.positives > 0 }.map(\.decision)
    return Entry(
      kind: kind, rocAUC: Spread(judged.map(\.ranking.rocAUC)),
      averagePrecision: Spread(judged.map(\.ranking.averagePrecision)),
      topPrecision: Spread(judged.map { top(0.01, $0.ranking)?.precision }),
      topRecall: Spread(judged.map { top(0.01, $0.ranking)?.recall }),
      wideRecall: Spread(judged.map { top(0.05, $0.ranking)?.recall }),
      precision: Spread(decided.map { $0?.precision }), recall: Spread(decided.map { $0?.recall }),
      f1: Spread(decided.map { $0?.f1 }), roc: MeanCurve.roc(judged.map(\.ranking)),
      precisionRecall: MeanCurve.precisionRecall(judged.map(\.ranking)), seconds: seconds)
  }

  /// The detector that ranks best.
  var best: Entry? {
    entries.filter { $0.kind != nil }.max {
      ($0.averagePrecision?.mean ?? 0) < ($1.averagePrecision?.mean ?? 0)
    }
  }

  /// What pages draw beside the figures that a model file keeps.
  public var curves: JSON {
    .array(
      entries.map { entry in
        [
          "name": .string(entry.title),
          "roc": .array(entry.roc.map { .numbers([$0.0, $0.1]) }),
          "precision_recall": .array(entry.precisionRecall.map { .numbers([$0.0, $0.1]) }),
        ]
      })
  }

  public var json: JSON {
    [
      "folds": .integer(folds), "split": .string(splitName), "base_rate": .number(baseRate),
      "entries": .array(
        entries.map { entry in
          func spread(_ value: Spread?) -> JSON { value?.json ?? .null }
          return [
            "name": .string(entry.title), "roc_auc": spread(entry.rocAUC),
            "pr_auc": spread(entry.averagePrecision),
            "precision_in_top_percent": spread(entry.topPrecision),
            "recall_in_top_percent": spread(entry.topRecall),
            "recall_in_top_five_percent": spread(entry.wideRecall),
            "precision": spread(entry.precision), "recall": spread(entry.recall),
            "f1": spread(entry.f1),
          ]
        }),
    ]
  }
}
