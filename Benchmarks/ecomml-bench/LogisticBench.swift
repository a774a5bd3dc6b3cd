import EcommBase
import EcommData
import EcommLearn

/// `logistic --csv FILE --target COL`: a fit over all columns of numbers, reading not counted.
enum LogisticBench {
  static func run(_ request: BenchRequest) throws -> JSON {
    let table = try TableReader.read(request.text("csv")).table
    let target = try request.text("target")
    guard let truth = table[target]?.values.doubles else {
      throw BenchRequest.Fault.missing(target)
    }
    let labels = truth.map { $0 > 0.5 ? 1 : 0 }
    let columns = table.columns.filter { $0.name != target }.compactMap(\.values.doubles)
    let parallel = Parallel(
      threads: try request.integer("threads", default: ThreadCount.available))
    let data = try DenseColumns(columns)
    var parameters = LogisticParameters()
    parameters.l1Ratio = try Double(request.integer("l1-percent", default: 0)) / 100
    let user = Measure.userSeconds()
    let fit = try Measure.seconds {
      try LogisticRegression.fit(
        data, labels: labels, classes: 2, parameters: parameters, on: parallel)
    }
    let model = fit.result
    return [
      "rows": .integer(data.rowCount), "columns": .integer(columns.count),
      "threads": .integer(parallel.threads), "fit_s": .number(fit.seconds),
      "user_s": .number(Measure.userSeconds() - user),
      "iterations": .integer(model.convergence.iterations),
      "gradient": .number(model.convergence.gradientNorm),
      "converged": .bool(model.convergence.converged),
      "coefficients": .numbers(model.coefficients[0]), "intercept": .number(model.intercepts[0]),
      "peak_mb": .number(Measure.peakMegabytes()),
    ]
  }
}
