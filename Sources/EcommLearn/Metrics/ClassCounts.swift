/// Which class was taken for which, in weights of rows.
public struct ClassCounts: Sendable, Equatable {
  /// (classes, classes): the truth down, what was predicted across.
  public let table: [[Double]]

  public var classes: Int { table.count }

  public init(
    _ predicted: [Int], truth: [Int], classes: Int, weights: [Double] = []
  ) throws(MetricError) {
    try MetricError.check(classes: classes, predicted, truth, weights)
    var table = [[Double]](
      repeating: [Double](repeating: 0, count: classes), count: classes)
    for row in truth.indices {
      table[truth[row]][predicted[row]] += weights.isEmpty ? 1 : weights[row]
    }
    self.table = table
  }
}

/// Where a rate has nothing to divide by it is zero, as in scikit-learn.
extension ClassCounts {
  public var total: Double { table.joined().reduce(0, +) }

  public var accuracy: Double {
    total > 0 ? table.indices.reduce(0) { $0 + table[$1][$1] } / total : 0
  }

  /// The class against the rest.
  public func confusion(of index: Int) -> Confusion {
    var confusion = Confusion()
    confusion.truePositives = table[index][index]
    confusion.falseNegatives = truths(index) - table[index][index]
    confusion.falsePositives = table.reduce(0) { $0 + $1[index] } - table[index][index]
    confusion.trueNegatives =
      total - confusion.truePositives - confusion.falseNegatives - confusion.falsePositives
    return confusion
  }

  /// Weight of the rows that are of the class.
  public func truths(_ index: Int) -> Double { table[index].reduce(0, +) }

  /// The mean over the classes that occur, in truth or prediction, each counting the same.
  public func macro(_ rate: (Confusion) -> Double) -> Double {
    let present = table.indices.map(confusion).filter {
      $0.truePositives + $0.falseNegatives + $0.falsePositives > 0
    }
    return present.isEmpty ? 0 : present.reduce(0) { $0 + rate($1) } / Double(present.count)
  }

  /// The mean over the classes, each counting as much as it has rows.
  public func weighted(_ rate: (Confusion) -> Double) -> Double {
    guard total > 0 else { return 0 }
    return table.indices.reduce(0) { $0 + truths($1) * rate(confusion(of: $1)) } / total
  }

  public var macroF1: Double { macro(\.f1) }
  public var weightedF1: Double { weighted(\.f1) }

  /// The mean recall of the classes that have rows.
  public var balancedAccuracy: Double {
    let present = table.indices.filter { truths($0) > 0 }
    let sum = present.reduce(0) { $0 + table[$1][$1] / truths($1) }
    return present.isEmpty ? 0 : sum / Double(present.count)
  }
}
