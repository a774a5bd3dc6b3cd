import EcommBase
import EcommData
import EcommReport
import EcommTasks

enum SegmentCommands {
  static let train = Command(
    "segment train", "part customers into groups that mean something",
    examples: [
      "segment train Data/transactions.csv --output Models/segments.json",
      "segment train orders-*.xml --k 5 --returns net --output Models/segments.json",
      "segment train customers.csv --features recency,frequency,monetary,share_returned",
    ],
    inputs: .files("INPUT...", 1...Int.max),
    options: [Shared.model.declaration, SegmentOptions.customers.declaration]
      + SegmentOptions.training + SegmentOptions.reading + [InputOptions.onErrorSkip.declaration]
      + InputOptions.rows + Reports.options + [
        Shared.threads.declaration, Shared.json.declaration,
        Shared.quiet.declaration, Shared.dryRun.declaration, Shared.config.declaration,
      ] + RunTracking.options,
    notes: [
      "Features: \(CustomerFigure.allCases.map(\.rawValue).joined(separator: ", ")).",
      "The input is lines of purchases, or a table with a row a customer and columns of these names. "
        + "The model holds no customer; who is in which segment is in the table beside it.",
    ]
  ) { invocation in
    var (input, training) = try trained(invocation)
    training.model = training.model.recording(TrainingRecord.asked(invocation))
    if invocation[Shared.json] {
      try invocation.console.print(
        JSONWriter.text([
          "id": .string(training.model.id), "learner": .string(training.model.learner),
          "decision": training.model.decision, "evaluation": training.model.evaluation,
        ]))
    } else {
      try invocation.console.print(SegmentText.lines(training, input))
    }
    try saveCustomers(training.answers, invocation)
    try ModelSaving.save(training.model, invocation) {
      try page(training, input, invocation.parallel)
    }
    return .done
  }

  static func page(
    _ training: SegmentTraining, _ input: SegmentInput, _ parallel: Parallel
  ) throws -> Page {
    let model = try SegmentModel(training.model, name: "the model just trained")
    return SegmentPages.training(
      training, headline: input.headline,
      picture: try model.picture(training.answers, parallel: parallel))
  }

  static func trained(_ invocation: Invocation) throws -> (SegmentInput, SegmentTraining) {
    let settings = try SegmentOptions.settings(invocation)
    let input = try SegmentReading.input(invocation)
    let line = ProgressLine("training", invocation.console)
    let training = try SegmentTraining.train(
      input, settings: settings, parallel: invocation.parallel
    ) { line.progress(total: $0) }
    for note in training.notes { invocation.console.say("  " + note) }
    return (input, training)
  }

  private static func saveCustomers(_ answers: SegmentAnswers, _ invocation: Invocation) throws {
    let beside = invocation[Shared.model].map(ModelArchive.customers)
    guard let path = invocation[SegmentOptions.customers] ?? beside else { return }
    guard !invocation[Shared.dryRun] else { return invocation.console.say("Would save \(path).") }
    try Folder.make(for: path)
    let table = answers.wideTable
    try Results.csv(table, to: path, invocation)
    let count = Figures.count(table.rowCount, "customer")
    invocation.console.say("Saved \(path) (\(count)).", isNote: false)
  }

  static let predict = Command(
    "segment predict", "each customer's segment and what to expect, as CSV",
    examples: [
      "segment predict Models/segments.json new.csv > segments.csv",
      "segment predict Models/segments.json customers.csv --json",
    ],
    inputs: .files("MODEL INPUT...", 2...Int.max),
    options: [Shared.output.declaration, all.declaration] + SegmentOptions.reading + [
      InputOptions.onErrorFail.declaration
    ] + InputOptions.rows + Reports.options + [
      Shared.threads.declaration, Shared.json.declaration,
      Shared.quiet.declaration,
    ]
  ) { invocation in
    let model = try model(invocation)
    let input = try SegmentReading.input(
      for: model, invocation, onError: invocation[InputOptions.onErrorFail])
    let answers = try model.answers(input.customers, parallel: invocation.parallel)
    tellUnknown(answers, invocation.console)
    try SegmentRows(
      table: invocation[all] ? answers.wideTable : answers.table, model: model.id
    ).write(invocation)
    try Reports.write(invocation) {
      SegmentPages.answers(
        answers, profiles: model.profiles(answers),
        model: ModelHistory.name(of: invocation.inputs[0]), days: model.days)
    }
    return .done
  }

  private static let all = Option.flag("all", "all figures of each customer beside")

  static func model(_ invocation: Invocation) throws -> SegmentModel {
    let path = invocation.inputs[0]
    return try SegmentModel(ModelFile.read(path), name: path)
  }

  private static func tellUnknown(_ answers: SegmentAnswers, _ console: Console) {
    let unknown = answers.segments.count { $0 < 0 }
    guard unknown > 0 else { return }
    console.say(
      "  \(Figures.count(unknown, "customer")) without recency, frequency or value: no segment")
  }
}

/// Rows of answers, as CSV or as one JSON document.
struct SegmentRows {
  let table: Table
  let model: String

  func write(_ invocation: Invocation) throws {
    try TableAnswers(
      table: table, head: "{\"model\":\(JSONWriter.text(.string(model)))", name: "customers"
    ).write(invocation)
  }
}
