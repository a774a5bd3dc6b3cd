import EcommBase
import EcommData
import EcommReport
import EcommTasks
import Glibc

/// `ecomml TASK drift MODEL INPUT...`, the same for every task.
enum DriftCommands {
  static let all = [
    command(.forecast, "forecast drift Models/sales.json orders-new.xml", ForecastOptions.rows),
    command(.classify, "classify drift Models/purchase.json today.csv"),
    command(.segment, "segment drift Models/segments.json new.csv", SegmentOptions.reading),
    command(.anomaly, "anomaly drift Models/fraud.json today.csv"),
  ]

  private static let compat = Option.choice(
    "compat", "TOOL", "whose choice of tests and thresholds", default: DriftRules.Choice.own)
  private static let index = Option.number(
    "psi", "INDEX", "from where a column may have drifted; 0.1 without", in: 0...100)
  private static let significance = Option.number(
    "significance", "CHANCE", "how often chance alone may look like drift; 0.05 without",
    in: 1e-12...0.5)
  private static let share = Option.number(
    "column-share", "SHARE", "drifted columns that trip the gate; 0.5 without", in: 0...1)

  private static func command(
    _ task: TaskKind, _ example: String, _ own: [OptionDeclaration] = []
  ) -> Command {
    Command(
      "\(task.rawValue) drift", "new data against what the model was trained on",
      examples: [example, example + " --compat evidently --json"],
      inputs: .files("MODEL INPUT...", 2...Int.max),
      options: [
        compat.declaration, index.declaration, significance.declaration, share.declaration,
      ] + own + Reports.options + [InputOptions.onErrorSkip.declaration] + InputOptions.rows + [
        Shared.threads.declaration, Shared.json.declaration, Shared.quiet.declaration,
      ] + RunTracking.options,
      notes: [
        "Exit code 3 when the gate trips: large drift of a column, drift of half the columns, of what the "
          + "model says or of the answers, figures that got worse, or a column that is gone.",
        "Sums of days grow and have seasons: in a forecast, and where days are watched, columns trip the gate only "
          + "with --column-share or --compat evidently.",
      ]
    ) { invocation in
      let report = try DriftReading.report(task, invocation, rules: rules(invocation))
      let path = invocation.inputs[0]
      try Results.show(report.json, invocation, task: task, model: path) {
        DriftText.lines(report, now: time(nil))
      } page: {
        DriftPage.page(report, name: ModelHistory.name(of: path), now: time(nil))
      }
      return report.hasDrifted ? .gate : .done
    }
  }

  private static func rules(_ invocation: Invocation) -> DriftRules {
    var rules = DriftRules()
    rules.choice = invocation[compat]
    rules.index = invocation[index] ?? rules.index
    rules.significance = invocation[significance] ?? rules.significance
    rules.columnShare = invocation[share]
    return rules
  }
}

/// From a model and new files to how far they lie apart.
enum DriftReading {
  /// - Parameter task: the one that the command is of.
  static func report(
    _ task: TaskKind, _ invocation: Invocation, rules: DriftRules
  ) throws -> DriftReport {
    let path = invocation.inputs[0]
    let file = try ModelFile.read(path)
    guard file.task == task else {
      throw ModelFileError.wrongTask(file: path, task: file.task, wanted: task)
    }
    return try report(
      WatchedModel(file, name: path), path, Array(invocation.inputs.dropFirst()), invocation, rules)
  }

  static func report(
    _ watched: WatchedModel, _ path: String, _ inputs: [String], _ invocation: Invocation,
    _ rules: DriftRules
  ) throws -> DriftReport {
    let parallel = invocation.parallel
    switch try TrainedModel(watched.file, name: path) {
    case .forecast(let model):
      let orders = try ForecastCommands.panel(
        inputs, model.columns, invocation, conditions: model.conditions, areModels: true)
      return try model.drift(orders, from: watched, rules: rules, parallel: parallel)
    case .classify(let model):
      return try rows(model, watched, inputs, invocation, rules)
    case .segment(let model):
      let input = try SegmentReading.input(
        for: model, invocation, inputs, onError: invocation[InputOptions.onErrorSkip])
      return try model.drift(input, from: watched, rules: rules, parallel: parallel)
    case .anomaly(let model):
      return try rows(model, watched, inputs, invocation, rules)
    case .days(let model):
      let panel = try days(of: model, invocation, inputs)
      return try model.drift(panel, from: watched, rules: rules, parallel: parallel)
    }
  }

  private static func rows(
    _ model: some DriftingRows, _ watched: WatchedModel, _ inputs: [String],
    _ invocation: Invocation, _ rules: DriftRules
  ) throws -> DriftReport {
    let loaded = try table(invocation, inputs, model.columnTypes)
    return try model.drift(
      loaded.table, from: watched, rejectedRows: loaded.report.rejectedRows, rules: rules,
      parallel: invocation.parallel)
  }

  private static func days(
    of model: StrangeDayModel, _ invocation: Invocation, _ inputs: [String]
  ) throws -> DailyPanel {
    let loaded = try table(invocation, inputs, [:])
    let panel = try DailyPanel(
      loaded.table, columns: model.columns, rejectedRows: loaded.report.rejectedRows)
    for note in panel.notes { invocation.console.say("  " + note) }
    return panel
  }

  private static func table(
    _ invocation: Invocation, _ inputs: [String], _ types: [String: ColumnType]
  ) throws -> Loaded {
    let paths = try Reading.paths(inputs)
    let opened = try paths.map { try Input.open($0) }
    let policy = invocation[InputOptions.onErrorSkip]
    let loaded = try Reading.table(
      invocation, paths, opened: opened, onError: policy, usualTypes: types)
    guard loaded.report.rejectedRows > loaded.report.rows, !types.isEmpty else { return loaded }
    invocation.console.say("  most rows do not fit the model's types: read as they are")
    return try Reading.table(
      invocation, paths, opened: opened, onError: policy, usualTypes: [:])
  }
}
