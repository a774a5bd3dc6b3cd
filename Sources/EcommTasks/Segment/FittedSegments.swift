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
    let near = nearest(points)
    let odd = try odd?.flags(points, parallel: parallel)
    let outlook = try value?.outlook(customers, parallel: parallel)
    return SegmentAnswers(
      customers: customers, segments: near.indices.map { isKnown[$0] ? near[$0].segment : -1 },
      segmentNames: names,
      isOdd: near.indices.map { isKnown[$0] && odd?[$0] ?? false },
      distances: near.map(\.distance), nextDistances: near.map(\.next),
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

  func nearest(_ points: Matrix) -> [(segment: Int, distance: Double, next: Double)] {
    (0..<points.rows).map { row in
      var best = (segment: 0, distance: Double.infinity)
      var next = Double.infinity
      for segment in 0..<centres.rows {
        var square = 0.0
        for column in 0..<centres.columns {
          let off = points[row, column] - centres[segment, column]
          square += off * off
        }
        if square < best.distance {
          next = best.distance
          best = (segment, square)
        } else {
          next = min(next, square)
        }
      }
      return (best.segment, best.distance.squareRoot(), next.squareRoot())
    }
  }
}
