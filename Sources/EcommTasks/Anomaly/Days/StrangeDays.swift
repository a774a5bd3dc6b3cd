import EcommBase
import EcommData
import EcommLearn

/// How strange days are looked for.
public struct StrangeDaySettings: Sendable {
  public var days = DayParameters()
  public var country: HolidayCountry?
  public var seed: UInt64 = 42
  /// Which rows were counted: new rows are held to the same.
  public var conditions: [String] = []
  public init() {}
}

/// The days of one series as they were judged.
public struct JudgedSeries: Sendable {
  public let name: String
  public let series: DatedSeries
  public let judgements: [DayJudgement]
  public let shifts: [LevelShift]
  public let scale: DayScale
  let calendar: DayCalendar
  let largest: [Double]
  let grain: Double
  let threshold: Double
  /// By view, which days it flags.
  public let views: [(view: DayView, flags: [Bool])]

  init(
    _ panel: DailyPanel.Series, _ settings: StrangeDaySettings, country: HolidayCountry?,
    threshold: Double, showsViews: Bool
  ) throws {
    let days = panel.days
    guard days.values.count >= DayParameters.fewestDays else {
      throw AnomalyError.tooFewDays(
        series: panel.name, days: days.values.count, needed: DayParameters.fewestDays)
    }
    let calendar = DayCalendar(days, country: country)
    let found = try ExpectedDays(
      days.values, firstWeekday: days.firstWeekday, calendar: calendar.codes,
      grain: panel.grain, parameters: settings.days)
    name = panel.name
    series = days
    judgements = found.judgements
    scale = found.scale
    self.calendar = calendar
    largest = panel.largest
    grain = panel.grain
    self.threshold = threshold
    let distances = found.judgements.indices.filter { found.judgements[$0].status == .judged }
    let deviation = Self.deviation(found, distances)
    shifts =
      settings.days.isOnline
      ? []
      : LevelShift.all(found.levelled, deviation: deviation, span: settings.days.shiftDays)
    let flagged = judgements.map { abs($0.score) >= threshold }
    views =
      showsViews
      ? try DayView.allCases.map {
        (
          $0,
          try $0.flagged(
            days.values, isOnline: settings.days.isOnline, like: flagged,
            seed: settings.seed)
        )
      } : []
  }

  /// Of a day from what the days beside it say.
  private static func deviation(_ found: ExpectedDays, _ days: [Int]) -> Double {
    let steps = zip(days, days.dropFirst()).map {
      abs(found.levelled[$1] - found.levelled[$0])
    }
    return 1.4826 * Quantile.median(steps) / 2.0.squareRoot()
  }

  public func isStrange(_ day: Int) -> Bool { abs(judgements[day].score) >= threshold }
  public func date(_ day: Int) -> String { CivilDate(days: series.start + day).description }
  public var strange: [Int] { judgements.indices.filter(isStrange) }

  /// `3.2 times what was expected; one row makes 92 % of it`.
  public func words(_ day: Int) -> String {
    let judged = judgements[day]
    var words: [String] = []
    if judged.value == 0, judged.expected > 0 {
      words.append("nothing at all")
    } else if scale != .plain, judged.expected > 0 {
      words.append("\(Figures.plain(judged.value / judged.expected)) times what was expected")
    } else {
      words.append("\(Figures.plain(judged.value - judged.expected)) away from what was expected")
    }
    if let name = calendar.name(day) { words.append("even for \(name)") }
    if largest.indices.contains(day), judged.value > 0, judged.score > 0,
      largest[day] > 0.6 * judged.value
    {
      words.append("one row makes \(Figures.percent(largest[day] / judged.value, 0)) of it")
    }
    return words.joined(separator: "; ")
  }

  /// How much higher or lower, in words.
  public func words(_ shift: LevelShift) -> String {
    let (before, after) = (scale.undo(shift.before), scale.undo(shift.after))
    guard scale == .logarithm, before > 0 else {
      return "\(Figures.plain(before)) before, \(Figures.plain(after)) after"
    }
    let factor = after / before - 1
    return "\(Figures.percent(abs(factor), 0)) \(factor < 0 ? "lower" : "higher") than before"
  }
}
