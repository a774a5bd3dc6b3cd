import EcommBase
import EcommLearn

/// The trials of a search, for people: what each scored and which parameters mattered.
public struct TuningHistory: Sendable {
  public struct Trial: Sendable {
    public let number: Int
    public let values: [String]
    /// Nil where the trial was given up or gave none.
    public let score: Double?
    public let isPruned: Bool
  }

  /// What was searched, such as `boosting`.
  public let name: String
  /// What the score is, such as `log loss`.
  public let metric: String
  public let isLowerBetter: Bool
  public let parameters: [String]
  public let trials: [Trial]
  public let best: Int
  /// Of each parameter the part of the spread of the scores that its value tells alone, the largest first.
  public let importance: [(name: String, share: Double)]

  init(name: String, metric: String, _ search: Search, _ result: Search.Result) {
    self.name = name
    self.metric = metric
    isLowerBetter = search.isLowerBetter
    parameters = search.space.dimensions.map(\.name)
    trials = result.trials.map { trial in
      Trial(
        number: trial.index + 1, values: trial.values.map(Self.text), score: trial.score,
        isPruned: trial.outcome == .pruned)
    }
    best = result.best.index + 1
    importance = search.space.dimensions.indices.map { place in
      (search.space.dimensions[place].name, Self.share(result.trials, place))
    }.sorted { (-$0.1, $0.0) < (-$1.1, $1.0) }
  }

  private static func text(_ value: TuningValue) -> String {
    value.choice ?? value.number.map(Figures.plain) ?? ""
  }

  /// The best score so far after each trial.
  public var bestSoFar: [Double] {
    var best = Double.nan
    return trials.map { trial in
      guard let score = trial.score else { return best }
      if best.isNaN || (isLowerBetter ? score < best : score > best) { best = score }
      return best
    }
  }

  /// The correlation ratio of the ranked scores over quarters of the parameter's values; ranks, because
  /// one hopeless setting would be all of the spread otherwise.
  private static func share(_ trials: [EcommLearn.Trial], _ place: Int) -> Double {
    let known = trials.filter { $0.score != nil && $0.values.indices.contains(place) }
    guard known.count >= 8 else { return .nan }
    let scores = Ranks.of(known.compactMap(\.score))
    let groups = groups(known.map { $0.values[place] })
    let mean = scores.reduce(0, +) / Double(scores.count)
    let whole = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard whole > 0 else { return 0 }
    let between = Set(groups).sorted().reduce(0.0) { sum, group in
      let own = scores.indices.filter { groups[$0] == group }.map { scores[$0] }
      let offset = own.reduce(0, +) / Double(own.count) - mean
      return sum + Double(own.count) * offset * offset
    }
    return between / whole
  }

  private static func groups(_ values: [TuningValue]) -> [Int] {
    let choices = Set(values.compactMap(\.choice)).sorted()
    guard choices.isEmpty else {
      return values.map { value in choices.firstIndex { $0 == value.choice } ?? 0 }
    }
    let ranks = Ranks.of(values.map { $0.number ?? 0 })
    return ranks.map { min(3, max(0, Int(($0 - 0.5) / Double(values.count) * 4))) }
  }

  public var json: JSON {
    [
      "name": .string(name), "metric": .string(metric), "best": .integer(best),
      "trials": .array(
        trials.map {
          [
            "number": .integer($0.number), "score": .optional($0.score),
            "pruned": .bool($0.isPruned),
            "values": .object(
              JSON.Object(zip(parameters, $0.values).map { ($0, .string($1)) })),
          ]
        }),
      "importance": .array(
        importance.map {
          ["parameter": .string($0.name), "share": $0.share.isNaN ? .null : .number($0.share)]
        }),
    ]
  }
}
