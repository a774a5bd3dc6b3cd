import EcommBase

/// A search as JSON values, one a line where it is kept: first what is searched, then each trial. The
/// caller keeps them; a search goes on from them as if it had never stopped.
enum SearchJournal {
  static func header(_ search: Search) -> JSON {
    [
      "format": "ecomml-search", "version": 1, "seed": .string(String(search.seed)),
      "batch": .integer(search.batch), "lower_is_better": .bool(search.isLowerBetter),
      "strategy": search.strategy.json,
      "pruning": search.pruning.map {
        ["least_trials": .integer($0.leastTrials), "free_steps": .integer($0.freeSteps)]
      } ?? .null,
      "space": .array(
        search.space.dimensions.map { ["name": .string($0.name), "range": $0.range.json] }),
    ]
  }

  static func entry(_ trial: Trial, _ search: Search) -> JSON {
    let (outcome, score): (String, Double?) =
      switch trial.outcome {
      case .done(let score): ("done", score)
      case .pruned: ("pruned", nil)
      case .failed: ("failed", nil)
      }
    let values = zip(search.space.dimensions, trial.values).map { ($0.name, $1.json) }
    return [
      "trial": .integer(trial.index), "values": .object(JSON.Object(values)),
      "steps": .numbers(trial.steps), "outcome": .string(outcome), "score": .optional(score),
    ]
  }

  /// The trials of an earlier run. A journal of another search, or with trials that this one could not
  /// have made, is refused.
  static func read(_ journal: [JSON], _ search: Search) throws -> [Trial] {
    guard let first = journal.first else { return [] }
    // Compared as text: a whole number may have been read as one.
    guard JSONWriter.bytes(first) == JSONWriter.bytes(header(search)) else {
      throw TuningError.otherSearch
    }
    return try journal.dropFirst().enumerated().map { index, entry in
      guard let trial = trial(entry, index, search) else {
        throw TuningError.badEntry(index: index + 1)
      }
      return trial
    }
  }

  private static func trial(_ entry: JSON, _ index: Int, _ search: Search) -> Trial? {
    guard entry["trial"]?.integer == index, let object = entry["values"]?.object,
      object.count == search.space.dimensions.count, let steps = entry["steps"]?.doubles
    else { return nil }
    let values = search.space.dimensions.allOrNil { dimension in
      object[dimension.name].flatMap { dimension.range.read($0) }
    }
    guard let values, let outcome = outcome(entry) else { return nil }
    return Trial(index: index, values: values, steps: steps, outcome: outcome)
  }

  private static func outcome(_ entry: JSON) -> Trial.Outcome? {
    switch (entry["outcome"]?.string, entry["score"]?.double) {
    case ("done", let score?): score.isFinite ? .done(score) : nil
    case ("pruned", nil): .pruned
    case ("failed", nil): .failed
    default: nil
    }
  }
}

extension Search.Strategy {
  fileprivate var json: JSON {
    switch self {
    case .grid(let places): ["name": "grid", "places": .integer(places)]
    case .random: ["name": "random"]
    case .parzen(let count): ["name": "parzen", "random_trials": .integer(count)]
    }
  }
}

extension TuningValue {
  public var json: JSON {
    switch self {
    case .number(let value): .number(value)
    case .integer(let value): .integer(value)
    case .choice(let value): .string(value)
    }
  }
}

extension SearchRange {
  fileprivate var json: JSON {
    switch self {
    case .number(let range, let logarithmic):
      [
        "type": "number", "low": .number(range.lowerBound), "high": .number(range.upperBound),
        "logarithmic": .bool(logarithmic),
      ]
    case .integer(let range, let logarithmic):
      [
        "type": "integer", "low": .integer(range.lowerBound), "high": .integer(range.upperBound),
        "logarithmic": .bool(logarithmic),
      ]
    case .choice(let names): ["type": "choice", "names": .strings(names)]
    }
  }

  /// The value, if it is of this range.
  fileprivate func read(_ json: JSON) -> TuningValue? {
    let value: TuningValue? =
      switch self {
      case .number: json.double.map(TuningValue.number)
      case .integer: json.integer.map(TuningValue.integer)
      case .choice: json.string.map(TuningValue.choice)
      }
    return value.flatMap { share(of: $0) == nil ? nil : $0 }
  }
}
