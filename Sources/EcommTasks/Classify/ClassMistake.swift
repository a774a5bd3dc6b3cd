import EcommBase

/// A row that was answered wrongly with great confidence.
public struct ClassMistake: Sendable {
  /// The row's place in the input, from 0.
  public let row: Int
  public let answer: String
  public let truth: String
  /// What the true class was given.
  public let chanceOfTruth: Double

  private static let shown = 10

  var json: JSON {
    [
      "row": .integer(row + 1), "answer": .string(answer), "truth": .string(truth),
      "chance_of_truth": .number(chanceOfTruth),
    ]
  }

  static func worst(_ judged: JudgedRows, _ decision: ClassDecision, _ numbers: [Int])
    -> [ClassMistake]
  {
    let wrong = (0..<judged.count).filter {
      decision.label(judged.probabilities.row($0)) != judged.labels[$0]
    }
    func chance(_ place: Int) -> Double { judged.probabilities[place, judged.labels[place]] }
    return wrong.sorted { (chance($0), $0) < (chance($1), $1) }.prefix(shown).map { place in
      ClassMistake(
        row: numbers[judged.rows[place]],
        answer: decision.classes[decision.label(judged.probabilities.row(place))],
        truth: decision.classes[judged.labels[place]], chanceOfTruth: chance(place))
    }
  }
}
