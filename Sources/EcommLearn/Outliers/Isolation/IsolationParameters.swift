/// How an isolation forest is grown.
public struct IsolationParameters: Sendable, Equatable {
  public var trees = 100
  /// Rows that each tree is grown from; all of them if there are fewer.
  public var sample = 256
  /// Columns in each split: 1 cuts along one column, more cut by a slanted plane, 0 by all of them.
  public var splitColumns = 1
  public var seed: UInt64 = 42

  public init() {}

  static let treeRange = 1...10_000
  static let sampleRange = 2...16_384
  /// Places for nodes in all trees together.
  static let nodeLimit = 1 << 24

  public func validate() throws(OutlierError) {
    try Self.check("trees", trees, Self.treeRange)
    try Self.check("sample", sample, Self.sampleRange)
    guard splitColumns >= 0 else {
      throw .parameter(name: "split-columns", value: Double(splitColumns), expected: "0 or more")
    }
    let nodes = trees << (IsolationTree.depthLimit(sample: sample) + 1)
    guard nodes <= Self.nodeLimit else {
      throw .tooLarge(what: "a forest of \(trees) trees of \(sample) rows", bytes: nodes * 8)
    }
  }

  private static func check(
    _ name: String, _ value: Int, _ range: ClosedRange<Int>
  ) throws(OutlierError) {
    guard range.contains(value) else {
      throw .parameter(
        name: name, value: Double(value),
        expected: "from \(range.lowerBound) to \(range.upperBound)")
    }
  }
}
