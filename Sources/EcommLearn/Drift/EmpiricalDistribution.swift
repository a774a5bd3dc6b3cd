/// How numbers are spread, in few points: all distinct values with their counts where those are few, else
/// points that part the values into stretches of about equally many.
///
/// Invariant: up to and including every point the number of values is exact, whichever of the two it is; the
/// first point is the least value. A stretch holds at most 1 / `mostStretches` of the values that are not ties, so
/// a Kolmogorov-Smirnov distance is short by no more than that share. Cost: a pass over sorted values.
public struct EmpiricalDistribution: Sendable, Equatable {
  /// Ascending, no two equal.
  public let points: [Double]
  /// Values above the point before and up to this one.
  public let counts: [Int]
  /// Whether the points are all values that there are.
  public let isExact: Bool
  /// Of all values, not of the points.
  public let mean: Double
  /// The standard deviation of the values as a whole (divided by their number).
  public let deviation: Double

  /// Up to so many values are kept as they are.
  public static let mostExact = 1000
  public static let mostStretches = 256

  public init(
    points: [Double], counts: [Int], isExact: Bool, mean: Double, deviation: Double
  ) {
    self.points = points
    self.counts = counts
    self.isExact = isExact
    self.mean = mean
    self.deviation = deviation
  }

  /// - Parameter isThinned: many values become stretches.
  public init(sorted values: [Double], isThinned: Bool = true) {
    var points: [Double] = []
    var counts: [Int] = []
    for value in values {
      if value == points.last { counts[counts.count - 1] += 1 } else {
        points.append(value)
        counts.append(1)
      }
    }
    (mean, deviation) = Self.moments(values)
    let isFew = values.count <= Self.mostExact || points.count <= Self.mostStretches
    isExact = isFew || !isThinned
    (self.points, self.counts) = isExact ? (points, counts) : Self.thinned(points, counts)
  }

  public var count: Int { counts.reduce(0, +) }

  private static func moments(_ values: [Double]) -> (Double, Double) {
    guard !values.isEmpty else { return (0, 0) }
    let count = Double(values.count)
    let mean = values.reduce(0) { $0 + $1 / count }
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / count }
    return (mean, square.squareRoot())
  }

  private static func thinned(_ points: [Double], _ counts: [Int]) -> ([Double], [Int]) {
    let size = max(1, (counts.reduce(0, +) + mostStretches - 1) / mostStretches)
    var kept = [points[0]]
    var sums = [counts[0]]
    var open = 0
    for place in points.indices.dropFirst() {
      open += counts[place]
      guard open >= size || place == points.count - 1 else { continue }
      kept.append(points[place])
      sums.append(open)
      open = 0
    }
    return (kept, sums)
  }
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
