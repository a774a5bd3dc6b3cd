import EcommBase
import EcommData
import EcommReport
import EcommTasks

enum ForecastCommands {
  static let train = Command(
    "forecast train", "compare models on the past and keep the best",
    examples: [
      "forecast train Data/orders.xml --output Models/sales.json",
      "forecast train Data/orders.xml --holidays PL --where 'payment_status!=0'",
      "forecast train 'sales-*.csv' --date day --value revenue --by store --horizon 28",
    ],
    inputs: .files("INPUT...", 1...Int.max),
    options: [Shared.model.declaration] + ForecastOptions.training
      + [InputOptions.onErrorSkip.declaration] + InputOptions.rows + Reports.options + [
        Shared.threads.declaration, Shared.json.declaration, Shared.quiet.declaration,
        Shared.dryRun.declaration, Shared.config.declaration,
      ] + RunTracking.options,
    notes: [settingsNote]
  ) { invocation in
    var training = try trained(invocation)
    training.model = training.model.recording(TrainingRecord.asked(invocation))
    if invocation[Shared.json] {
      try invocation.console.print(JSONWriter.text(ForecastLeaderboardText.json(training)))
    } else {
      try invocation.console.print(ForecastLeaderboardText.lines(training, showsSeconds: true))
    }
    try ModelSaving.save(training.model, invocation) { try page(training, invocation.parallel) }
    return .done
  }

  static let evaluate = Command(
    "forecast evaluate", "how well models would have done, and where they err",
    examples: [
      "forecast evaluate Data/orders.xml",
      "forecast evaluate Data/orders.xml --horizon 1 --model ets,boosted",
    ],
    inputs: .files("INPUT...", 1...Int.max),
    options: ForecastOptions.training + [InputOptions.onErrorSkip.declaration] + InputOptions.rows
      + Reports.options
      + [Shared.threads.declaration, Shared.json.declaration, Shared.quiet.declaration]
      + RunTracking.options,
    notes: [settingsNote]
  ) { invocation in
    let training = try trained(invocation)
    try Results.show(
      ForecastLeaderboardText.json(training), invocation, task: .forecast, model: nil
    ) {
      ForecastLeaderboardText.lines(training, showsSeconds: true)
        + ForecastLeaderboardText.details(training)
    } page: {
      try page(training, invocation.parallel)
    }
    return .done
  }

  /// With what the champion says of the periods to come, unless that takes regressors of the future.
  static func page(
    _ training: ForecastTraining, _ parallel: Parallel
  ) throws -> Page {
    let model = try ForecastModel(training.model, name: "the model just trained")
    let ahead =
      model.regressors.isEmpty
      ? try model.forecasts(horizon: training.settings.horizon, parallel: parallel) : []
    return ForecastPages.training(training, ahead: ahead)
  }

  private static let settingsNote =
    "--set takes " + ForecastSettings.settingNames.joined(separator: ", ") + "."

  private static func trained(_ invocation: Invocation) throws -> ForecastTraining {
    let settings = try ForecastOptions.settings(invocation)
    let orders = try panel(
      invocation.inputs, ForecastOptions.columns(invocation), invocation)
    let line = ProgressLine("comparing", invocation.console)
    let training = try ForecastTraining.train(
      orders.panel, data: orders.data, schema: orders.schema, settings: settings,
      journal: invocation[ForecastOptions.journal].map(LineLog.init), parallel: invocation.parallel
    ) { line.progress(total: $0) }
    for note in training.notes { invocation.console.say("  " + note) }
    return training
  }

  /// The rows as series, with everything decided said aloud.
  static func panel(
    _ inputs: [String], _ columns: SeriesColumns, _ invocation: Invocation,
    conditions: [String] = [], areModels: Bool = false
  ) throws -> OrdersToPanel {
    do {
      return try panel(inputs, columns, invocation, conditions)
    } catch ColumnError.missing(let name, let nearest) where areModels {
      throw ColumnError.needed(name, nearest: nearest)
    } catch RowConditionError.noColumn(let name, let nearest) where areModels {
      throw ColumnError.needed(name, nearest: nearest)
    }
  }

  private static func panel(
    _ inputs: [String], _ columns: SeriesColumns, _ invocation: Invocation, _ conditions: [String]
  ) throws -> OrdersToPanel {
    var loaded = try Reading.table(
      invocation, inputs, onError: invocation[InputOptions.onErrorSkip])
    loaded.table = try Reading.counted(loaded.table, conditions, invocation.console)
    let orders = try OrdersToPanel(
      loaded.table, columns: columns, rejectedRows: loaded.report.rejectedRows)
    for note in orders.notes { invocation.console.say("  " + note) }
    return orders
  }
}
