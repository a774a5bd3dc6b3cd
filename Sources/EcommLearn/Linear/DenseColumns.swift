import EcommBase

/// Rows and columns of numbers as a linear learner reads them, in the shape in which they are at hand;
/// nothing is copied.
public struct DenseColumns: Sendable {
  enum Storage: Sendable {
    case doubles([[Double]])
    case floats([[Float]])
    case rows(Matrix)
  }

  let storage: Storage
  public let rowCount: Int
  public let columnCount: Int

  public init(_ columns: [[Double]]) throws(LinearError) {
    rowCount = try Self.rowCount(columns.map(\.count))
    columnCount = columns.count
    storage = .doubles(columns)
  }

  public init(_ columns: [[Float]]) throws(LinearError) {
    rowCount = try Self.rowCount(columns.map(\.count))
    columnCount = columns.count
    storage = .floats(columns)
  }

  public init(_ matrix: Matrix) throws(LinearError) {
    guard matrix.columns > 0 else { throw .noColumns }
    rowCount = matrix.rows
    columnCount = matrix.columns
    storage = .rows(matrix)
  }

  private static func rowCount(_ counts: [Int]) throws(LinearError) -> Int {
    guard let rows = counts.first else { throw .noColumns }
    if let column = counts.firstIndex(where: { $0 != rows }) {
      throw .unequalColumns(column: column, count: counts[column], rows: rows)
    }
    return rows
  }

  /// The value as a double; for checks and explanations, not for loops over a million rows.
  public subscript(row: Int, column: Int) -> Double {
    switch storage {
    case .doubles(let columns): columns[column][row]
    case .floats(let columns): Double(columns[column][row])
    case .rows(let matrix): matrix[row, column]
    }
  }
}
