import EcommBase
import EcommData
import EcommTasks
import Glibc

/// One model, its settings and new rows: from the triggers to the promotion.
struct Retraining {
  /// Of `retrain`, for its own options.
  let invocation: Invocation
  let path: String
  let inputs: [String]

  private var console: Console { invocation.console }

  /// The right to change the model is held from before it is read to after it is replaced.
  /// - Parameter tell: shows the decision and writes its page, before a tracker takes the page along.
  @discardableResult
  func run(tell: (RetrainDecision) throws -> Void = { _ in }) throws -> RetrainDecision {
    let rules = try RetrainOptions.rules(invocation)
    if invocation[Shared.dryRun] {
      let decision = try decide(rules)
      try tell(decision)
      return decision
    }
    let lock = try RetrainLock(model: path)
    for note in try Promotion.repair(lock) { console.say("  " + note) }
    let decision = try decide(rules)
    try record(decision, lock)
    try tell(decision)
    track(decision)
    return decision
  }

  private func decide(_ rules: RetrainRules) throws -> RetrainDecision {
    let file = try ModelFile.read(path)
    guard file.task.rawValue == invocation.command.words[0] || invocation.command.words.count == 1
    else {
      throw ModelFileError.wrongTask(
        file: path, task: file.task,
        wanted: TaskKind(rawValue: invocation.command.words[0]) ?? file.task)
    }
    let training = try trainingInvocation(file)
    let plan = try plan(WatchedModel(file, name: path), training)
    for note in plan.notes { console.say("  " + note) }
    return try plan.decide(
      rules, champion: file.id, asked: TrainingRecord.asked(training), now: time(nil),
      since: since(file),
      refused: ModelHistory(besideModel: path).rolledBack(ModelHistory.name(of: path)))
  }

  /// The command line that would train the model again: its own options, the new inputs.
  private func trainingInvocation(_ file: ModelFile) throws -> Invocation {
    let words = ["--config", path] + own() + found(file) + ["--"] + inputs
    let train = Commands.all.first { $0.words == [file.task.rawValue, "train"] }
    return try ArgumentParser.parse(words, for: train ?? ClassifyCommands.train, console: console)
  }

  private func own() -> [String] {
    invocation.has(Shared.threads) ? ["--threads", String(invocation[Shared.threads])] : []
  }

  /// What a search found is used again instead of searching every night.
  private func found(_ file: ModelFile) -> [String] {
    guard let trials = file.settings["trials"]?.integer, trials > 0,
      !invocation[RetrainOptions.search]
    else { return [] }
    let names = file.task == .classify ? ClassSettings.settingNames : ForecastSettings.settingNames
    let values = names.compactMap { name in
      file.settings[name]?.double.map { "\(name)=\($0)" }
    }
    let model = file.task == .classify ? ["--model", file.learner] : []
    return ["--trials", "0"] + model + values.flatMap { ["--set", $0] }
  }

  /// When the model in place got there.
  private func since(_ file: ModelFile) throws -> Int? {
    let name = ModelHistory.name(of: path)
    return try ModelHistory(besideModel: path).events().last {
      $0.name == name && $0.id == file.id && $0.action != Promotion.kept
    }?.time
  }

  private func record(_ decision: RetrainDecision, _ lock: RetrainLock) throws {
    var details = decision.json
    details["inputs"] = .strings(inputs.map(ModelSaving.whole))
    if let model = decision.promoted {
      try Promotion.put(
        PromotionCandidate(model, customers: decision.customers.map { try CSVWriter.bytes($0) }),
        action: Promotion.promoted, time: time(nil), details: details, lock: lock)
    } else if decision.outcome == .kept {
      try ModelHistory(besideModel: path).append(
        .init(
          time: time(nil), action: Promotion.kept, name: ModelHistory.name(of: path),
          id: decision.champion, details: .object(details)))
    }
  }
}

extension Retraining {
  /// Who won and by how much; with the model if it is a new one.
  private func track(_ decision: RetrainDecision) {
    guard let task = (try? ModelFile.read(path))?.task else { return }
    RunTracking.record(invocation, task: task, path: path, hasPage: false) { run in
      let scores = [
        ("champion." + decision.metric.name, decision.championScore),
        ("challenger." + decision.metric.name, decision.challengerScore), ("p", decision.pValue),
      ]
      run.metrics = scores.compactMap { name, score in score.map { .init(name, $0) } }
      run.tags += [("ecomml.decision", decision.outcome.rawValue), ("ecomml.why", decision.why)]
      run.artifacts.append(.init("decision.json", JSONWriter.text(.object(decision.json)) + "\n"))
      if let model = decision.promoted { ModelRun.fill(&run, model) }
    }
  }

  private var parallel: Parallel { invocation.parallel }
  private var share: Double { invocation[RetrainOptions.holdout] ?? NewestWindow.usualShare }
  private var window: Int? {
    invocation.has(RetrainOptions.window) ? invocation[RetrainOptions.window] : nil
  }

  private func plan(_ watched: WatchedModel, _ training: Invocation) throws -> RetrainPlan {
    switch try TrainedModel(watched.file, name: path) {
    case .forecast(let model): try plan(model, watched, training)
    case .classify(let model): try plan(model, watched, training)
    case .segment(let model): try plan(model, watched, training)
    case .anomaly(let model): try plan(model, watched, training)
    case .days(let model): try plan(model, watched, training)
    }
  }

  private func plan(
    _ model: ForecastModel, _ watched: WatchedModel, _ training: Invocation
  ) throws -> RetrainPlan {
    let orders = try ForecastCommands.panel(training.inputs, columns(model, training), training)
    var own = ForecastRetraining(
      model, watched, settings: try ForecastOptions.settings(training))
    own.periods = window
    own.parallel = parallel
    return try own.plan(orders)
  }

  private func plan(
    _ model: ClassModel, _ watched: WatchedModel, _ training: Invocation
  ) throws -> RetrainPlan {
    var own = ClassRetraining(
      model, watched, wishes: try ClassifyOptions.wishes(training),
      settings: try ClassifyOptions.settings(training))
    own.metric = try RetrainOptions.metric(invocation)
    own.share = share
    own.parallel = parallel
    return try own.plan(try table(training))
  }

  private func plan(
    _ model: SegmentModel, _ watched: WatchedModel, _ training: Invocation
  ) throws -> RetrainPlan {
    let source = try SegmentReading.source(training, onError: training[InputOptions.onErrorSkip])
    var own = SegmentRetraining(
      model, watched, wishes: try SegmentOptions.wishes(training),
      settings: try SegmentOptions.settings(training))
    own.days = window ?? own.days
    own.parallel = parallel
    return try own.plan(source)
  }

  private func plan(
    _ model: AnomalyModel, _ watched: WatchedModel, _ training: Invocation
  ) throws -> RetrainPlan {
    var own = AnomalyRetraining(
      model, watched, wishes: AnomalyOptions.wishes(training),
      settings: try AnomalyOptions.settings(training))
    own.share = share
    own.parallel = parallel
    return try own.plan(try table(training))
  }

  private func plan(
    _ model: StrangeDayModel, _ watched: WatchedModel, _ training: Invocation
  ) throws -> RetrainPlan {
    let loaded = try table(training)
    let panel = try DailyPanel(
      loaded.table, columns: StrangeDayOptions.columns(training),
      rejectedRows: loaded.report.rejectedRows)
    var own = StrangeDayRetraining(
      model, watched, settings: try StrangeDayOptions.settings(training))
    own.days = window ?? own.days
    own.parallel = parallel
    return try own.plan(panel)
  }

  private func table(_ training: Invocation) throws -> Loaded {
    try Reading.table(training, onError: training[InputOptions.onErrorSkip])
  }

  /// As the model sums rows, with what only its options tell.
  private func columns(_ model: ForecastModel, _ training: Invocation) -> SeriesColumns {
    var columns = ForecastOptions.columns(training)
    let known = model.columns
    columns.date = columns.date ?? known.date
    columns.value = columns.value ?? known.value
    columns.period = known.period
    return columns
  }
}
