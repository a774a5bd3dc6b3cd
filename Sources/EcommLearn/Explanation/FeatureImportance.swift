/// How much a model uses each feature, from its splits alone.
public struct FeatureImportance: Sendable, Equatable {
  /// The gain of all splits by the feature.
  public let gains: [Double]
  /// The sum of the second derivatives that passed them.
  public let covers: [Double]
  public let counts: [Int]

  public init(_ model: BoostedTrees) {
    var gains = [Double](repeating: 0, count: model.features.count)
    var covers = gains
    var counts = [Int](repeating: 0, count: model.features.count)
    for tree in model.trees {
      for node in 0..<tree.count where !tree.isLeaf(node) {
        gains[tree.features[node]] += Double(tree.gains[node])
        covers[tree.features[node]] += Double(tree.covers[node])
        counts[tree.features[node]] += 1
      }
    }
    self.gains = gains
    self.covers = covers
    self.counts = counts
  }
}
