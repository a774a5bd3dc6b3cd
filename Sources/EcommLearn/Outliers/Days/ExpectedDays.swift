import EcommBase
import Glibc

/// Daily values held against level, weekday and calendar, with nothing that one wild day could bend.
///
/// Where no value is negative, ln(1 + value) is judged: sales grow and shrink by factors; where days without any
/// are common, the root of the value, to which nothing is not infinitely far (`DayScale`; online the first weeks
/// choose it for good). Of the days in a
/// window (without days of the calendar and days that were wild) the medians of the weekdays are the season,
/// the median of the nearest `levelDays` less the season is the level, and 1.4826 times the median distance
/// from both is the deviation, larger by what eight medians of so few days take away, and never so small that
/// one row more would be strange (`DayScale.leastDeviation`). A day of the calendar is expected to do what the same day did in other years, and its
/// deviation is half as large again; where there is none to compare with, it is not judged. Neither is a day
/// where in most of the window nothing was sold.
///
/// Online, the window ends the day before, so nothing that came later counts; else it lies around the day.
/// Cost: some sorts of the window for each day.
public struct ExpectedDays: Sendable {
  public let judgements: [DayJudgement]
  /// Values less season and calendar, as they were judged: what the level does.
  public let levelled: [Double]
  public let scale: DayScale

  /// Farther than this counts as this.
  private static let farthest = 1e6
  /// Days farther out than this say nothing of what is usual.
  private static let wild = 6.0
  /// Online the scale must not know what comes.
  private static let weeksOfScale = 8
  /// Of less in the window than this share of days with a sale, a day without one or with one says nothing.
  private static let fewestSales = 0.5
  /// How much less sure a day of the calendar is.
  private static let calendarFactor = 1.5

  /// - Parameters:
  ///   - values: one for each day; not-a-number where a day is unknown.
  ///   - firstWeekday: of the first day, from 0 to 6.
  ///   - calendar: for each day which special day it is, or -1.
  ///   - grain: what one row of the usual size adds to its day; 0 where a row is a day's figure.
  public init(
    _ values: [Double], firstWeekday: Int, calendar: [Int], grain: Double = 0,
    parameters: DayParameters
  ) throws {
    try parameters.validate()
    let scale = DayScale(
      of: parameters.isOnline ? values.prefix(Self.weeksOfScale * DayParameters.week) : values[...])
    var pass = Pass(
      values: values.map(scale.apply), scale: scale, firstWeekday: firstWeekday,
      calendar: calendar, grain: grain, parameters: parameters)
    pass.run()
    if !parameters.isOnline {
      // A second look, without the days that the first one found wild.
      pass.run()
    }
    self.scale = scale
    levelled = pass.levelled
    judgements = pass.found.enumerated().map { day, found in
      DayJudgement(
        value: values[day], expected: scale.undo(found.expected),
        low: scale.undo(found.expected - 2 * found.deviation),
        high: scale.undo(found.expected + 2 * found.deviation),
        score: found.status == .judged ? found.score : 0, status: found.status)
    }
  }

  struct Found {
    var expected = 0.0
    var deviation = 0.0
    var score = 0.0
    var status = DayJudgement.Status.tooEarly
    /// Less level and season.
    var rest = 0.0

    var isCompared: Bool { status == .judged || status == .firstOfItsKind }
  }

  private struct Pass {
    /// On the scale.
    let values: [Double]
    let scale: DayScale
    let firstWeekday: Int
    let calendar: [Int]
    let grain: Double
    let parameters: DayParameters
    var found: [Found]
    var levelled: [Double]
    private var isWild: [Bool]

    init(
      values: [Double], scale: DayScale, firstWeekday: Int, calendar: [Int],
      grain: Double, parameters: DayParameters
    ) {
      self.values = values
      self.scale = scale
      self.firstWeekday = firstWeekday
      self.calendar = calendar
      self.grain = grain
      self.parameters = parameters
      found = [Found](repeating: Found(), count: values.count)
      levelled = values
      isWild = [Bool](repeating: false, count: values.count)
    }

    private func weekday(_ day: Int) -> Int { (firstWeekday + day) % DayParameters.week }

    mutating func run() {
      let before = isWild
      for day in values.indices {
        found[day] = judge(day, wild: parameters.isOnline ? isWild : before)
        isWild[day] =
          abs(found[day].rest) > ExpectedDays.wild * found[day].deviation
          && found[day].isCompared
      }
      // Days of the calendar are told by each other, so they come when all others are done.
      for day in values.indices where calendar[day] >= 0 && found[day].isCompared {
        hold(day)
      }
    }

    /// The nearest days of a window that say what is usual.
    private func usual(around day: Int, wild: [Bool]) -> [Int] {
      let half = parameters.window / 2
      let range =
        parameters.isOnline
        ? max(0, day - parameters.window)..<day
        : max(
          0, min(day - half, values.count - parameters.window))..<min(
            values.count, max(day + half + 1, parameters.window))
      return range.filter {
        $0 != day && calendar[$0] < 0 && !wild[$0] && !values[$0].isNaN
      }
    }

    private mutating func judge(_ day: Int, wild: [Bool]) -> Found {
      guard !values[day].isNaN else {
        levelled[day] = day > 0 ? levelled[day - 1] : 0
        return Found()
      }
      let days = usual(around: day, wild: wild)
      guard days.count >= DayParameters.fewestDays - DayParameters.week else { return Found() }
      let near = days.map { scale.undo(values[$0]) }
      if Double(near.count { $0 != 0 }) < ExpectedDays.fewestSales * Double(days.count) {
        levelled[day] = values[day]
        return Found(status: .tooSparse)
      }
      let season = season(days)
      let rests = days.map { values[$0] - season[weekday($0)] }
      let nearest = zip(days, rests).sorted {
        (abs($0.0 - day), $0.0) < (abs($1.0 - day), $1.0)
      }.prefix(parameters.levelDays).map(\.1)
      let level = Quantile.median(nearest)
      let distances = rests.map { abs($0 - level) }.sorted()
      var deviation = 1.4826 * Quantile.of(distances, 0.5)
      // Where many days are alike, the middle distance says too little.
      if scale == .root || deviation <= 0 {
        deviation = max(deviation, Quantile.of(distances, 0.9) / 1.645)
      }
      if deviation <= 0 { deviation = overall(day) }
      deviation = max(deviation, scale.leastDeviation(around: near, grain: grain))
      deviation *= Double(days.count) / Double(days.count - DayParameters.week - 1)
      var result = Found()
      result.expected = level + season[weekday(day)]
      result.deviation = deviation
      result.rest = values[day] - result.expected
      result.score = ExpectedDays.score(result.rest, deviation)
      result.status = .judged
      levelled[day] = values[day] - season[weekday(day)]
      return result
    }

    /// Where all days beside are alike: the standard deviation of all days, online of those before.
    private func overall(_ day: Int) -> Double {
      let known = (parameters.isOnline ? values[..<day] : values[...]).filter { !$0.isNaN }
      let count = Double(max(1, known.count))
      let mean = known.reduce(0, +) / count
      return (known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    }

    /// Medians of the weekdays, less their mean; those that never occur are 0.
    private func season(_ days: [Int]) -> [Double] {
      var groups = [[Double]](repeating: [], count: DayParameters.week)
      for day in days { groups[weekday(day)].append(values[day]) }
      let middles = groups.map { $0.isEmpty ? nil : Quantile.median($0) }
      let known = middles.compactMap { $0 }
      let mean = known.reduce(0, +) / Double(max(1, known.count))
      return middles.map { ($0 ?? mean) - mean }
    }

    /// A day of the calendar against the same day of other years, online of earlier ones.
    private mutating func hold(_ day: Int) {
      let others = values.indices.filter {
        calendar[$0] == calendar[day] && found[$0].isCompared
          && (parameters.isOnline ? $0 < day : $0 != day)
      }
      let usual = Quantile.median(others.map { found[$0].rest })
      guard !others.isEmpty else {
        found[day].status = .firstOfItsKind
        found[day].score = 0
        return
      }
      found[day].expected += usual
      found[day].deviation *= ExpectedDays.calendarFactor
      found[day].score = ExpectedDays.score(found[day].rest - usual, found[day].deviation)
      levelled[day] -= usual
    }
  }

  private static func score(_ rest: Double, _ deviation: Double) -> Double {
    guard rest != 0 else { return 0 }
    guard deviation > 0 else { return rest > 0 ? farthest : -farthest }
    return min(max(rest / deviation, -farthest), farthest)
  }
}
