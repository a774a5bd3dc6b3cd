/// Labels and weights of rows, checked once.
struct ClassRows: Sendable {
  let labels: [Int32]
  let classes: Int
  /// Empty means one each.
  let weights: [Double]
  let totalWeight: Double
  /// Weight of each class.
  let classWeights: [Double]

  /// One column of scores for two classes, else one for each class.
  var outputs: Int { classes == 2 ? 1 : classes }

  init(
    _ labels: [Int], classes: Int, weights: [Double], rows: Int
  ) throws(LinearError) {
    guard rows > 0 else { throw .noRows }
    guard classes >= 2 else { throw .oneClass }
    guard labels.count == rows else {
      throw .differentCounts(what: "labels", count: labels.count, rows: rows)
    }
    if let row = labels.firstIndex(where: { $0 < 0 || $0 >= classes }) {
      throw .badLabel(row: row, label: labels[row], classes: classes)
    }
    self.weights = try RowWeights.checked(weights, rows: rows)
    self.labels = labels.map { Int32(truncatingIfNeeded: $0) }
    self.classes = classes
    classWeights = Self.weigh(labels, classes, weights)
    totalWeight = classWeights.reduce(0, +)
    guard classWeights.count(where: { $0 > 0 }) > 1 else { throw .oneClass }
    if let empty = classWeights.firstIndex(of: 0) { throw .emptyClass(empty) }
  }

  private static func weigh(_ labels: [Int], _ classes: Int, _ weights: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: classes)
    for (row, label) in labels.enumerated() { sums[label] += weights.isEmpty ? 1 : weights[row] }
    return sums
  }

  /// Intercepts at which every row gets the classes' shares; sum zero for several classes.
  var startingIntercepts: [Double] {
    let logs = classWeights.map { Log.natural($0 / totalWeight) }
    guard classes > 2 else { return [logs[1] - logs[0]] }
    let mean = logs.reduce(0, +) / Double(classes)
    return logs.map { $0 - mean }
  }
}

enum RowWeights {
  static func checked(_ weights: [Double], rows: Int) throws(LinearError) -> [Double] {
    guard weights.isEmpty || weights.count == rows, weights.allSatisfy({ $0 >= 0 }),
      weights.reduce(0, +).isFinite
    else { throw .badWeights }
    guard weights.isEmpty || weights.contains(where: { $0 > 0 }) else { throw .noWeight }
    return weights
  }
}
