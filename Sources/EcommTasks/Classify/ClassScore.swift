import EcommBase
import EcommLearn

/// How one of several classes was told.
public struct ClassScore: Sendable {
  public let name: String
  public let rows: Int
  public let precision: Double
  public let recall: Double
  public let f1: Double
  /// The class that its rows are most often taken for.
  public let takenFor: String?

  static func all(_ judged: JudgedRows, _ classes: [String]) throws -> [ClassScore] {
    let counts = try judged.counts()
    return classes.indices.map { own in
      let confusion = counts.confusion(of: own)
      let row = counts.table[own]
      let wrong = row.indices.filter { $0 != own && row[$0] > 0 }.max { row[$0] < row[$1] }
      return ClassScore(
        name: classes[own], rows: Int(counts.truths(own)), precision: confusion.precision,
        recall: confusion.recall, f1: confusion.f1, takenFor: wrong.map { classes[$0] })
    }
  }

  var json: JSON {
    [
      "class": .string(name), "rows": .integer(rows), "precision": .number(precision),
      "recall": .number(recall), "f1": .number(f1), "taken_for": .optional(takenFor),
    ]
  }
}
