import EcommBase
import EcommTestKit

/// Rows in round clusters, and a few that belong to none.
enum ClusterSample {
  static func rows(
    seed: UInt64, rows: Int = 400, columns: Int = 3, clusters: Int = 4, strays: Int = 10
  ) -> Matrix {
    var random = SeededRandom(seed: seed)
    let centres = (0..<clusters * columns).map { _ in random.uniform() * 20 }
    var values: [Double] = []
    for row in 0..<rows {
      let own = row < rows - strays ? row % clusters : nil
      for column in 0..<columns {
        let value = own.map { centres[$0 * columns + column] + random.normal() }
        values.append(value ?? random.uniform() * 40 - 10)
      }
    }
    return Matrix(rows: rows, columns: columns, values: values)
  }

  static func bits(_ values: [Double]) -> [UInt64] { values.map(\.bitPattern) }
}

extension ContractRows {
  /// (rows, columns)
  var matrix: Matrix {
    Matrix(
      rows: count, columns: columns.count,
      values: (0..<count).flatMap { row in columns.map { $0[row] } })
  }
}
