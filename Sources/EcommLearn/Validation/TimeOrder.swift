/// Rows in order of their times, rows of one time in the order in which they came.
struct TimeOrder {
  let rows: [Int]
  let distinct: Int
  private let times: [Double]

  init(_ times: [Double]) throws(SplitError) {
    if let row = times.firstIndex(where: \.isNaN) { throw .missingTime(row: row) }
    let rows = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    self.rows = rows
    self.times = times
    distinct = 1 + zip(rows, rows.dropFirst()).count { times[$0] != times[$1] }
  }

  /// The first place from `place` on at which a new time begins.
  func border(_ place: Int) -> Int {
    var border = place
    while border > 0, border < rows.count, times[rows[border]] == times[rows[border - 1]] {
      border += 1
    }
    return border
  }
}
