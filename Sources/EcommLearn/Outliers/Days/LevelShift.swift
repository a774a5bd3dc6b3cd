/// A day from which on a series lies higher or lower than before.
public struct LevelShift: Sendable, Equatable {
  /// The first day of the new level.
  public let day: Int
  /// What was and what is, on the scale on which days were judged.
  public let before: Double
  public let after: Double
  /// In deviations of such a difference.
  public let score: Double

  /// A shift must be this many of its own deviations, and this many of a day's.
  private static let fewestDeviations = 5.0
  private static let leastStep = 0.6
  private static let year = 365

  /// Shifts between stretches of `span` days, each the clearest within `span` days.
  ///
  /// For each day the mean of the days before (no day counting for more than three deviations from the middle)
  /// is held against that of the days from it on. What the same days of the year before did, or of the
  /// year after where there is none before, is season and taken off, and so is the usual step, which is the trend; only what stands out with and without that
  /// is a shift. Retrospective: it takes `span` days to see that a level stays.
  public static func all(_ levelled: [Double], deviation: Double, span: Int) -> [LevelShift] {
    guard levelled.count >= 2 * span, deviation > 0 else { return [] }
    let days = span...(levelled.count - span)
    let before = days.map { mean(levelled[$0 - span..<$0], deviation) }
    let after = days.map { mean(levelled[$0..<$0 + span], deviation) }
    let raw = zip(before, after).map { $1 - $0 }
    let drift = Quantile.median(raw)
    let steps = raw.map { $0 - drift }
    let unit = deviation * (2 / Double(span)).squareRoot()
    let shifts = days.map { day -> LevelShift in
      let place = day - span
      let (season, noise) = season(steps, place)
      let own = steps[place] - season
      let isSame = own * steps[place] > 0 && abs(steps[place]) >= abs(own) / 2
      return LevelShift(
        day: day, before: before[place], after: before[place] + own,
        score: isSame ? own / (unit * noise) : 0)
    }
    return shifts.filter { shift in
      abs(shift.score) >= fewestDeviations
        && abs(shift.after - shift.before) >= leastStep * deviation
        && !shifts.contains {
          abs($0.day - shift.day) < span
            && (abs($0.score), -$0.day) > (abs(shift.score), -shift.day)
        }
    }
  }

  /// The step of another year, and how many times less sure the difference of both is.
  private static func season(_ steps: [Double], _ place: Int) -> (step: Double, noise: Double) {
    for other in [place - year, place + year] where steps.indices.contains(other) {
      return (steps[other], 2.0.squareRoot())
    }
    return (0, 1)
  }

  private static func mean(_ values: ArraySlice<Double>, _ deviation: Double) -> Double {
    let middle = Quantile.median(Array(values))
    let sum = values.reduce(0) {
      $0 + min(max($1, middle - 3 * deviation), middle + 3 * deviation)
    }
    return sum / Double(values.count)
  }
}
