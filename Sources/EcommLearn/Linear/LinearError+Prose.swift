import EcommBase

extension LinearError: Complaint {
  public var problem: String {
    switch self {
    case .noRows: "there are no rows to learn from"
    case .noColumns: "there are no columns to learn from"
    case .differentCounts(let what, let count, let rows):
      "there are \(Figures.count(count)) \(what) for \(Figures.count(rows, "row"))"
    case .unequalColumns(let column, let count, let rows):
      "column \(column) has \(Figures.count(count, "value")), the first one has \(rows)"
    case .notFinite(let column, let row):
      "row \(row) of column \(column) is missing or infinite"
    case .notFiniteTarget(let row): "the target of row \(row) is missing or infinite"
    case .badSparseRow(let row):
      "the columns of sparse row \(row) are not ascending and inside the matrix"
    case .badWeights: "weights must be one for each row, not negative, and their sum finite"
    case .noWeight: "all weights are zero"
    case .badLabel(let row, let label, let classes):
      "row \(row) is of class \(label), but there are classes 0 to \(classes - 1)"
    case .oneClass: "all rows are of one class, so there is nothing to tell apart"
    case .emptyClass(let index): "class \(index) has no rows"
    case .separable:
      "the columns tell the classes apart without a mistake, so without a penalty the coefficients "
        + "grow without end"
    case .badParameter(let name, let expected): "\(name) must be \(expected)"
    case .differentColumns(let model, let data):
      "the model was trained on \(Figures.count(model, "column")), these rows have \(data)"
    case .tooManyColumns(let count, let limit):
      "a table of products of \(Figures.count(count, "column")) would take "
        + "\(Figures.bytes(count * count * 8)); \(Figures.count(limit)) columns are the most"
    case .missingValue(let row): "row \(row) has a missing or infinite value"
    }
  }

  public var remedy: String? {
    switch self {
    case .notFinite, .notFiniteTarget, .missingValue: "Fill missing values before a linear model."
    case .separable: "Use a penalty, or drop the column that gives the target away."
    default: nil
    }
  }
}
