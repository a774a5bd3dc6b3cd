/// Rows as naive Bayes reads them: columns of numbers and categories, and the terms of texts behind them.
public struct BayesRows: Sendable {
  let columns: [FeatureColumn]
  let terms: SparseRows?
  public let rowCount: Int

  public var columnCount: Int { columns.count + (terms?.columnCount ?? 0) }

  public init(_ columns: [FeatureColumn], terms: SparseRows? = nil) throws(LinearError) {
    guard let rows = columns.first?.count ?? terms?.rowCount else { throw .noColumns }
    if let place = columns.firstIndex(where: { $0.count != rows }) {
      throw .unequalColumns(column: place, count: columns[place].count, rows: rows)
    }
    if let terms, terms.rowCount != rows {
      throw .differentCounts(what: "rows of terms", count: terms.rowCount, rows: rows)
    }
    self.columns = columns
    self.terms = terms
    rowCount = rows
  }
}

extension FeatureColumn {
  /// The numbers of a column that has such.
  var wide: [Double] {
    switch self {
    case .doubles(let values): values
    case .numbers(let values): values.map(Double.init)
    case .categories: []
    }
  }
}
