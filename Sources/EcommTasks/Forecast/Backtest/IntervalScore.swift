import EcommBase

/// How good intervals of one level are. Each origin is judged by the intervals that the other origins give,
/// so none is judged by its own errors.
public struct IntervalScore: Sendable, Equatable {
  public let level: Double
  /// The share of true values inside; should be the level.
  public let coverage: Double
  public let width: Double
  /// Mean quantile loss of both ends (Koenker and Bassett, 1978): the smaller, the better placed and narrower.
  public let pinball: Double

  /// - Parameter errors: (series, origins, steps). Nil where no series has two origins.
  init?(_ errors: [[[Double]]], level: Double) {
    var sums = Sums()
    for origins in errors where origins.count > 1 {
      for origin in origins.indices {
        var others = origins
        others.remove(at: origin)
        sums.add(origins[origin], ForecastIntervals(errors: others, level: level))
      }
    }
    guard sums.count > 0 else { return nil }
    self.level = level
    coverage = sums.inside / sums.count
    width = sums.width / sums.count
    pinball = sums.loss / sums.count
  }

  private struct Sums {
    var (count, inside, width, loss) = (0.0, 0.0, 0.0, 0.0)

    mutating func add(_ errors: [Double], _ intervals: ForecastIntervals) {
      let tail = (1 - intervals.level) / 2
      for (step, error) in errors.enumerated() where error.isFinite {
        let half = intervals.halfWidth(step)
        let (low, high) = (error + half, error - half)
        count += 1
        inside += abs(error) <= half ? 1 : 0
        width += 2 * half
        loss += (max(tail * low, (tail - 1) * low) + max((1 - tail) * high, -tail * high)) / 2
      }
    }
  }

  var json: JSON {
    [
      "level": .number(level), "coverage": .number(coverage), "width": .number(width),
      "pinball": .number(pinball),
    ]
  }
}
