import EcommBase

/// Mean and standard deviation of each column, scaled so that no square overflows.
struct ColumnMoments: Sendable {
  let means: [Double]
  /// Of a population.
  let deviations: [Double]

  init(_ rows: Matrix) {
    let share = 1 / Double(max(1, rows.rows))
    var means = [Double](repeating: 0, count: rows.columns)
    var largest = means
    for row in 0..<rows.rows {
      for column in 0..<rows.columns { means[column] += rows[row, column] * share }
    }
    for row in 0..<rows.rows {
      for column in 0..<rows.columns {
        largest[column] = max(largest[column], abs(rows[row, column] - means[column]))
      }
    }
    var squares = [Double](repeating: 0, count: rows.columns)
    for row in 0..<rows.rows {
      for column in 0..<rows.columns where largest[column] > 0 {
        let part = (rows[row, column] - means[column]) / largest[column]
        squares[column] += part * part * share
      }
    }
    self.means = means
    deviations = zip(squares, largest).map { $0.squareRoot() * $1 }
  }
}
