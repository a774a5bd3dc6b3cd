import EcommBase

/// Tells how strange rows are, having seen what is usual.
///
/// A score has no unit: higher is stranger, and it depends on the row and the fitted detector alone. What
/// score is worth an alarm is decided elsewhere.
public protocol OutlierDetector: Sendable {
  /// Columns of the rows that it takes.
  var width: Int { get }

  /// One finite number for each row.
  func scores(_ rows: Matrix, parallel: Parallel) throws -> [Double]

  /// (rows, columns): how much each column adds to the strangeness of each row, in the detector's own
  /// unit; nil where the score does not come apart into columns.
  func parts(_ rows: Matrix, parallel: Parallel) throws -> Matrix?

  var json: JSON { get }
  init(_ fields: JSONFields) throws
}

extension OutlierDetector {
  public func parts(_ rows: Matrix, parallel: Parallel) throws -> Matrix? { nil }

  func check(_ rows: Matrix) throws(OutlierError) {
    guard rows.columns == width else {
      throw .differentColumns(model: width, data: rows.columns)
    }
    try rows.checkFinite()
  }
}

extension Matrix {
  /// Enough rows of finite numbers to learn from.
  func checkForFitting(fewest: Int = 2) throws(OutlierError) {
    guard columns > 0 else { throw .noColumns }
    guard rows >= fewest else { throw .tooFewRows(rows, needed: fewest) }
    try checkFinite()
  }

  fileprivate func checkFinite() throws(OutlierError) {
    guard let place = values.firstIndex(where: { !$0.isFinite }) else { return }
    throw .notFinite(row: place / columns, column: place % columns)
  }

  /// The rows of these numbers.
  public func selecting(_ numbers: [Int]) -> Matrix {
    var picked: [Double] = []
    picked.reserveCapacity(numbers.count * columns)
    for number in numbers { picked += row(number) }
    return Matrix(rows: numbers.count, columns: columns, values: picked)
  }
}

extension SeededRandom {
  /// `count` different numbers of `0..<n`, ascending, in time that does not grow with `n` (Floyd).
  mutating func few(_ count: Int, of n: Int) -> [Int] {
    var chosen = Set<Int>()
    for last in max(0, n - count)..<max(0, n) {
      let number = below(last + 1)
      chosen.insert(chosen.contains(number) ? last : number)
    }
    return chosen.sorted()
  }
}
