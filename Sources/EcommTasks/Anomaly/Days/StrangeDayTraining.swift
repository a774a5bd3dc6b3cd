import EcommBase
import EcommData
import EcommLearn

/// All series of a panel judged, and the model that goes on judging them.
public struct StrangeDayTraining: Sendable {
  public let judged: [JudgedSeries]
  /// Series of too few days.
  public let leftOut: [String]
  public let notes: [String]
  public var model: ModelFile

  public var days: Int { judged.reduce(0) { $0 + $1.judgements.count } }
  public var strangeDays: Int { judged.reduce(0) { $0 + $1.strange.count } }

  public init(
    _ panel: DailyPanel, settings: StrangeDaySettings, parallel: Parallel = Parallel()
  ) throws {
    try settings.days.validate()
    let country = try Self.country(panel, settings)
    let (long, short) = Self.parted(panel.series)
    guard !long.isEmpty else {
      let longest = panel.series.max { $0.days.values.count < $1.days.values.count }
      throw AnomalyError.tooFewDays(
        series: longest?.name ?? "", days: longest?.days.values.count ?? 0,
        needed: DayParameters.fewestDays)
    }
    judged = try parallel.map(long.count) {
      try JudgedSeries(
        long[$0], settings, country: country, threshold: settings.days.threshold, showsViews: true)
    }
    leftOut = short.map(\.name)
    notes = Self.notes(country, settings) + Self.notes(leftOut)
    model = Self.model(panel, settings, country, judged)
  }

  private static func parted(
    _ series: [DailyPanel.Series]
  ) -> (long: [DailyPanel.Series], short: [DailyPanel.Series]) {
    let isLong = { (series: DailyPanel.Series) in
      series.days.values.count >= DayParameters.fewestDays
    }
    return (series.filter(isLong), series.filter { !isLong($0) })
  }

  /// Online nothing may be learned from days to come, so the country must be told.
  private static func country(
    _ panel: DailyPanel, _ settings: StrangeDaySettings
  ) throws -> HolidayCountry? {
    if let country = settings.country { return country }
    guard !settings.days.isOnline, let first = panel.series.first,
      let longest = panel.series.first(where: { $0.name.isEmpty })
        ?? panel.series.max(by: {
          ($0.days.values.count, $1.name) < ($1.days.values.count, $0.name)
        }), first.days.values.count >= DayParameters.fewestDays
    else { return nil }
    return try DayCalendar.likely(longest.days, parameters: settings.days)
  }

  private static func notes(_ country: HolidayCountry?, _ settings: StrangeDaySettings) -> [String]
  {
    if let country {
      return settings.country == nil
        ? ["the holidays of \(country.rawValue) stand out and are expected (--country)"] : []
    }
    return ["no country's holidays are expected, only the days of shops everywhere (--country)"]
  }

  private static func notes(_ leftOut: [String]) -> [String] {
    leftOut.isEmpty
      ? []
      : [
        "series of fewer than \(DayParameters.fewestDays) days left out: "
          + ColumnRoles.listed(leftOut)
      ]
  }

  private static func model(
    _ panel: DailyPanel, _ settings: StrangeDaySettings, _ country: HolidayCountry?,
    _ judged: [JudgedSeries]
  ) -> ModelFile {
    ModelFile(
      task: .anomaly, learner: StrangeDayModel.learner, data: panel.data, schema: panel.schema,
      settings: JSON.Object([
        ("online", .bool(settings.days.isOnline)), ("window", .integer(settings.days.window)),
        ("level-days", .integer(settings.days.levelDays)),
        ("shift-days", .integer(settings.days.shiftDays)),
        ("country", .optional(country?.rawValue)), ("where", .strings(settings.conditions)),
        ("seed", .integer(Int(truncatingIfNeeded: settings.seed))),
      ]),
      model: [
        "series": .array(
          judged.map {
            [
              "name": .string($0.name), "first_day": .integer($0.series.start),
              "values": .numbers($0.series.values), "grain": .number($0.grain),
            ]
          })
      ],
      decision: [
        "threshold": .number(settings.days.threshold), "rule": ["kind": "deviations"],
      ],
      evaluation: [
        "days": .integer(judged.reduce(0) { $0 + $1.judgements.count }),
        "strange_days": .integer(judged.reduce(0) { $0 + $1.strange.count }),
        "series": .integer(judged.count),
      ],
      reference: .object(DaysSeen.reference(judged).json))
  }
}

/// Days and their scores, as later ones are held against them.
enum DaysSeen {
  static func reference(_ judged: [JudgedSeries]) -> ModelReference {
    let days = judged.flatMap(\.judgements)
    return ModelReference(
      columns: [ColumnReference(values(days))], prediction: ColumnReference(scores(days)))
  }

  static func values(_ days: [DayJudgement]) -> Column {
    Column("value", .numbers(days.map(\.value)))
  }

  /// Of days that could be judged.
  static func scores(_ days: [DayJudgement]) -> Column {
    Column("score", .numbers(days.map { $0.status == .judged ? $0.score : .nan }))
  }
}
