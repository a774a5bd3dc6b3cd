import EcommBase
import EcommData
import EcommLearn

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

  /// Folds that each have something to tell apart.
  func folds(_ count: Int, seed: UInt64) throws -> [Fold] {
    let folds = try splitting.folds(labels, count: count, seed: seed)
    for fold in folds {
      let known = Set(fold.training.map { labels[$0] })
      guard known.count < 2 else { continue }
      throw fault(known.first)
    }
    return folds
  }

  /// - Parameter label: the one that all rows to learn from have.
  func fault(_ label: Int?) -> ClassifyError {
    let name = splitting.protocolName
    return label.map { .oneClassToLearn(classes[$0], splitting: name) }
      ?? .nothingToLearn(splitting: name)
  }

  func selecting(_ rows: [Int]) -> ClassData {
    ClassData(
      table: table.selecting(rows: rows), labels: rows.map { labels[$0] }, classes: classes,
      splitting: splitting.selecting(rows), numbers: rows.map { numbers[$0] })
  }
}
