import EcommBase
import EcommData
import EcommLearn

/// A detector with the preparation that it was fitted behind: from columns to scores.
struct FittedDetector: Sendable {
  let preparation: Preparation
  let detector: any OutlierDetector
  /// What is usual for each feature: the reasons of detectors whose score does not come apart.
  let usual: RobustDeviation

  /// `table` holds the columns of the schema.
  func scores(_ table: Table, parallel: Parallel) throws -> [Double] {
    try detector.scores(try matrix(table, parallel: parallel), parallel: parallel)
  }

  func matrix(_ table: Table, parallel: Parallel) throws -> Matrix {
    try preparation.apply(table, parallel: parallel).matrix()
  }
}

/// How a kind of detector is fitted to rows, none of whose labels it sees.
struct DetectorRecipe: Sendable {
  let kind: DetectorKind
  let settings: AnomalySettings

  /// Categories become columns of 0 and 1, long tails logarithms, missing values medians with a mark.
  private static let preparation = PreparationRecipe(
    steps: [.dates, .ratios, .levels, .logarithms, .imputation, .oneHot])
  /// Numbers in the rows of one detector: 4 GB.
  private static let mostNumbers = 1 << 29

  func fit(_ table: Table, parallel: Parallel) throws -> FittedDetector {
    var parameters = settings.detectors
    parameters.seed = settings.seed
    let (preparation, rows) = try Self.prepare(table, parallel)
    return FittedDetector(
      preparation: preparation,
      detector: try kind.fit(rows, parameters: parameters, parallel: parallel),
      usual: try RobustDeviation.fit(rows, parallel: parallel))
  }

  /// No step of this chain looks at labels.
  static func prepare(_ table: Table, _ parallel: Parallel) throws -> (Preparation, Matrix) {
    let rows = FittingRows(
      labels: [Int](repeating: 0, count: table.rowCount), classes: 2, seed: 0)
    let (fitted, features) = try preparation.fit(table, rows, parallel: parallel)
    let numbers = features.table.columns.count * features.rowCount
    guard numbers <= mostNumbers else {
      throw OutlierError.tooLarge(
        what: "\(Figures.count(features.table.columns.count, "feature")) of these rows",
        bytes: numbers * 8)
    }
    return (fitted, features.matrix())
  }
}

extension Features {
  /// (rows, features), numbers only.
  func matrix() -> Matrix {
    let columns = table.columns.map { $0.values.doubles ?? [] }
    var values = [Double](repeating: 0, count: rowCount * columns.count)
    for (place, column) in columns.enumerated() {
      for row in 0..<rowCount { values[row * columns.count + place] = column[row] }
    }
    return Matrix(rows: rowCount, columns: columns.count, values: values)
  }
}
