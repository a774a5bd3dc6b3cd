import EcommBase

/// Every command, and how a command line finds its own.
enum Commands {
  static let all: [Command] =
    tasks.flatMap { task in
      (own + DriftCommands.all + RetrainCommands.all).filter { $0.words[0] == task }
    } + others

  private static let own: [Command] = [
    ForecastCommands.explore, ForecastCommands.train, ForecastCommands.evaluate,
    ForecastCommands.predict, ForecastCommands.explain,
    ClassifyCommands.explore, ClassifyCommands.train, ClassifyCommands.evaluate,
    ClassifyCommands.predict,
    ClassifyCommands.explain,
    SegmentCommands.explore, SegmentCommands.train, SegmentCommands.evaluate,
    SegmentCommands.predict, SegmentCommands.explain,
    AnomalyCommands.explore, AnomalyCommands.train, AnomalyCommands.evaluate,
    AnomalyCommands.predict, AnomalyCommands.explain,
  ]

  private static let others: [Command] = [
    ServeCommand.command, ReproduceCommand.command, ConvertCommand.command,
    ModelCommands.show, ModelCommands.diff, ModelCommands.history, ModelCommands.setThreshold,
    ModelCommands.export, ModelCommands.importing, ModelCommands.benchmark,
    PromotionCommands.promote, PromotionCommands.rollback, RetrainCommands.everything,
    TrackCommands.push,
    SampleCommand.command, CompletionsCommand.command, VersionCommand.command,
  ]

  static let tasks = ["forecast", "classify", "segment", "anomaly"]
  static let beside = [
    "serve", "reproduce", "convert", "retrain-all", "model", "track", "sample", "completions",
    "version",
  ]

  static let about = [
    "forecast": "what will be sold, day by day, with intervals",
    "classify": "which class a row belongs to, with its chance",
    "segment": "which group a customer belongs to, and what to expect of it",
    "anomaly": "the odd rows and the odd days, with reasons",
    "model": "what is inside model files",
    "track": "runs for trackers of experiments",
  ]

  /// What the first screen shows.
  static let tour = [
    "forecast train Data/orders.xml --output Models/sales.json",
    "forecast predict Models/sales.json --horizon 14",
    "classify train Data/sessions.csv --target Revenue --output Models/purchase.json",
    "segment train Data/transactions.csv --output Models/segments.json",
    "anomaly train Data/payments.csv --label is_fraud --output Models/fraud.json",
    "convert Data/orders.xml > orders.csv",
    "serve Models/",
  ]

  static func find(_ words: [String]) -> Command? {
    all.first { words.starts(with: $0.words) }
  }

  static func unknown(_ words: [String]) -> UsageError {
    let typed = words.prefix { !$0.hasPrefix("-") }.prefix(2).joined(separator: " ")
    let firsts = Set(all.map { $0.words[0] }).sorted()
    let group = all.filter { $0.words.first == words.first }
    let nearest =
      group.isEmpty
      ? Nearest.match(words[0], in: firsts) : Nearest.match(typed, in: group.map(\.name))
    return .unknownCommand(group.isEmpty ? words[0] : typed, nearest: nearest)
  }
}
