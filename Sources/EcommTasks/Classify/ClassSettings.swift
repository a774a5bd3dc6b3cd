import EcommBase
import EcommLearn

/// Every parameter of a classifier's training, with its default.
public struct ClassSettings: Sendable {
  /// The classifiers to compare; empty for those that suit the data.
  public var kinds: [ClassifierKind] = []
  /// 0 takes as many as suit the number of rows.
  public var folds = 0
  public var seed: UInt64 = 42
  public var rule = ThresholdRule.bestF1
  public var balance = ClassBalance.none
  /// 1 where the answer may only rise with a column, -1 where it may only fall.
  public var monotone: [String: Int] = [:]
  public var boosting = ClassSettings.usualBoosting
  public var logistic = LogisticParameters()
  public var svm = SVMParameters()
  public var text = ClassSettings.usualText
  /// Trials of a search for better parameters; 0 takes these.
  public var trials = 0

  public init() {}

  /// Slow and many, each tree of a part of the rows and columns; rows kept aside say how many.
  private static var usualBoosting: BoostingParameters {
    var parameters = BoostingParameters()
    parameters.trees = 1000
    parameters.learningRate = 0.05
    parameters.maxDepth = 5
    parameters.rowSample = 0.8
    parameters.columnSampleByTree = 0.8
    parameters.earlyStoppingRounds = 50
    return parameters
  }

  private static var usualText: TextParameters {
    var parameters = TextParameters()
    parameters.leastLetters = 1
    parameters.sublinear = true
    return parameters
  }
}

extension ClassSettings {
  static let boostingSettings: [NamedSetting<BoostingParameters>] = [
    .whole("trees", \.trees, in: 1...100_000, "the most rounds"),
    .number("rate", \.learningRate, in: 1e-6...1, "share of each tree's answer that is used"),
    .whole("depth", \.maxDepth, in: 1...16, "splits on the way to a leaf"),
    .whole("leaves", \.maxLeaves, in: 0...8192, "leaves of a tree grown leaf by leaf; 0: by depth"),
    .number("lambda", \.lambda, in: 0...1e9, "penalty on squared leaf values"),
    .number("alpha", \.alpha, in: 0...1e9, "penalty on the size of leaf values"),
    .number("gamma", \.gamma, in: 0...1e9, "gain that a split must exceed"),
    .number("child-weight", \.minimumChildWeight, in: 0...1e9, "least weight of a leaf"),
    .number("row-sample", \.rowSample, in: 1e-3...1, "share of the rows for each tree"),
    .number("column-sample", \.columnSampleByTree, in: 1e-3...1, "share of the columns for each"),
    .whole("bins", \.bins, in: 3...256, "bins of a column"),
    .whole("patience", \.earlyStoppingRounds, in: 0...10_000, "rounds without gain; 0: no stop"),
  ]

  static let logisticSettings: [NamedSetting<LogisticParameters>] = [
    .number("c", \.strength, in: 1e-9...1e9, "inverse strength of the penalty"),
    .number("l1-ratio", \.l1Ratio, in: 0...1, "share of the penalty on sizes, not squares"),
  ]

  static let svmSettings: [NamedSetting<SVMParameters>] = [
    .number("c", \.inverseStrength, in: 1e-9...1e9, "inverse strength of the penalty")
  ]

  static let textSettings: [NamedSetting<TextParameters>] = [
    .whole("shortest-term", \.shortest, in: 1...10, "words of the shortest term"),
    .whole("longest-term", \.longest, in: 1...10, "words of the longest term"),
    .whole("least-texts", \.leastTexts, in: 1...1_000_000, "texts that a term must be in"),
  ]

  /// Sets a parameter of every learner that knows the name, or of one.
  public mutating func set(_ name: String, to value: String, of kind: ClassifierKind? = nil) throws
  {
    var isKnown = false
    func apply<P>(_ owner: ClassifierKind?, _ settings: [NamedSetting<P>], _ parameters: inout P)
      throws
    {
      guard kind == nil || kind == owner, let setting = settings.first(where: { $0.name == name })
      else { return }
      try setting.set(value, in: &parameters)
      isKnown = true
    }
    try apply(.boosting, Self.boostingSettings, &boosting)
    try apply(.logistic, Self.logisticSettings, &logistic)
    try apply(.svm, Self.svmSettings, &svm)
    try apply(nil, Self.textSettings, &text)
    guard isKnown else {
      throw SettingError.unknown(
        name, learner: kind?.rawValue ?? "a classifier", all: Self.settingNames)
    }
  }

  /// Whether a classifier that is asked for has the setting.
  public func checkEffect(of name: String) throws {
    let known: [String] = kinds.flatMap { kind in
      switch kind {
      case .boosting: Self.boostingSettings.map(\.name)
      case .logistic: Self.logisticSettings.map(\.name)
      case .svm: Self.svmSettings.map(\.name)
      }
    }
    let all = known + Self.textSettings.map(\.name)
    guard !kinds.isEmpty, !all.contains(name) else { return }
    throw SettingError.unknown(name, learner: kinds.map(\.title).joined(separator: ", "), all: all)
  }

  public static var settingNames: [String] {
    let names =
      boostingSettings.map(\.name) + logisticSettings.map(\.name) + textSettings.map(\.name)
    return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Those in force for a classifier.
  func json(_ kind: ClassifierKind) -> JSON.Object {
    let own: [(String, JSON)] =
      switch kind {
      case .boosting: Self.boostingSettings.map { $0.json(boosting) }
      case .logistic: Self.logisticSettings.map { $0.json(logistic) }
      case .svm: Self.svmSettings.map { $0.json(svm) }
      }
    return JSON.Object(
      own + Self.textSettings.map { $0.json(text) } + [
        ("folds", .integer(folds)), ("seed", .integer(Int(truncatingIfNeeded: seed))),
        ("rule", rule.json), ("balance", .string(balance.rawValue)),
        ("trials", .integer(trials)),
        (
          "monotone",
          .object(JSON.Object(monotone.sorted { $0.key < $1.key }.map { ($0, .integer($1)) }))
        ),
      ])
  }
}

extension LogisticParameters {
  /// 0 stands for no penalty.
  fileprivate var strength: Double {
    get { inverseStrength ?? 0 }
    set { inverseStrength = newValue }
  }
}
