import EcommBase

/// The chances of rows that were not learned from, and what they truly are.
public struct JudgedRows: Sendable {
  /// Their places in the table.
  let rows: [Int]
  /// (rows, classes)
  var probabilities: Matrix
  let labels: [Int]
  /// The fold that each was judged in.
  let folds: [Int]

  public var count: Int { rows.count }
  var classes: Int { probabilities.columns }
  /// Of the positive one of two classes.
  var chances: [Double] { probabilities.column(1) }
  var isPositive: [Bool] { labels.map { $0 == 1 } }

  func selecting(_ places: [Int]) -> JudgedRows {
    JudgedRows(
      rows: places.map { rows[$0] },
      probabilities: Matrix(
        rows: places.count, columns: classes, values: places.flatMap { probabilities.row($0) }),
      labels: places.map { labels[$0] }, folds: places.map { folds[$0] })
  }

  /// A hold-out is one fold.
  init(heldOut probabilities: Matrix, labels: [Int]) {
    rows = Array(labels.indices)
    self.probabilities = probabilities
    self.labels = labels
    folds = [Int](repeating: 0, count: labels.count)
  }

  private init(rows: [Int], probabilities: Matrix, labels: [Int], folds: [Int]) {
    self.rows = rows
    self.probabilities = probabilities
    self.labels = labels
    self.folds = folds
  }
}

extension JudgedRows {
  init(_ outOfFold: OutOfFold, labels: [Int]) {
    var folds = [Int](repeating: -1, count: labels.count)
    for (fold, part) in outOfFold.folds.enumerated() {
      for row in part.test { folds[row] = fold }
    }
    let rows = labels.indices.filter { folds[$0] >= 0 }
    let all = outOfFold.probabilities
    self.init(
      rows: rows,
      probabilities: Matrix(
        rows: rows.count, columns: all.columns, values: rows.flatMap { all.row($0) }),
      labels: rows.map { labels[$0] }, folds: rows.map { folds[$0] })
  }
}
