import EcommBase

/// Which features each tree, level and node may split on.
struct FeatureSampler {
  private let parameters: BoostingParameters
  private let random: SeededRandom
  private let ofTree: [Int]
  private let count: Int

  init(_ parameters: BoostingParameters, features: Int, random: SeededRandom) {
    self.parameters = parameters
    self.random = random
    count = features
    ofTree = Self.draw(
      Array(0..<features), share: parameters.columnSampleByTree, random.split(0))
  }

  /// A flag for each feature, or nil for all of them.
  func allowed(node: Int, depth: Int, path: [Int]) -> [Bool]? {
    let narrowest = min(
      parameters.columnSampleByTree, parameters.columnSampleByLevel, parameters.columnSampleByNode)
    if narrowest == 1, parameters.interactions.isEmpty { return nil }
    let ofLevel = Self.draw(
      ofTree, share: parameters.columnSampleByLevel, random.split(1 + UInt64(depth)))
    let ofNode = Self.draw(
      ofLevel, share: parameters.columnSampleByNode, random.split(1000 + UInt64(node)))
    let partners = partners(of: path)
    var flags = [Bool](repeating: false, count: count)
    for feature in ofNode where partners?.contains(feature) ?? true { flags[feature] = true }
    return flags
  }

  private static func draw(_ features: [Int], share: Double, _ random: SeededRandom) -> [Int] {
    guard share < 1 else { return features }
    var random = random
    let count = max(1, Int((share * Double(features.count)).rounded()))
    return random.sample(count, of: features.count).map { features[$0] }
  }

  /// Features that share a set with all of the path; a feature in no set is alone. Nil for all.
  private func partners(of path: [Int]) -> Set<Int>? {
    guard !parameters.interactions.isEmpty, !path.isEmpty else { return nil }
    var partners = Set(path)
    for group in parameters.interactions where path.allSatisfy(group.contains) {
      partners.formUnion(group)
    }
    return partners
  }
}
