import EcommBase
import EcommLearn

/// Every parameter of a detector's training, with its default.
public struct AnomalySettings: Sendable {
  /// The detectors to compare; empty for the usual one.
  public var kinds: [DetectorKind] = []
  /// Nil for one in a hundred rows, or with labels where F1 is highest.
  public var rule: AlarmRule?
  public var folds = 5
  public var seed: UInt64 = 42
  /// For the supervised model beside the detectors.
  public var balance = ClassBalance.weights
  public var detectors = DetectorParameters()

  public init() {}

  public static let usualShare = 0.01

  func rule(hasLabels: Bool) -> AlarmRule {
    rule ?? (hasLabels ? .bestF1 : .contamination(Self.usualShare))
  }

  private struct Group: Sendable {
    let kinds: [DetectorKind]
    let settings: [NamedSetting<DetectorParameters>]
  }

  private static let groups: [Group] = [
    Group(
      kinds: [.isolationForest, .extendedIsolationForest],
      settings: [
        .whole("trees", \.isolation.trees, in: 1...10_000, "trees of a forest"),
        .whole("sample", \.isolation.sample, in: 2...16_384, "rows that each tree is grown from"),
      ]),
    Group(
      kinds: [.extendedIsolationForest],
      settings: [
        .whole(
          "split-columns", \.slantedColumns, in: 0...1_000_000, "columns in a slanted cut; 0: all")
      ]),
    Group(
      kinds: [.localOutlierFactor, .neighbourDistance],
      settings: [
        .whole("neighbours", \.neighbours.neighbours, in: 1...500, "neighbours of a row"),
        .whole(
          "references", \.neighbours.references, in: 2...50_000, "rows that others are held against"
        ),
      ]),
    Group(
      kinds: [.oneClassSVM],
      settings: [
        .number("nu", \.oneClass.nu, in: 1e-4...1, "share of rows that may lie outside"),
        .number("gamma", \.oneClass.gamma, in: 0...1e6, "how fast likeness falls; 0: 1 / columns"),
        .whole("exact-rows", \.oneClass.exactRows, in: 2...20_000, "up to so many rows: exact"),
        .whole("random-features", \.oneClass.randomFeatures, in: 1...16_384, "for more rows"),
      ]),
    Group(
      kinds: [.autoencoder],
      settings: [
        .whole("hidden", \.autoencoder.hidden, in: 0...1024, "units of the outer layers; 0: found"),
        .whole(
          "bottleneck", \.autoencoder.bottleneck, in: 0...1024, "units in the middle; 0: found"),
        .whole("epochs", \.autoencoder.epochs, in: 1...10_000, "the most rounds over the rows"),
        .whole("patience", \.autoencoder.patience, in: 1...10_000, "rounds without gain"),
        .number("rate", \.autoencoder.learningRate, in: 1e-6...1, "length of the steps"),
        .number("penalty", \.autoencoder.penalty, in: 0...1000, "on squared weights"),
      ]),
  ]

  private static let spread = "spread"
  private static let members = "members"

  public static var settingNames: [String] {
    groups.flatMap { $0.settings.map(\.name) } + [spread, members]
  }

  /// Sets a parameter of the detectors that are asked for.
  public mutating func set(_ name: String, to value: String) throws {
    let asked = kinds.isEmpty ? [DetectorKind.isolationForest] : kinds
    let own = Set(asked + (asked.contains(.ensemble) ? detectors.members : []))
    switch name {
    case Self.spread where own.contains(.robustZ):
      detectors.spread = try Self.choice(name, value)
    case Self.members where own.contains(.ensemble):
      detectors.members = try value.split(separator: "+").map { try Self.choice(name, String($0)) }
    default:
      let known = Self.groups.filter { !own.isDisjoint(with: $0.kinds) }.flatMap(\.settings)
      guard let setting = known.first(where: { $0.name == name }) else {
        let all = known.map(\.name)
        throw SettingError.unknown(
          name, learner: asked.map(\.title).joined(separator: ", "),
          all: all.isEmpty ? Self.settingNames : all)
      }
      try setting.set(value, in: &detectors)
    }
  }

  private static func choice<T: RawRepresentable & CaseIterable>(
    _ name: String, _ value: String
  ) throws -> T where T.RawValue == String {
    guard let choice = T(rawValue: value) else {
      let all = T.allCases.map(\.rawValue).joined(separator: ", ")
      throw SettingError.bad(name, value: value, expected: "one of \(all)")
    }
    return choice
  }

  /// Those in force for a detector.
  func json(_ kind: DetectorKind) -> JSON.Object {
    let own = Set([kind] + (kind == .ensemble ? detectors.members : []))
    var object = JSON.Object(
      Self.groups.filter { !own.isDisjoint(with: $0.kinds) }.flatMap(\.settings)
        .map { $0.json(detectors) })
    if own.contains(.robustZ) { object[Self.spread] = .string(detectors.spread.rawValue) }
    if kind == .ensemble { object[Self.members] = .strings(detectors.members.map(\.rawValue)) }
    object["folds"] = .integer(folds)
    object["seed"] = .integer(Int(truncatingIfNeeded: seed))
    return object
  }
}

extension DetectorKind {
  public var title: String { rawValue }
}
