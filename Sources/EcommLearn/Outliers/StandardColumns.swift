import EcommBase

/// Columns less their mean in units of their deviation, so that distances between rows mean something.
///
/// What lies farther out than a hundred deviations is drawn in to that: one wild value shows, and leaves the
/// numbers numbers. Constant columns are 0.
struct StandardColumns: Sendable, Equatable {
  let means: [Double]
  /// 0 for constant columns.
  let scales: [Double]

  static let farthest = 100.0

  init(of rows: Matrix) {
    let moments = ColumnMoments(rows)
    means = moments.means
    scales = moments.deviations.map { $0 > 0 && (1 / $0).isFinite ? 1 / $0 : 0 }
  }

  func apply(_ rows: Matrix) -> Matrix {
    var values = rows.values
    for place in values.indices {
      let column = place % rows.columns
      let scaled = scales[column] == 0 ? 0 : (values[place] - means[column]) * scales[column]
      values[place] = min(max(scaled, -Self.farthest), Self.farthest)
    }
    return Matrix(rows: rows.rows, columns: rows.columns, values: values)
  }

  var json: JSON { ["means": .numbers(means), "scales": .numbers(scales)] }

  init(_ fields: JSONFields) throws {
    means = try fields.numbers("means")
    scales = try fields.numbers("scales", count: means.count)
    guard (1...BoostedTrees.featureLimit).contains(means.count),
      scales.allSatisfy({ $0 >= 0 })
    else { throw fields.fault("scales", expected: "numbers that are not negative, at least one") }
  }
}
