/// Rows of which most values are zero: for each row the columns that are not, ascending, and their
/// values (compressed sparse rows). A value costs twelve bytes.
public struct SparseRows: Sendable, Equatable {
  public let columnCount: Int
  /// Row r has the places `starts[r]..<starts[r + 1]`.
  public let starts: [Int]
  public let columns: [Int32]
  public let values: [Double]

  public var rowCount: Int { starts.count - 1 }

  public init(
    columnCount: Int, starts: [Int], columns: [Int32], values: [Double]
  ) throws(LinearError) {
    guard columnCount > 0, columnCount <= Int(Int32.max) else { throw .noColumns }
    guard starts.first == 0, starts.last == columns.count, columns.count == values.count else {
      throw .badSparseRow(row: 0)
    }
    for row in 0..<starts.count - 1 {
      try Self.check(row, starts, columns, values, columnCount)
    }
    self.init(checked: columnCount, starts, columns, values)
  }

  /// For makers whose rows are right by construction.
  init(checked columnCount: Int, _ starts: [Int], _ columns: [Int32], _ values: [Double]) {
    self.columnCount = columnCount
    self.starts = starts
    self.columns = columns
    self.values = values
  }

  private static func check(
    _ row: Int, _ starts: [Int], _ columns: [Int32], _ values: [Double], _ columnCount: Int
  ) throws(LinearError) {
    let (first, end) = (starts[row], starts[row + 1])
    guard first <= end, end <= columns.count else { throw .badSparseRow(row: row) }
    var last: Int32 = -1
    for place in first..<end {
      guard columns[place] > last, columns[place] < columnCount else {
        throw .badSparseRow(row: row)
      }
      guard values[place].magnitude < 1e150 else {
        throw .notFinite(column: Int(columns[place]), row: row)
      }
      last = columns[place]
    }
  }

  /// The rows of these numbers in this order.
  public func selecting(_ rows: [Int]) -> SparseRows {
    var (starts, columns, values) = ([0], [Int32](), [Double]())
    starts.reserveCapacity(rows.count + 1)
    for row in rows {
      let places = self.starts[row]..<self.starts[row + 1]
      columns.append(contentsOf: self.columns[places])
      values.append(contentsOf: self.values[places])
      starts.append(columns.count)
    }
    return SparseRows(checked: columnCount, starts, columns, values)
  }

  /// Sums of row · `slopes` (columns, outputs) + `intercepts`: (rows, outputs), row-major.
  func margins(_ slopes: [Double], _ intercepts: [Double]) -> [Double] {
    let outputs = intercepts.count
    var margins: [Double] = []
    margins.reserveCapacity(rowCount * outputs)
    for row in 0..<rowCount {
      margins.append(contentsOf: intercepts)
      let first = row * outputs
      for place in starts[row]..<starts[row + 1] {
        let column = Int(columns[place]) * outputs
        for output in 0..<outputs {
          margins[first + output] += values[place] * slopes[column + output]
        }
      }
    }
    return margins
  }
}
