/// A day from which on a series lies higher or lower than before.
public struct LevelShift: Sendable, Equatable {
  /// The first day of the new level.
  public let day: Int
  /// What was and what is, as they were judged (logarithms where those were).
  public let before: Double
  public let after: Double
  /// In deviations of the difference of two medians.
  public let score: Double

  /// A shift must be this many of its own deviations, and this many of a day's.
  private static let fewestDeviations = 3.5
  private static let leastStep = 0.8

  /// Shifts between stretches of `span` days, each the clearest within `span` days.
  ///
  /// For each day the median of the days before is held against that of the days from it on. Retrospective:
  /// it takes `span` days to see that a level stays. A step that another year has at the same time is season.
  public static func all(_ levelled: [Double], deviation: Double, span: Int) -> [LevelShift] {
    guard levelled.count >= 2 * span, deviation > 0 else { return [] }
    let unit = deviation * (Double.pi / Double(span)).squareRoot()
    let steps = (span...(levelled.count - span)).map { day -> LevelShift in
      let before = Quantile.median(Array(levelled[day - span..<day]))
      let after = Quantile.median(Array(levelled[day..<day + span]))
      return LevelShift(
        day: day, before: before, after: after, score: (after - before) / unit)
    }
    return steps.filter { step in
      guard abs(step.score) >= fewestDeviations,
        abs(step.after - step.before) >= leastStep * deviation
      else { return false }
      return !isSeason(step, steps)
        && !steps.contains {
          abs($0.day - step.day) < span
            && (abs($0.score), -$0.day) > (abs(step.score), -step.day)
        }
    }
  }

  /// Whether the level did the same at the same time of another year.
  private static func isSeason(_ step: LevelShift, _ steps: [LevelShift]) -> Bool {
    steps.contains { other in
      let apart = abs(other.day - step.day)
      let years = (apart + year / 2) / year
      return years > 0 && abs(apart - years * year) <= seasonSlack
        && (other.score > 0) == (step.score > 0) && abs(other.score) > abs(step.score) / 2
    }
  }

  private static let year = 365
  private static let seasonSlack = 10
}
