import EcommBase
import EcommData

/// Labelled rows ready for training: columns of the schema, the class of each row, and how they may be
/// split.
struct ClassData: Sendable {
  /// The feature columns, as `Schema.read` makes them.
  let table: Table
  let labels: [Int]
  let classes: [String]
  let splitting: Splitting
  /// Where each row stood in the input, from 0.
  let numbers: [Int]

  var rows: Int { labels.count }

  func selecting(_ rows: [Int]) -> ClassData {
    ClassData(
      table: table.selecting(rows: rows), labels: rows.map { labels[$0] }, classes: classes,
      splitting: splitting.selecting(rows), numbers: rows.map { numbers[$0] })
  }
}
