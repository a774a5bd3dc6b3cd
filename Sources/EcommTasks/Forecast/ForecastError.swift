import EcommBase
import EcommData

public enum ForecastError: Error, Sendable, Equatable {
  case noRows
  case empty
  /// Days since 1970-01-01.
  case tooLong(first: Int, last: Int)
  case tooMany(sums: Int, series: Int)
  case noSuchModel(String, nearest: String?, all: [String])
  case noSuchCountry(String, all: [String])
  case noneFits(reasons: [String])
  case notIntermittent
  case tooSparse
  case noSuchSeries(key: [String], nearest: String?)
  case futureNeeded(column: String)
  case futureMissing(column: String, label: String)
  case otherPeriod(Period, expected: Period)
  case badDays(file: String, reason: String)
  case nothingNew(last: String)
  case regressorIsUsed(String)
  case nothingToTune
  case tooFar(last: String, periods: Int)
}

extension ForecastError: Complaint {
  public var problem: String {
    switch self {
    case .empty: "no row is left to make a series of"
    case .noRows: "no row has both a date and a value"
    case .tooLong(let first, let last):
      "the dates go from \(CivilDate(days: first).description) to \(CivilDate(days: last).description), "
        + "more than \(PeriodSums.longest / 366) years"
    case .tooMany(let sums, let series):
      "\(Figures.count(series)) series would be \(Figures.count(sums)) numbers, "
        + "\(Figures.count(sums / 131_072 + 1)) MB"
    case .noSuchModel(let name, _, _): "there is no model '\(name)' of a series"
    case .noSuchCountry(let name, _): "the holidays of '\(name)' are not known"
    case .noneFits(let reasons):
      reasons.isEmpty
        ? "a mean of models needs models beside it"
        : "no model can be fitted: \(reasons.joined(separator: "; "))"
    case .notIntermittent: "something is sold in most periods, which this model is not for"
    case .tooSparse: "nothing is sold in most periods, which this model is not for"
    case .noSuchSeries(let key, _): "the model has no series \(key.joined(separator: ", "))"
    case .futureNeeded(let column):
      "the model needs to know \(column) of the periods it forecasts"
    case .futureMissing(let column, let label): "\(column) of \(label) is not known"
    case .otherPeriod(let period, let expected):
      "the rows are by \(period.rawValue), the model by \(expected.rawValue)"
    case .badDays(let file, let reason): "\(file): \(reason)"
    case .nothingNew(let last):
      "nothing is newer than the model's own data, which end on \(last)"
    case .regressorIsUsed(let name):
      "\(name) is what the series is made of; a regressor must be known ahead"
    case .tooFar(let last, let periods):
      "that is more than \(Figures.count(periods)) periods after \(last), the last one known"
    case .nothingToTune: "only the boosted model has settings to search, and it is not asked for"
    }
  }

  public var remedy: String? {
    switch self {
    case .noRows: "Name the columns: --date, --value"
    case .tooLong: "Look for a mistyped date."
    case .tooMany: "Sum by week, or take fewer columns: --per week, --by"
    case .noSuchModel(_, let nearest, let all):
      nearest.map { "Did you mean '\($0)'?" } ?? "There are \(all.joined(separator: ", "))."
    case .noSuchCountry(_, let all):
      "There are \(all.joined(separator: ", ")); other days come from a file: --days FILE"
    case .noSuchSeries(_, let nearest): nearest.map { "The nearest is \($0)." }
    case .futureNeeded(let column):
      "Give a table with the date and \(column) of each: --future FILE"
    case .futureMissing: "Each period of the forecast needs a row in the file of --future."
    case .badDays: "It needs a column of dates and one of names."
    case .nothingToTune: "Leave --trials out, or add boosted to --model."
    case .empty, .noneFits, .notIntermittent, .tooSparse, .otherPeriod, .nothingNew,
      .regressorIsUsed, .tooFar:
      nil
    }
  }

  public var verdict: Verdict {
    switch self {
    case .noSuchModel, .noSuchCountry, .regressorIsUsed, .nothingToTune, .tooFar: .usage
    default: .failed
    }
  }
}
