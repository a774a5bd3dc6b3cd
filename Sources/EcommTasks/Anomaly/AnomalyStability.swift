import EcommBase
import EcommLearn

/// Whether a detector says the same of the same rows when it has seen others: fitted to two halves of the rows
/// drawn by chance, it scores all of them twice.
public struct AnomalyStability: Sendable {
  /// Spearman's correlation of both scores.
  public let rankCorrelation: Double
  /// The part of the strangest rows of one that are among those of the other.
  public let sharedTop: Double
  /// How many rows those are.
  public let topRows: Int

  private static let fewestRows = 20

  /// Nil where half of the rows are too few.
  init?(_ data: AnomalyData, _ recipe: DetectorRecipe, share: Double, parallel: Parallel) throws {
    guard data.rows >= Self.fewestRows else { return nil }
    let halves = try Folds.shuffled(rows: data.rows, folds: 2, seed: recipe.settings.seed)
    let scores = try halves.map { half in
      try recipe.fit(data.table.selecting(rows: half.training), parallel: parallel)
        .scores(data.table, parallel: parallel)
    }
    let count = max(1, min(data.rows, Int((share * Double(data.rows)).rounded())))
    let tops = scores.map { own in
      Set(own.indices.sorted { (-own[$0], $0) < (-own[$1], $1) }.prefix(count))
    }
    topRows = count
    sharedTop = Double(tops[0].intersection(tops[1]).count) / Double(topRows)
    rankCorrelation = Correlation.pearson(Ranks.of(scores[0]), Ranks.of(scores[1])) ?? 0
  }

  var json: JSON {
    [
      "rank_correlation": .number(rankCorrelation), "shared_top": .number(sharedTop),
      "top_rows": .integer(topRows),
    ]
  }
}
