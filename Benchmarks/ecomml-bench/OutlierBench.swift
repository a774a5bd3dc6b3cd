import EcommBase
import EcommData
import EcommLearn

/// `outliers --csv FILE --label COL --model NAME [--seeds N]`: fit and score, reading not counted.
enum OutlierBench {
  static func run(_ request: BenchRequest) throws -> JSON {
    let table = try TableReader.read(request.text("csv")).table
    let label = try request.text("label")
    guard let truth = table[label]?.values.doubles else {
      throw BenchRequest.Fault.missing(label)
    }
    guard let kind = DetectorKind(rawValue: try request.text("model")) else {
      throw BenchRequest.Fault.unknown(try request.text("model"))
    }
    let columns = table.columns.filter { $0.name != label }.compactMap(\.values.doubles)
    let rows = Matrix(
      rows: table.rowCount, columns: columns.count,
      values: (0..<table.rowCount).flatMap { row in columns.map { $0[row] } })
    let parallel = Parallel(
      threads: try request.integer("threads", default: ThreadCount.available))
    let runs = try (0..<request.integer("seeds", default: 1)).map { seed in
      try one(rows, truth.map { $0 > 0.5 }, kind, UInt64(seed), parallel)
    }
    return ["rows": .integer(rows.rows), "columns": .integer(rows.columns), "runs": .array(runs)]
  }

  private static func one(
    _ rows: Matrix, _ truth: [Bool], _ kind: DetectorKind, _ seed: UInt64, _ parallel: Parallel
  ) throws -> JSON {
    var parameters = DetectorParameters()
    parameters.seed = seed
    let user = Measure.userSeconds()
    let fit = try Measure.seconds {
      try kind.fit(rows, parameters: parameters, parallel: parallel)
    }
    let score = try Measure.seconds { try fit.result.scores(rows, parallel: parallel) }
    let spent = Measure.userSeconds() - user
    let ranking = try Ranking(score.result, isPositive: truth)
    return [
      "fit_s": .number(fit.seconds), "score_s": .number(score.seconds), "user_s": .number(spent),
      "roc_auc": .optional(ranking.rocAUC), "pr_auc": .optional(ranking.averagePrecision),
      "model_kb": .integer(JSONWriter.bytes(fit.result.json).count / 1000),
      "peak_mb": .number(Measure.peakMegabytes()),
    ]
  }
}
