/// Data or settings that no linear model can be fitted to.
public enum LinearError: Error, Sendable, Equatable {
  case noRows
  case noColumns
  case differentCounts(what: String, count: Int, rows: Int)
  case unequalColumns(column: Int, count: Int, rows: Int)
  case notFinite(column: Int, row: Int)
  case notFiniteTarget(row: Int)
  case badSparseRow(row: Int)
  case badWeights
  case noWeight
  case badLabel(row: Int, label: Int, classes: Int)
  case oneClass
  case emptyClass(Int)
  /// Without a penalty the coefficients grow without end.
  case separable
  case badParameter(name: String, expected: String)
  case differentColumns(model: Int, data: Int)
  case tooManyColumns(count: Int, limit: Int)
  case missingValue(row: Int)
}
