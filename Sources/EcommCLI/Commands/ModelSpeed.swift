import EcommBase
import EcommData
import EcommReport
import EcommTasks

extension ModelCommands {
  static let benchmark = Command(
    "model benchmark", "how fast a model answers: many rows, and one at a time",
    examples: [
      "model benchmark Models/purchase.json Data/sessions.csv",
      "model benchmark Models/fraud.json Data/payments.csv --threads 1 --json",
    ],
    inputs: .files("MODEL ROWS...", 2...Int.max),
    options: [InputOptions.onErrorSkip.declaration] + InputOptions.rows + Reports.options + [
      Shared.threads.declaration, Shared.json.declaration, Shared.quiet.declaration,
    ],
    notes: ["Reading is not counted. 'serve' adds the way over HTTP to the time of a single row."]
  ) { invocation in
    let path = invocation.inputs[0]
    let file = try ModelFile.read(path)
    let found = try measure(TrainedModel(file, name: path), invocation)
    try invocation.console.print(lines(found, asJSON: invocation[Shared.json]))
    try Reports.write(invocation) {
      ModelBenchmarkPage.page(found, file, name: ModelHistory.name(of: path))
    }
    return .done
  }

  private static func lines(_ found: ModelBenchmark, asJSON: Bool) -> [String] {
    guard !asJSON else {
      return [
        JSONWriter.text([
          "rows": .integer(found.rows), "rows_per_second": .number(found.rowsPerSecond),
          "single_row_seconds": .optional(found.single?.median),
          "single_row_p99_seconds": .optional(found.single?.slow),
        ])
      ]
    }
    let single = found.single.map {
      "One row: \(Figures.fixed($0.median * 1e6)) us, 99 in 100 within "
        + "\(Figures.fixed($0.slow * 1e6)) us."
    }
    return [
      "\(Figures.count(found.rows, "row")) at once: \(Figures.fixed(found.rowsPerSecond)) rows a second."
    ] + [single].compactMap(\.self)
  }

  private static func measure(
    _ model: TrainedModel, _ invocation: Invocation
  ) throws -> ModelBenchmark {
    let policy = invocation[InputOptions.onErrorSkip]
    let parallel = invocation.parallel
    switch model {
    case .classify(let model):
      let rows = try ClassifyCommands.rows(for: model, invocation, onError: policy)
      return try ModelBenchmark(rows, answersRows: true) {
        _ = try model.predict($0, parallel: parallel)
      }
    case .anomaly(let model):
      let rows = try AnomalyCommands.rows(for: model, invocation, onError: policy)
      return try ModelBenchmark(rows, answersRows: true) {
        _ = try model.scores($0, parallel: parallel)
      }
    case .segment(let model):
      let input = try SegmentReading.input(for: model, invocation, onError: policy)
      let table = Table([], rowCount: input.customers.count)
      return try ModelBenchmark(table, answersRows: false) { _ in
        _ = try model.answers(input.customers, parallel: parallel)
      }
    case .forecast, .days: throw UsageError.conflict("model benchmark", "a model of days")
    }
  }
}
