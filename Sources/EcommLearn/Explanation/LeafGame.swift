/// The way to one leaf, for the interactions of its features. What it counts with a set of features known,
/// and the integral over them, is as in `TreeEdges`.
struct LeafGame: Sendable {
  let value: Double
  /// Distinct, in the order of the way.
  let features: [Int]
  let colds: [Double]
  /// For each feature the splits it passes, and whether to the left.
  let conditions: [[Condition]]

  struct Condition: Sendable, Equatable {
    let node: Int
    let isLeft: Bool
  }

  var count: Int { features.count }

  /// Adds the interaction of each pair to `phi` (count, count), upper triangle: half of
  /// value (hot_i - cold_i)(hot_j - cold_j) times the integral of the product over the others.
  func interactions(hot: [Double], rule: GaussLegendre, phi: inout [Double]) {
    for i in 0..<count {
      let others = (0..<count).filter { $0 != i }
      for q in rule.points.indices {
        let t = rule.points[q]
        var behind = [Double](repeating: 1, count: others.count + 1)
        for place in others.indices.reversed() {
          let j = others[place]
          behind[place] = behind[place + 1] * ((1 - t) * colds[j] + t * hot[j])
        }
        var ahead = rule.weights[q] * value * (hot[i] - colds[i]) / 2
        for (place, j) in others.enumerated() {
          if j > i { phi[i * count + j] += ahead * behind[place + 1] * (hot[j] - colds[j]) }
          ahead *= (1 - t) * colds[j] + t * hot[j]
        }
      }
    }
  }
}
