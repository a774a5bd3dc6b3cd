import EcommBase

/// Numbers that no metric can be made of.
public enum MetricError: Error, Sendable, Equatable {
  case differentCounts(scores: Int, labels: Int)
  case badWeights
  case missingScore(row: Int)
  case badClass(row: Int, label: Int, classes: Int)
  case badSetting(name: String, expected: String)
  case oneClass

  static func check(
    _ scores: [Double], count: Int, weights: [Double]
  ) throws(MetricError) {
    guard scores.count == count else {
      throw .differentCounts(scores: scores.count, labels: count)
    }
    try check(weights: weights, count: count)
    if let row = scores.firstIndex(where: \.isNaN) { throw .missingScore(row: row) }
  }

  static func check(
    classes: Int, _ predicted: [Int], _ truth: [Int], _ weights: [Double]
  ) throws(MetricError) {
    guard predicted.count == truth.count else {
      throw .differentCounts(scores: predicted.count, labels: truth.count)
    }
    try check(weights: weights, count: truth.count)
    for row in truth.indices {
      for label in [truth[row], predicted[row]] where label < 0 || label >= classes {
        throw .badClass(row: row, label: label, classes: classes)
      }
    }
  }
}

extension MetricError {
  static func check(weights: [Double], count: Int) throws(MetricError) {
    guard weights.isEmpty || weights.count == count, weights.allSatisfy({ $0 >= 0 }),
      weights.reduce(0, +).isFinite
    else { throw .badWeights }
  }
}

extension MetricError: Complaint {
  public var problem: String {
    switch self {
    case .differentCounts(let scores, let labels):
      "there are \(scores) scores for \(labels) rows"
    case .badWeights: "weights must be one for each row, not negative, and their sum finite"
    case .missingScore(let row): "row \(row) has no score"
    case .badClass(let row, let label, let classes):
      "row \(row) is of class \(label), but there are classes 0 to \(classes - 1)"
    case .badSetting(let name, let expected): "\(name) must be \(expected)"
    case .oneClass: "all rows are of one class, so there is nothing to tell apart"
    }
  }
}
