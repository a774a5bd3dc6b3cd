/// How to train boosted trees. The defaults suit a few thousand rows and more.
public struct BoostingParameters: Sendable, Equatable {
  /// Rounds: each makes one tree, or one for each class.
  public var trees = 100
  /// What share of each tree's answer is used.
  public var learningRate = 0.1
  /// Splits on the way to a leaf; 0 for no limit, where `maxLeaves` is set.
  public var maxDepth = 6
  /// Leaves of a tree. 0: trees grow level by level to `maxDepth`. Otherwise the leaf with the most gain
  /// is split next.
  public var maxLeaves = 0
  /// Penalty on the square of leaf values. Leaves that hold quantiles (absolute, quantile) are not shrunk by
  /// it, nor by `alpha`: there both only choose the splits.
  public var lambda = 1.0
  /// Penalty on the size of leaf values.
  public var alpha = 0.0
  /// The gain that a split must exceed.
  public var gamma = 0.0
  /// The least sum of second derivatives in a leaf.
  public var minimumChildWeight = 1.0
  /// The largest leaf value before the learning rate; 0 for no limit.
  public var maximumStep = 0.0
  /// Share of the rows that each tree sees.
  public var rowSample = 1.0
  /// Shares of the features: drawn for each tree, of those for each level, of those for each node.
  public var columnSampleByTree = 1.0
  public var columnSampleByLevel = 1.0
  public var columnSampleByNode = 1.0
  /// Bins of a feature, the one for missing values included.
  public var bins = 256
  /// Up to so many categories each is tried against all others; more are sorted by their gradients.
  public var oneHotCategories = 4
  /// Added to `lambda` where categories are sorted: rare ones would be trusted too much.
  public var categoryLambda = 10.0
  /// For each feature 1 (the answer may only rise with it), -1 (only fall) or 0; empty for none.
  public var monotone: [Int] = []
  /// Sets of features that may meet on one way through a tree; empty for all.
  public var interactions: [[Int]] = []
  /// Stop when the loss on the validation rows has not fallen for so many rounds; 0 for never.
  public var earlyStoppingRounds = 0
  public var seed: UInt64 = 0

  public init() {}
}

extension BoostingParameters {
  public static let depthLimit = 64
  /// Level by level a tree has up to 2^depth leaves, each with a histogram while it grows.
  public static let levelLimit = 16
  public static let leafLimit = 1 << 13

  /// Throws what is wrong with the first parameter that is out of its range.
  public func validate() throws(BoostingError) {
    try check("trees", Double(trees), 1...1_000_000)
    try check("learningRate", learningRate, 1e-9...1)
    try check("maxLeaves", Double(maxLeaves), 0...Double(Self.leafLimit))
    let deepest = maxLeaves > 0 ? Self.depthLimit : Self.levelLimit
    try check("maxDepth", Double(maxDepth), (maxLeaves > 0 ? 0 : 1)...Double(deepest))
    for (name, value) in penalties { try check(name, value, 0...1e18) }
    for (name, value) in shares { try check(name, value, 1e-6...1) }
    try check("bins", Double(bins), 3...256)
    try check("oneHotCategories", Double(oneHotCategories), 0...256)
    try check("earlyStoppingRounds", Double(earlyStoppingRounds), 0...1_000_000)
    if maxLeaves == 1 { throw .parameter("maxLeaves", 1, "0, or 2 and more") }
  }

  /// Also against the features that there are.
  func validate(features: [FeatureKind]) throws(BoostingError) {
    try validate()
    guard monotone.isEmpty || monotone.count == features.count else {
      throw .parameter("monotone", Double(monotone.count), "a list of \(features.count) entries")
    }
    for (feature, direction) in monotone.enumerated() where direction != 0 {
      guard abs(direction) == 1 else {
        throw .parameter("monotone", Double(direction), "a list of -1, 0 and 1")
      }
      if features[feature] == .category { throw .monotoneCategory(feature: feature) }
    }
    for feature in interactions.joined() where !features.indices.contains(feature) {
      throw .parameter("interactions", Double(feature), "sets of features below \(features.count)")
    }
  }

  /// No order asked of any feature is no constraint, which grows faster.
  var plain: BoostingParameters {
    var plain = self
    if monotone.allSatisfy({ $0 == 0 }) { plain.monotone = [] }
    return plain
  }

  private var penalties: [(String, Double)] {
    [
      ("lambda", lambda), ("alpha", alpha), ("gamma", gamma), ("maximumStep", maximumStep),
      ("minimumChildWeight", minimumChildWeight), ("categoryLambda", categoryLambda),
    ]
  }

  private var shares: [(String, Double)] {
    [
      ("rowSample", rowSample), ("columnSampleByTree", columnSampleByTree),
      ("columnSampleByLevel", columnSampleByLevel), ("columnSampleByNode", columnSampleByNode),
    ]
  }

  private func check(
    _ name: String, _ value: Double, _ range: ClosedRange<Double>
  ) throws(BoostingError) {
    guard range.contains(value) else {
      throw .parameter(name, value, "from \(range.lowerBound) to \(range.upperBound)")
    }
  }
}
