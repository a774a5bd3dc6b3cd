import EcommBase

extension ClusterError: Complaint {
  public var problem: String {
    switch self {
    case .noRows: "there are no rows"
    case .noColumns: "there are no columns"
    case .notFinite(let row, let column):
      "row \(row) of column \(column) is missing, infinite or too large to be squared"
    case .badWeights: "weights must be one for each row, not negative, and their sum finite"
    case .noWeight: "all weights are zero"
    case .badParameter(let name, let expected): "\(name) must be \(expected)"
    case .fewRows(let count, let least):
      "there \(count == 1 ? "is" : "are") \(Figures.count(count, "row")), and at least "
        + "\(Figures.count(least)) are needed"
    case .fewDistinctRows(let clusters):
      "there are fewer than \(Figures.count(clusters)) different rows, so there cannot be "
        + "\(Figures.count(clusters, "cluster"))"
    case .differentColumns(let model, let data):
      "the model was made from \(Figures.count(model, "column")), these rows have \(data)"
    case .differentCounts(let what, let count, let rows):
      "there are \(Figures.count(count)) \(what) for \(Figures.count(rows, "row"))"
    case .oneCluster: "there are fewer than two clusters to compare"
    case .noSpread: "the rows have no spread that clusters or directions could explain"
    case .overflow: "the rows are so large that their squared distances have no finite sum"
    }
  }

  public var remedy: String? {
    switch self {
    case .notFinite: "Fill or drop missing values before clustering."
    case .fewRows, .fewDistinctRows: "Ask for fewer clusters."
    case .overflow: "Scale the columns first."
    default: nil
    }
  }
}
