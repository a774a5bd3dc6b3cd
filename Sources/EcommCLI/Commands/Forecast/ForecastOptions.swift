import EcommBase
import EcommData
import EcommTasks

/// The options of `forecast`, and what they mean to the task.
enum ForecastOptions {
  static let date = Option.text("date", "COLUMN", "the date", defaultText: "found")
  static let value = Option.text(
    "value", "COLUMN", "what is summed: a column, or 'amount', 'orders', 'units'",
    defaultText: "found")
  static let by = Option.list("by", "COLUMN,...", "a series for each value of these columns")
  static let top = Option.integer(
    "top", "N", "only the series that sum to most", in: 1...1_000_000, default: 0,
    defaultText: "all")
  static let per = Option.choice("per", "PERIOD", "what is summed over", default: Per.found)
  static let regressors = Option.list(
    "regressors", "COLUMN,...", "numbers that are known ahead, such as prices or promotions")
  static let holidays = Option.list(
    "holidays", "COUNTRY,...",
    "countries whose holidays count: \(HolidayCountry.allCases.map(\.rawValue).joined(separator: ", "))"
  )
  static let days = Option.file("days", "a table of days of the shop itself: a date and a name")
  static let gaps = Option.choice(
    "gaps", "WHAT", "what a period without a row means", default: GapRule.found)
  static let keepSpikes = Option.flag(
    "keep-spikes", "learn from values out of all proportion too")
  static let horizonToScore = Option.integer(
    "horizon", "N", "periods ahead that the models are compared on", in: 1...366, default: 14)
  static let origins = Option.integer(
    "origins", "N", "how many times the past is asked", in: 1...1000, default: 0,
    defaultText: "12; 3 for several series")
  static let season = Option.integer(
    "season", "N", "periods until the pattern begins again", in: 1...1000, default: 0,
    defaultText: "24 hours, 7 days, 52 weeks, 12 months")
  static let models = Option.list(
    "model", "NAME,...", "models to compare: \(ForecastCandidates.names.joined(separator: ", "))")
  static let trials = Option.integer(
    "trials", "N", "search so many settings of the boosted model", in: 0...100_000, default: 0)
  static let journal = Option.file(
    "journal", "keep the trials here, to go on after an interruption")

  enum Per: String, CaseIterable {
    case found, hour, day, week, month
  }

  static let rows: [OptionDeclaration] = [
    date.declaration, value.declaration, by.declaration, top.declaration, per.declaration,
    regressors.declaration,
    gaps.declaration,
  ]

  static let training: [OptionDeclaration] =
    rows + [
      models.declaration, horizonToScore.declaration, origins.declaration, season.declaration,
      holidays.declaration, days.declaration, keepSpikes.declaration, trials.declaration,
      journal.declaration, Shared.settings.declaration, Shared.seed.declaration,
    ]

  static func columns(_ invocation: Invocation) -> SeriesColumns {
    var columns = SeriesColumns()
    columns.date = invocation[date]
    columns.value = invocation[value]
    columns.by = invocation[by]
    columns.top = invocation[top] > 0 ? invocation[top] : nil
    columns.regressors = invocation[regressors]
    columns.period = Period(rawValue: invocation[per].rawValue)
    columns.gaps = invocation[gaps]
    return columns
  }

  static func settings(_ invocation: Invocation) throws -> ForecastSettings {
    var settings = ForecastSettings()
    settings.horizon = invocation[horizonToScore]
    settings.models = invocation[models].filter { $0 != "auto" }.reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
    settings.origins = invocation[origins] > 0 ? invocation[origins] : nil
    settings.season = invocation[season] > 0 ? invocation[season] : nil
    settings.keepsSpikes = invocation[keepSpikes]
    settings.seed = UInt64(invocation[Shared.seed])
    settings.trials = invocation[trials]
    settings.conditions = invocation[InputOptions.conditions]
    settings.gaps = invocation[gaps]
    if settings.trials == 0, invocation[journal] != nil {
      throw UsageError.needs(option: journal.declaration.name, other: trials.declaration.name)
    }
    settings.calendar = try ForecastCalendar(
      countries: invocation[holidays],
      ownDays: invocation[days].map(ownDays) ?? daysOfConfig(invocation))
    try Reading.settings(invocation) { try settings.set($0, to: $1) }
    return settings
  }

  /// A model has its days inside, not the name of their file.
  private static func daysOfConfig(_ invocation: Invocation) throws -> [Holiday] {
    try invocation.config.map { try ForecastCalendar.ownDays(of: $0, name: "the model") } ?? []
  }

  private static func ownDays(_ path: String) throws -> [Holiday] {
    try OwnDays.read(TableReader.read([path], ReadOptions()).table, file: path)
  }
}
