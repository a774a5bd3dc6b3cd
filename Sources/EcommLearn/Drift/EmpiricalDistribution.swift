/// How numbers are spread, in few points: all distinct values with their counts where those are few, else
/// points that part the values into stretches, of about equally many but for shorter ones towards both ends.
///
/// Invariant: up to and including every point the number of values is exact, whichever of the two it is; the
/// first point is the least value. A stretch holds at most 1 / `mostStretches` of the values that are not ties, so
/// a Kolmogorov-Smirnov distance is short by no more than that share. Cost: a pass over sorted values.
public struct EmpiricalDistribution: Sendable, Equatable {
  /// Ascending, no two equal.
  public let points: [Double]
  /// Values above the point before and up to this one.
  public let counts: [Int]
  /// Whether a point stands for itself alone, with no other value in its stretch.
  public let isSingle: [Bool]
  /// Of all values, not of the points.
  public let mean: Double
  /// The standard deviation of the values as a whole (divided by their number).
  public let deviation: Double

  /// Up to so many values are kept as they are.
  public static let mostExact = 1000
  public static let mostStretches = 256

  public init(
    points: [Double], counts: [Int], isSingle: [Bool], mean: Double, deviation: Double
  ) {
    self.points = points
    self.counts = counts
    self.isSingle = isSingle
    self.mean = mean
    self.deviation = deviation
  }

  /// - Parameter isThinned: many values become stretches.
  public init(sorted values: [Double], isThinned: Bool = true) {
    var points: [Double] = []
    var counts: [Int] = []
    for value in values {
      if value == points.last {
        counts[counts.count - 1] += 1
      } else {
        points.append(value)
        counts.append(1)
      }
    }
    (mean, deviation) = Self.moments(values)
    let isFew = values.count <= Self.mostExact || points.count <= Self.mostStretches
    (self.points, self.counts, isSingle) =
      isFew || !isThinned
      ? (points, counts, [Bool](repeating: true, count: points.count))
      : Self.thinned(points, counts)
  }

  /// Whether the points are all values that there are.
  public var isExact: Bool { isSingle.allSatisfy { $0 } }

  public var count: Int { counts.reduce(0, +) }

  private static func moments(_ values: [Double]) -> (Double, Double) {
    guard !values.isEmpty else { return (0, 0) }
    let count = Double(values.count)
    let mean = values.reduce(0) { $0 + $1 / count }
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / count }
    return (mean, square.squareRoot())
  }

  /// Towards both ends stretches get shorter, down to single values: few values far out can be most of a
  /// distance. A value that many rows have is a stretch by itself.
  private static func thinned(
    _ points: [Double], _ counts: [Int]
  ) -> (points: [Double], counts: [Int], isSingle: [Bool]) {
    let all = counts.reduce(0, +)
    let most = (all + mostStretches - 1) / mostStretches
    var kept: (points: [Double], counts: [Int], isSingle: [Bool]) = ([], [], [])
    var (before, open, values) = (0, 0, 0)
    for (place, point) in points.enumerated() {
      open += counts[place]
      values += 1
      let fromEnd = min(before, all - before - open)
      let next = place + 1 < counts.count ? counts[place + 1] : Int.max
      guard open >= min(most, fromEnd / endShare) || fromEnd <= endShare || 2 * next >= most else {
        continue
      }
      kept.points.append(point)
      kept.counts.append(open)
      kept.isSingle.append(values == 1)
      before += open
      (open, values) = (0, 0)
    }
    return kept
  }

  /// A stretch is no longer than this part of the values between it and the nearer end.
  private static let endShare = 8
}

/// Two distributions over the values of both, in order.
struct MergedSteps {
  /// The shares of both at or below each value.
  let values: [Double]
  let first: [Double]
  let second: [Double]

  init(_ a: EmpiricalDistribution, _ b: EmpiricalDistribution) {
    let (all, other) = (Double(max(1, a.count)), Double(max(1, b.count)))
    var (i, j, below, belowOther) = (0, 0, 0, 0)
    var (values, first, second): ([Double], [Double], [Double]) = ([], [], [])
    while i < a.points.count || j < b.points.count {
      let next = min(
        i < a.points.count ? a.points[i] : .infinity, j < b.points.count ? b.points[j] : .infinity)
      if i < a.points.count, a.points[i] == next {
        below += a.counts[i]
        i += 1
      }
      if j < b.points.count, b.points[j] == next {
        belowOther += b.counts[j]
        j += 1
      }
      values.append(next)
      first.append(Double(below) / all)
      second.append(Double(belowOther) / other)
    }
    self.values = values
    self.first = first
    self.second = second
  }
}
