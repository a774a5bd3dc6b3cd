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
  public var bayes = BayesParameters()
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
  static let textSettings: [NamedSetting<ClassSettings>] = [
    .whole("shortest-term", \.text.shortest, in: 1...10, "words of the shortest term"),
    .whole("longest-term", \.text.longest, in: 1...10, "words of the longest term"),
    .whole("least-texts", \.text.leastTexts, in: 1...1_000_000, "texts that a term must be in"),
  ]

  /// Sets a parameter of every learner that knows the name, or of one.
  public mutating func set(_ name: String, to value: String, of kind: ClassifierKind? = nil) throws
  {
    let all =
      kind?.type.settings
      ?? ClassifierKind.allCases.flatMap { $0.type.settings } + Self.textSettings
    let named = all.filter { $0.name == name }
    guard !named.isEmpty else {
      throw SettingError.unknown(
        name, learner: kind?.rawValue ?? "a classifier", all: Self.settingNames)
    }
    for setting in named { try setting.set(value, in: &self) }
  }

  /// Whether a classifier that is asked for has the setting.
  public func checkEffect(of name: String) throws {
    let all = Self.names(kinds)
    guard !kinds.isEmpty, !all.contains(name) else { return }
    throw SettingError.unknown(name, learner: kinds.map(\.title).joined(separator: ", "), all: all)
  }

  public static var settingNames: [String] { names(ClassifierKind.allCases) }

  private static func names(_ kinds: [ClassifierKind]) -> [String] {
    (kinds.flatMap { $0.type.settings } + textSettings).map(\.name)
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Those in force for a classifier.
  func json(_ kind: ClassifierKind) -> JSON.Object {
    JSON.Object(
      (kind.type.settings + Self.textSettings).map { $0.json(self) } + [
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
