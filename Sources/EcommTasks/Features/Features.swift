import EcommBase
import EcommData
import EcommLearn

/// What a learner gets: columns of numbers and categories, and terms of texts behind them.
public struct Features: Sendable {
  /// Numbers and categories only.
  let table: Table
  let terms: SparseRows?
  /// Of the columns of `terms`.
  let termNames: [String]

  public var rowCount: Int { table.rowCount }
  public var names: [String] { table.names + termNames }

  init(_ table: Table, terms: SparseRows? = nil, termNames: [String] = []) {
    self.table = table
    self.terms = terms
    self.termNames = termNames
  }

  /// Without terms: numbers, and categories by their codes.
  func plainColumns() -> [FeatureColumn] {
    table.columns.map { column -> FeatureColumn in
      switch column.values {
      case .categories(let values): .categories(values.codes)
      default: .doubles(column.values.doubles ?? [])
      }
    }
  }

  /// For trees: terms as numbers behind the columns.
  func boostingColumns() -> [FeatureColumn] {
    plainColumns() + (terms.map { Self.dense($0).map(FeatureColumn.doubles) } ?? [])
  }

  /// For linear models without terms.
  func denseColumns() throws -> DenseColumns {
    try DenseColumns(table.columns.map { $0.values.doubles ?? [] })
  }

  /// For linear models with terms: the other columns stand before them.
  func sparseRows() throws -> SparseRows {
    let numbers = table.columns.map { $0.values.doubles ?? [] }
    if let terms, numbers.isEmpty { return terms }
    var starts = [0]
    var columns: [Int32] = []
    var values: [Double] = []
    for row in 0..<rowCount {
      for (place, column) in numbers.enumerated() where column[row] != 0 {
        columns.append(Int32(truncatingIfNeeded: place))
        values.append(column[row])
      }
      if let terms {
        let own = terms.starts[row]..<terms.starts[row + 1]
        columns.append(contentsOf: terms.columns[own].map { $0 + Int32(numbers.count) })
        values.append(contentsOf: terms.values[own])
      }
      starts.append(columns.count)
    }
    return try SparseRows(
      columnCount: numbers.count + (terms?.columnCount ?? 0), starts: starts, columns: columns,
      values: values)
  }

  private static func dense(_ terms: SparseRows) -> [[Double]] {
    var columns = [[Double]](
      repeating: [Double](repeating: 0, count: terms.rowCount), count: terms.columnCount)
    for row in 0..<terms.rowCount {
      for place in terms.starts[row]..<terms.starts[row + 1] {
        columns[Int(terms.columns[place])][row] = terms.values[place]
      }
    }
    return columns
  }
}
