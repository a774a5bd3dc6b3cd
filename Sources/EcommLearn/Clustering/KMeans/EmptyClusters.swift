import EcommBase

/// Rows for clusters that lost all of theirs: those furthest from their own centres, each from a
/// cluster that has others left.
enum EmptyClusters {
  static func rows(for empty: [Int], _ run: LloydRun) throws -> [Int] {
    let columns = run.rows.columns
    let parts = try run.parallel.map(run.rows.chunks.count) { part in
      run.rows.matrix.values.withUnsafeBufferPointer { values in
        run.centres.withUnsafeBufferPointer { centres -> [(Int, Double)] in
          guard let values = values.baseAddress, let centres = centres.baseAddress else {
            return []
          }
          let far = run.rows.chunks[part].compactMap { row -> (Int, Double)? in
            let own = centres + Int(run.labels[row]) * columns
            let distance = RowDistance.squared(values + row * columns, own, columns)
            return distance > 0 && run.rows.weight(row) > 0 ? (row, distance) : nil
          }
          return Array(far.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(empty.count))
        }
      }
    }
    let all = parts.flatMap { $0 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    return all.prefix(empty.count).map(\.0)
  }
}
