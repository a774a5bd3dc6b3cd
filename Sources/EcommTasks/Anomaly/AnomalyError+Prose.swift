import EcommBase

extension AnomalyError: Complaint {
  public var problem: String {
    switch self {
    case .noFeatures: "no column is left to tell strange rows by"
    case .fewRows(let rows, let needed):
      "what is usual cannot be told from \(Figures.count(rows, "row")); it takes at least \(needed)"
    case .oneClass(let column, let value?): "every row has \(column) = \(value)"
    case .oneClass(let column, nil): "no row has a \(column)"
    case .manyClasses(let column, let count):
      "\(column) has \(Figures.count(count)) different values; a label says only whether a row is strange"
    case .badShare(let option, let share):
      "--\(option) is \(Figures.plain(share)), but what is strange is rare: it must be above 0 and at most 0.5"
    case .needs(let option, let what, _): "--\(option) needs \(what)"
    case .noThreshold(let precision, let best):
      "no threshold has a precision of \(Figures.fixed(precision, 2)); the best is \(Figures.fixed(best, 2))"
    case .unknownDetector(let name, _, _): "there is no detector '\(name)'"
    case .badSetting(let name, let value, let expected):
      "the setting \(name) is '\(value)', which is not \(expected)"
    case .noLabel(let column): "there is no column \(column), which says what was strange"
    case .rowsOfDays: "this model judges the days of a series, not rows"
    case .tooFewDays(let series, let days, let needed):
      "\(series.isEmpty ? "the series" : series) has \(Figures.count(days, "day")); what is usual takes at "
        + "least \(needed)"
    case .manySeries(let count, let most):
      "there are \(Figures.count(count)) series; \(Figures.count(most)) are the most at once"
    case .noScore: "there are no scores to choose a threshold from"
    }
  }

  public var remedy: String? {
    switch self {
    case .noFeatures(let notes):
      notes.isEmpty
        ? "All columns are constant, empty or names." : notes.joined(separator: "; ") + "."
    case .oneClass: "Leave --label out to go without it."
    case .manyClasses: "Say which value is the strange one: --positive VALUE"
    case .needs(_, _, let option): "Name it: --\(option) COLUMN"
    case .noThreshold: "Ask for less, or flag a share of the rows: --contamination 0.01"
    case .unknownDetector(_, let nearest, let all):
      nearest.map { "Did you mean '\($0)'?" } ?? "There are \(all.joined(separator: ", "))."
    case .rowsOfDays:
      "'ecomml anomaly predict' and 'evaluate' tell its strange days, each with the reason."
    default: nil
    }
  }

  public var verdict: Verdict {
    switch self {
    case .badShare, .needs, .unknownDetector, .badSetting: .usage
    default: .failed
    }
  }
}
