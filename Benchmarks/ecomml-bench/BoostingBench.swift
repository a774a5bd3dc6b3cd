import EcommBase
import EcommLearn
import Glibc

/// Boosted trees on a CSV file of numbers: training, prediction, explanation.
enum BoostingBench {
  static func run(_ request: BenchRequest) throws -> JSON {
    let target = try request.text("target")
    let parallel = Parallel(threads: try request.integer("threads", default: 2))
    let parameters = try parameters(request)
    let rows = try rows(request, target, parameters, parallel)
    let before = Measure.userSeconds()
    let trained = try Measure.seconds {
      try BoostedTrees.fit(
        rows.binned, objective: objective(request), parameters: parameters, parallel: parallel)
    }
    let trainUser = Measure.userSeconds() - before
    var report: [(String, JSON)] = [
      ("read_s", .number(rows.readSeconds)), ("bin_s", .number(rows.binSeconds)),
      ("train_s", .number(trained.seconds)), ("train_user_s", .number(trainUser)),
      ("peak_mb", .number(Measure.peakMegabytes())),
      ("user_s", .number(Measure.userSeconds())),
      ("model_sha256", .string(SHA256.hex(of: JSONWriter.bytes(trained.result.json)))),
    ]
    var test = try NumericCSV(request.text("test"))
    let truth = try test.take(target)
    report += try scored(trained.result, test, truth, parallel)
    report += try explained(
      trained.result, test, try request.integer("shap", default: 10_000), parallel)
    return .object(JSON.Object(report))
  }

  private struct Rows {
    let binned: BoostingRows
    let readSeconds: Double
    let binSeconds: Double
  }

  /// With `--stream 1` the numbers are never all in memory; reading and binning are then one.
  private static func rows(
    _ request: BenchRequest, _ target: String, _ parameters: BoostingParameters,
    _ parallel: Parallel
  ) throws -> Rows {
    let path = try request.text("csv")
    if try request.integer("stream", default: 0) > 0 {
      let streamed = try Measure.seconds {
        try StreamedRows(path, target: target, bins: parameters.bins, parallel: parallel)
      }
      return Rows(
        binned: BoostingRows(streamed.result.features, targets: streamed.result.targets),
        readSeconds: streamed.seconds, binSeconds: 0)
    }
    var read = try Measure.seconds { try NumericCSV(path) }
    let targets = try read.result.take(target)
    let columns = read.result.columns.map(FeatureColumn.numbers)
    read.result.columns = []
    let binned = try Measure.seconds {
      try BinnedMatrix(columns, bins: parameters.bins, parallel: parallel)
    }
    return Rows(
      binned: BoostingRows(binned.result, targets: targets), readSeconds: read.seconds,
      binSeconds: binned.seconds)
  }

  private static func parameters(_ request: BenchRequest) throws -> BoostingParameters {
    var parameters = BoostingParameters()
    parameters.trees = try request.integer("trees", default: 100)
    parameters.maxLeaves = try request.integer("leaves", default: 0)
    parameters.maxDepth = try request.integer("depth", default: 6)
    parameters.bins = try request.integer("bins", default: 256)
    return parameters
  }

  private static func objective(_ request: BenchRequest) throws -> Objective {
    let classes = try request.integer("classes", default: 2)
    return classes > 2 ? .softmax(classes: classes) : .logistic
  }

  private static func scored(
    _ model: BoostedTrees, _ test: NumericCSV, _ truth: [Double], _ parallel: Parallel
  ) throws -> [(String, JSON)] {
    let rows = truth.count
    let values = (0..<rows * test.columns.count).map {
      test.columns[$0 % test.columns.count][$0 / test.columns.count]
    }
    var predictions: [Double] = []
    let batch =
      try (0..<10).map { _ in
        try Measure.seconds {
          predictions = try model.predict(values, rows: rows, parallel: parallel)
        }
        .seconds
      }.min() ?? 0
    let singles = min(10_000, rows)
    let one = try Measure.seconds {
      for row in 0..<singles {
        let start = row * test.columns.count
        _ = try model.predict(row: Array(values[start..<start + test.columns.count]))
      }
    }
    guard model.objective.outputs == 1 else { return [] }
    return [
      ("predict_rows_per_s", .number(Double(rows) / batch)),
      ("row_us", .number(one.seconds / Double(singles) * 1e6)),
      ("auc", .number(auc(predictions, truth))), ("logloss", .number(logLoss(predictions, truth))),
    ]
  }

  private static func explained(
    _ model: BoostedTrees, _ test: NumericCSV, _ rows: Int, _ parallel: Parallel
  ) throws -> [(String, JSON)] {
    let count = min(rows, test.columns.first?.count ?? 0)
    let columns = test.columns.map { FeatureColumn.numbers(Array($0[..<count])) }
    let explained = try Measure.seconds {
      try TreeExplainer(model).values(columns, parallel: parallel)
    }
    return [("shap_rows_per_s", .number(Double(count) / explained.seconds))]
  }

  /// The chance that a row of class 1 stands above one of class 0.
  private static func auc(_ scores: [Double], _ truth: [Double]) -> Double {
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    var rankSum = 0.0
    var place = 0
    while place < order.count {
      var end = place
      while end < order.count, scores[order[end]] == scores[order[place]] { end += 1 }
      let rank = Double(place + end + 1) / 2
      for index in place..<end where truth[order[index]] > 0 { rankSum += rank }
      place = end
    }
    let positives = truth.reduce(0, +)
    let negatives = Double(truth.count) - positives
    return (rankSum - positives * (positives + 1) / 2) / (positives * negatives)
  }

  private static func logLoss(_ scores: [Double], _ truth: [Double]) -> Double {
    zip(scores, truth).reduce(0.0) { sum, pair in
      sum - log(pair.1 > 0 ? pair.0 : 1 - pair.0)
    } / Double(truth.count)
  }
}
