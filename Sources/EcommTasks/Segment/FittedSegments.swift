import EcommBase
import EcommLearn

/// All that tells a customer's segment: the same parts whether just fitted or read from a file.
struct FittedSegments: Sendable {
  let preparation: SegmentPreparation
  /// (segments, figures), in the order of the profiles.
  let centres: Matrix
  let odd: OddCustomers?
  let scores: RFMScores?
  let value: CustomerValue?

  func answers(
    _ customers: Customers, names: [String], parallel: Parallel
  ) throws -> SegmentAnswers {
    let points = try preparation.points(customers)
    let isKnown = try known(customers)
    let near = CentreDistance.nearest(points, centres)
    let odd = try odd?.flags(points, parallel: parallel)
    let outlook = try value?.outlook(customers, parallel: parallel)
    return SegmentAnswers(
      customers: customers, segments: near.indices.map { isKnown[$0] ? near[$0].segment : -1 },
      segmentNames: names,
      isOdd: near.indices.map { isKnown[$0] && odd?[$0] ?? false },
      distances: near.map(\.own), nextDistances: near.map(\.next),
      scores: try scores?.scores(customers) ?? [],
      expectedPurchases: outlook?.purchases, expectedValue: outlook?.value,
      chanceAlive: outlook?.alive)
  }

  /// Whether recency, frequency and value, where they are asked for, are there.
  private func known(_ customers: Customers) throws -> [Bool] {
    let needed = try preparation.figures.filter { CustomerFigure.usual.contains($0) }
      .map { try customers.require($0) }
    return (0..<customers.count).map { row in needed.allSatisfy { !$0[row].isNaN } }
  }
}
