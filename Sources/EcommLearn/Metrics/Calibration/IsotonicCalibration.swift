import EcommBase

/// The increasing steps closest to the truth (pool adjacent violators; Barlow and others, 1972), with
/// straight lines between them. Needs some hundred rows; O(n log n).
public struct IsotonicCalibration: Sendable, Equatable {
  /// Ascending.
  public let scores: [Double]
  /// Not descending, within 0...1.
  public let probabilities: [Double]

  public static func fit(
    _ scores: [Double], isPositive: [Bool], weights: [Double] = []
  ) throws(MetricError) -> IsotonicCalibration {
    let ranking = try Ranking(scores, isPositive: isPositive, weights: weights)
    guard !ranking.steps.isEmpty else { throw .oneClass }
    var blocks: [Block] = []
    for step in ranking.steps.reversed() {
      blocks.append(Block(step))
      while blocks.count > 1, blocks[blocks.count - 2].mean >= blocks[blocks.count - 1].mean {
        let last = blocks.removeLast()
        blocks[blocks.count - 1].join(last)
      }
    }
    return IsotonicCalibration(blocks)
  }

  private struct Block {
    var first: Double
    var last: Double
    var hits: Double
    var weight: Double
    var mean: Double { hits / weight }

    init(_ step: Ranking.Step) {
      first = step.score
      last = step.score
      hits = step.positives
      weight = step.positives + step.negatives
    }

    mutating func join(_ next: Block) {
      last = next.last
      hits += next.hits
      weight += next.weight
    }
  }

  private init(_ blocks: [Block]) {
    scores = blocks.flatMap { $0.first == $0.last ? [$0.first] : [$0.first, $0.last] }
    probabilities = blocks.flatMap {
      [Double](repeating: min(1, $0.mean), count: $0.first == $0.last ? 1 : 2)
    }
  }

  /// Scores outside those seen get the nearest one's probability.
  public func probability(_ score: Double) -> Double {
    guard let first = scores.first, score > first else { return probabilities[0] }
    var (low, high) = (0, scores.count)
    while low < high {
      let middle = (low + high) / 2
      if scores[middle] <= score { low = middle + 1 } else { high = middle }
    }
    guard low < scores.count else { return probabilities[scores.count - 1] }
    let (left, right) = (scores[low - 1], scores[low])
    let share = (score - left) / (right - left)
    return probabilities[low - 1] + share * (probabilities[low] - probabilities[low - 1])
  }
}

extension IsotonicCalibration {
  public var json: JSON { ["scores": .numbers(scores), "probabilities": .numbers(probabilities)] }

  public init(_ fields: JSONFields) throws {
    scores = try fields.numbers("scores")
    guard !scores.isEmpty, zip(scores, scores.dropFirst()).allSatisfy(<) else {
      throw fields.fault("scores", expected: "at least one, ascending")
    }
    probabilities = try fields.numbers("probabilities", count: scores.count)
    guard probabilities.allSatisfy((0...1).contains),
      zip(probabilities, probabilities.dropFirst()).allSatisfy(<=)
    else { throw fields.fault("probabilities", expected: "from 0 to 1, not descending") }
  }
}
