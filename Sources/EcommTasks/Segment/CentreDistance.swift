import EcommBase

/// How far a customer stands from its segment's centre and from the next one, in deviations.
struct CentreDistance {
  let segment: Int
  let own: Double
  /// Infinite where there is one segment.
  let next: Double

  /// The nearest centre of each point; of equally near ones the first.
  static func nearest(_ points: Matrix, _ centres: Matrix) -> [CentreDistance] {
    (0..<points.rows).map { row in
      var best = (segment: 0, square: Double.infinity)
      var next = Double.infinity
      for segment in 0..<centres.rows {
        let square = squared(points, row, centres, segment)
        if square < best.square {
          next = best.square
          best = (segment, square)
        } else {
          next = min(next, square)
        }
      }
      return CentreDistance(
        segment: best.segment, own: best.square.squareRoot(), next: next.squareRoot())
    }
  }

  private static func squared(
    _ points: Matrix, _ row: Int, _ centres: Matrix, _ segment: Int
  ) -> Double {
    var square = 0.0
    for column in 0..<centres.columns {
      let off = points[row, column] - centres[segment, column]
      square += off * off
    }
    return square
  }
}
