import EcommBase
import EcommData

/// Rows ready for detectors: columns of the schema, and what is known of each row besides.
struct AnomalyData: Sendable {
  /// The feature columns, as `Schema.read` makes them.
  let table: Table
  /// Whether a row is known to be strange.
  let labels: [Bool]?
  /// When each row was.
  let times: [Double]?
  /// Where each row stood in the input, from 0.
  let numbers: [Int]

  var rows: Int { table.rowCount }

  func selecting(_ rows: [Int]) -> AnomalyData {
    AnomalyData(
      table: table.selecting(rows: rows), labels: labels.map { all in rows.map { all[$0] } },
      times: times.map { all in rows.map { all[$0] } }, numbers: rows.map { numbers[$0] })
  }

  var fingerprint: String {
    TableFingerprint.of(table, labels: (labels ?? []).map { $0 ? 1 : 0 })
  }

  /// The day of each row, where every row has a time.
  var dayNumbers: [Int]? {
    times.flatMap { times in
      times.contains(where: \.isNaN)
        ? nil : times.map { Timestamp(microseconds: Int64($0)).dayNumber }
    }
  }

  /// From the first row to the last, at least one.
  var days: Double? {
    guard let known = times?.filter({ !$0.isNaN }), let first = known.min(), let last = known.max()
    else { return nil }
    return max(1, (last - first) / (86_400 * Double(Timestamp.second)))
  }

  var splitting: Splitting { times.map(Splitting.ordered) ?? .stratified }
}
