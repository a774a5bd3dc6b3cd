import EcommBase

/// A model that decides by no threshold, or not by such a one.
public enum ThresholdError: Error, Sendable, Equatable {
  case notANumber(String)
  case none(file: String)
  case outOfRange(file: String, value: Double)
}

extension ThresholdError: Complaint {
  public var place: Place? {
    switch self {
    case .none(let file), .outOfRange(let file, _): Place(file)
    case .notANumber: nil
    }
  }

  public var problem: String {
    switch self {
    case .notANumber(let text): "'\(text)' is no threshold, which is a number"
    case .none: "this model decides by no threshold"
    case .outOfRange(_, let value):
      "\(Figures.plain(value)) is no chance; a classifier's threshold lies between 0 and 1"
    }
  }

  public var verdict: Verdict { .usage }
}

extension ModelFile {
  /// The same model with another threshold. What was said of the alarms at the old one goes.
  public func settingThreshold(_ value: Double, name: String) throws -> ModelFile {
    guard var decision = decision.object, decision["threshold"]?.double != nil else {
      throw ThresholdError.none(file: name)
    }
    var model = self
    decision["threshold"] = .number(value)
    switch task {
    case .classify:
      guard (0...1).contains(value) else {
        throw ThresholdError.outOfRange(file: name, value: value)
      }
    case .anomaly:
      decision["rule"] = AlarmRule.byHand.json
      if var evaluation = evaluation.object, var scores = evaluation["scores"]?.object {
        scores["flagged"] = .null
        evaluation["scores"] = .object(scores)
        model.evaluation = .object(evaluation)
      }
    case .forecast, .segment: break
    }
    model.decision = .object(decision)
    return model
  }
}
