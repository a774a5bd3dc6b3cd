import EcommBase

/// Numbers that no metric can be made of.
public enum MetricError: Error, Sendable, Equatable {
  case differentCounts(scores: Int, labels: Int)
  case badWeights
  case missingScore(row: Int)

  static func check(
    _ scores: [Double], count: Int, weights: [Double]
  ) throws(MetricError) {
    guard scores.count == count else {
      throw .differentCounts(scores: scores.count, labels: count)
    }
    guard weights.isEmpty || weights.count == count, weights.allSatisfy({ $0 >= 0 && $0.isFinite })
    else { throw .badWeights }
    if let row = scores.firstIndex(where: \.isNaN) { throw .missingScore(row: row) }
  }
}

extension MetricError: Complaint {
  public var problem: String {
    switch self {
    case .differentCounts(let scores, let labels):
      "there are \(scores) scores for \(labels) rows"
    case .badWeights: "weights must be one for each row, finite and not negative"
    case .missingScore(let row): "row \(row) has no score"
    }
  }
}
