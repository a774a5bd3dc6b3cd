import EcommBase
import EcommData
import EcommLearn

/// How far the values of one column lie from those of training.
///
/// Numbers are held against the bins of training, of about equally many rows, the outer two without an end;
/// categories against those of training and all others; texts by their most frequent words.
public struct ColumnDrift: Sendable {
  public enum Kind: String, Sendable {
    case numbers, categories, texts
  }

  public let name: String
  public let kind: Kind
  /// Rows with a value.
  public let knownBefore: Int
  public let knownNow: Int
  public let missingBefore: Int
  public let missingNow: Int
  public let counts: CountDrift?
  /// The stability index that chance alone exceeds once in a while.
  public let criticalIndex: Double?
  public let kolmogorovSmirnov: KolmogorovSmirnov?
  public let wasserstein: Double?
  /// In deviations of the reference.
  public let wassersteinScaled: Double?
  /// Categories that training had not, or numbers beyond all of training, by rows with a value.
  public let unseenShare: Double
  /// What is shown of the bins: where each begins or what it is called, and rows before and now.
  public let bins: [Bin]
  public let evidently: EvidentlyTest?
  /// Corrected for many columns; set by the report.
  public internal(set) var correctedP: Double
  public internal(set) var reasons: [String] = []

  public struct Bin: Sendable, Equatable {
    public let name: String
    public let before: Int
    public let now: Int
  }

  public var isDrifted: Bool { !reasons.isEmpty }
  public var stabilityIndex: Double? { counts?.stabilityIndex }

  /// Of the test that fits the kind. Words of a text come together, so no test of chance fits them.
  var pValue: Double {
    switch kind {
    case .numbers: kolmogorovSmirnov?.pValue ?? .nan
    case .categories:
      CountDrift.pooledP(reference: bins.map(\.before), current: bins.map(\.now)) ?? .nan
    case .texts: .nan
    }
  }

  init(_ reference: ColumnReference, _ column: Column, rules: DriftRules) {
    let now = NewValues(reference, column)
    name = reference.name
    kind = now.kind
    knownBefore = reference.known
    knownNow = now.known
    missingBefore = reference.missing
    missingNow = now.missing
    bins = zip(now.names, zip(now.before, now.after)).map {
      Bin(name: $0, before: $1.0, now: $1.1)
    }
    counts = CountDrift(reference: now.before, current: now.after)
    criticalIndex = counts?.criticalIndex(at: rules.significance)
    unseenShare = now.known > 0 ? Double(now.unseen) / Double(now.known) : 0
    if let distribution = reference.distribution, let current = now.distribution {
      kolmogorovSmirnov = KolmogorovSmirnov(distribution, current)
      wasserstein = Wasserstein.distance(distribution, current)
      wassersteinScaled = wasserstein.map { $0 / max(distribution.deviation, 1e-12) }
    } else {
      (kolmogorovSmirnov, wasserstein, wassersteinScaled) = (nil, nil, nil)
    }
    evidently = rules.choice == .evidently ? EvidentlyTest(reference, now) : nil
    correctedP = .nan
  }
}

extension ColumnDrift {
  /// What makes it drift by the rules, in words.
  func judged(_ rules: DriftRules) -> [String] {
    if rules.choice == .evidently {
      return evidently.flatMap { $0.isDrifted ? [$0.words] : nil } ?? []
    }
    return spread(rules) + missing(rules) + unseen(rules)
  }

  private func spread(_ rules: DriftRules) -> [String] {
    guard let index = stabilityIndex, let critical = criticalIndex, index >= rules.index,
      index > critical, kind == .texts || correctedP < rules.significance
    else { return [] }
    return ["PSI \(Figures.fixed(index, 2))"]
  }

  private func missing(_ rules: DriftRules) -> [String] {
    let (before, now) = missingShares
    guard abs(now - before) >= rules.shareChange,
      let p = ShareTest.pValue(
        missingBefore, of: missingBefore + knownBefore, missingNow, of: missingNow + knownNow),
      p < rules.significance
    else { return [] }
    return ["missing \(Figures.percent(now)), was \(Figures.percent(before))"]
  }

  private func unseen(_ rules: DriftRules) -> [String] {
    guard unseenShare >= rules.shareChange, kind != .texts else { return [] }
    let what = kind == .numbers ? "beyond the range of training" : "of unknown categories"
    return ["\(Figures.percent(unseenShare)) \(what)"]
  }

  /// Before and now.
  public var missingShares: (before: Double, now: Double) {
    (
      Double(missingBefore) / Double(max(1, missingBefore + knownBefore)),
      Double(missingNow) / Double(max(1, missingNow + knownNow))
    )
  }

  func isLarge(_ rules: DriftRules) -> Bool {
    isDrifted && stabilityIndex ?? 0 >= rules.largeIndex
  }

  var json: JSON {
    .object(
      JSON.Object([
        ("name", .string(name)), ("kind", .string(kind.rawValue)),
        ("psi", .optional(stabilityIndex)), ("psi_critical", .optional(criticalIndex)),
        ("ks", .optional(kolmogorovSmirnov?.statistic)),
        ("ks_p", .optional(kolmogorovSmirnov?.pValue)), ("wasserstein", .optional(wasserstein)),
        ("wasserstein_scaled", .optional(wassersteinScaled)),
        ("jensen_shannon", .optional(counts?.jensenShannon)),
        ("chi_squared", .optional(counts?.chiSquared)),
        ("chi_squared_p", .optional(counts?.pValue)),
        ("p_corrected", .number(correctedP)),
        ("missing_before", .number(missingShares.before)),
        ("missing_now", .number(missingShares.now)), ("unseen", .number(unseenShare)),
        ("rows_before", .integer(knownBefore)), ("rows_now", .integer(knownNow)),
        ("evidently", evidently?.json ?? .null),
        (
          "bins",
          .array(
            bins.map {
              ["name": .string($0.name), "before": .integer($0.before), "now": .integer($0.now)]
            })
        ),
        ("drifted", .bool(isDrifted)), ("reasons", .strings(reasons)),
      ]))
  }
}
