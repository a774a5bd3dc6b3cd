import EcommBase
import EcommData
import EcommTasks

/// The options of series, and what they mean to the task.
enum StrangeDayOptions {
  static let date = Option.text("date", "COLUMN", "judge the days of a series: its date")
  static let value = Option.text(
    "value", "COLUMN", "what is summed for each day: a column, or 'amount', 'orders', 'units'",
    defaultText: "found")
  static let by = Option.list("by", "COLUMN,...", "a series for each value of these columns")
  static let online = Option.flag(
    "online", "judge each day by the days before it alone, as if it were today")
  static let country = Option.text(
    "country", "CODE", "whose holidays are expected, such as PL",
    completion: .choices(HolidayCountry.allCases.map(\.rawValue)), defaultText: "found")
  static let deviations = Option.number(
    "deviations", "N", "how many deviations make a day strange; 4.5 without", in: 0.1...1e6)

  static let all: [OptionDeclaration] = [
    date.declaration, value.declaration, by.declaration, online.declaration, country.declaration,
    deviations.declaration,
  ]

  static func areWanted(_ invocation: Invocation) -> Bool { !invocation.given(all).isEmpty }

  static func columns(_ invocation: Invocation) -> SeriesColumns {
    var columns = SeriesColumns()
    columns.date = invocation[date]
    columns.value = invocation[value]
    columns.by = invocation[by]
    return columns
  }

  static func settings(_ invocation: Invocation) throws -> StrangeDaySettings {
    let others = AnomalyOptions.training.filter { $0.name != Shared.seed.declaration.name }
    if let other = invocation.given(others).first {
      throw UsageError.conflict("--\(other)", "--date, which judges days,")
    }
    var settings = StrangeDaySettings()
    settings.days.isOnline = invocation[online]
    settings.days.threshold = invocation[deviations] ?? settings.days.threshold
    settings.conditions = invocation[InputOptions.conditions]
    settings.seed = UInt64(invocation[Shared.seed])
    settings.country = try invocation[country].map {
      try HolidayCountry.named($0.uppercased(), kind: "country")
    }
    return settings
  }
}
