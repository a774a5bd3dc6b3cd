import EcommBase

extension BoostingError: Complaint {
  public var problem: String {
    switch self {
    case .parameter(let name, let value, let range): "\(name) is \(value); it must be \(range)"
    case .monotoneCategory(let feature):
      "feature \(feature) is categorical, so its answers have no order to keep"
    case .monotoneQuantile:
      "leaves that hold quantiles keep no monotone constraint"
    case .noRows: "there are no rows to train on"
    case .tooManyRows(let count, let limit): "\(count) rows are more than \(limit)"
    case .noFeatures: "there are no features to train on"
    case .featureCount(let count, let expected):
      "there are \(count) features; the model has \(expected)"
    case .columnLength(let feature, let count, let expected):
      "feature \(feature) has \(count) rows; the first one has \(expected)"
    case .count(let what, let count, let expected):
      "there are \(count) \(what); there must be \(expected)"
    case .target(let row, let value, let expected):
      "the target of row \(row) is \(value); it must be \(expected)"
    case .weight(let row, let value): "the weight of row \(row) is \(value)"
    case .noWeight: "all weights are zero"
    case .diverged(let round): "the scores grew beyond all bounds in round \(round + 1)"
    case .notAdditive(let row, let difference):
      "the parts of row \(row) are \(difference) off its score"
    case .explanationTooLarge(let tree, let numbers, let limit):
      "tree \(tree) is so deep that explaining it takes \(numbers) numbers at once; \(limit) is the limit"
    case .otherModel(let what): "the training cannot be continued: \(what)"
    case .foreign(let what): "this XGBoost model cannot be read: \(what)"
    }
  }

  public var remedy: String? {
    switch self {
    case .weight: "Weights are finite and not negative"
    case .diverged: "Try a smaller learning rate or a larger lambda"
    case .noWeight: "Leave the weights out to count all rows the same"
    default: nil
    }
  }

  public var verdict: Verdict {
    if case .parameter = self { .usage } else { .failed }
  }
}
