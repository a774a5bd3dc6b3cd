import EcommBase
import EcommData
import EcommLearn

/// `naive-bayes --csv FILE --target COL`: a fit over all columns of numbers and the chances of the same rows, reading not
/// counted.
enum BayesBench {
  static func run(_ request: BenchRequest) throws -> JSON {
    let table = try TableReader.read(request.text("csv")).table
    let target = try request.text("target")
    guard let truth = table[target]?.values.doubles else {
      throw BenchRequest.Fault.missing(target)
    }
    let columns = table.columns.filter { $0.name != target }.compactMap(\.values.doubles)
    let data = try BayesRows(columns.map(FeatureColumn.doubles))
    let parallel = Parallel(
      threads: try request.integer("threads", default: ThreadCount.available))
    let start = Measure.userSeconds()
    let fit = try Measure.seconds {
      try NaiveBayes.fit(data, labels: truth.map { $0 > 0.5 ? 1 : 0 }, classes: 2, on: parallel)
    }
    let user = Measure.userSeconds() - start
    let chances = try Measure.seconds { try fit.result.probabilities(data, on: parallel) }
    return [
      "rows": .integer(data.rowCount), "columns": .integer(columns.count),
      "threads": .integer(parallel.threads), "fit_s": .number(fit.seconds),
      "user_s": .number(user), "predict_s": .number(chances.seconds),
      "mean": .number(chances.result.column(1).reduce(0, +) / Double(max(1, data.rowCount))),
      "peak_mb": .number(Measure.peakMegabytes()),
    ]
  }
}
