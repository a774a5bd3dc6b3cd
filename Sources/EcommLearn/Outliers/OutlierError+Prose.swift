import EcommBase

extension OutlierError: Complaint {
  public var problem: String {
    switch self {
    case .tooFewRows(let rows, let needed):
      "what is usual cannot be told from \(Figures.count(rows, "row")); it takes at least \(needed)"
    case .noColumns: "there are no columns to tell strange rows by"
    case .notFinite(let row, let column):
      "row \(row) of column \(column) is missing or infinite"
    case .differentColumns(let model, let data):
      "the detector was fitted to \(Figures.count(model, "column")), these rows have "
        + Figures.count(data)
    case .parameter(let name, let value, let expected):
      "\(name) is \(Figures.plain(value)), which is not \(expected)"
    case .tooLarge(let what, let bytes): "\(what) would take \(Figures.bytes(bytes))"
    }
  }

  public var remedy: String? {
    switch self {
    case .notFinite: "Fill missing values before."
    case .tooLarge: "Use fewer columns or smaller settings."
    default: nil
    }
  }

  public var verdict: Verdict {
    if case .parameter = self { .usage } else { .failed }
  }
}
