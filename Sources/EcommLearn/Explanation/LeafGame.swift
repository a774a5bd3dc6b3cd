/// The Shapley values of one leaf.
///
/// On the way to a leaf stand some features. With a set S of them known, the leaf counts
/// value * (product over S of hot_i) * (product over the others of cold_i): hot_i is 1 if the row
/// would pass feature i's splits and 0 if not, cold_i is the share of training rows that passed them (Lundberg
/// et al., "Consistent Individualized Feature Attribution for Tree Ensembles", 2018). Shapley's weight of a
/// set is the integral of t^|S| (1 - t)^(n - 1 - |S|) over [0, 1], so
///
///     phi_i = value (hot_i - cold_i) integral of the product over j != i of (1 - t) cold_j + t hot_j
///
/// A polynomial: few points integrate it exactly, and all factors are positive, so nothing cancels. Cost:
/// n^2 / 2 multiplications, or a look-up in a table of 2^n ways to be hot.
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

  /// Room for `contributions`: two products for each feature.
  var scratch: Int { 2 * count + 2 }

  /// Sets `phi` (count) for `hot` (count) of zeros and ones.
  func contributions(
    hot: UnsafePointer<Double>, rule: GaussLegendre, scratch: UnsafeMutablePointer<Double>,
    phi: UnsafeMutablePointer<Double>
  ) {
    let behind = scratch + count + 1
    for i in 0..<count { phi[i] = 0 }
    for q in rule.points.indices {
      let t = rule.points[q]
      behind[count] = 1
      for i in stride(from: count - 1, through: 0, by: -1) {
        scratch[i] = (1 - t) * colds[i] + t * hot[i]
        behind[i] = behind[i + 1] * scratch[i]
      }
      var ahead = rule.weights[q]
      for i in 0..<count {
        phi[i] += ahead * behind[i + 1]
        ahead *= scratch[i]
      }
    }
    for i in 0..<count { phi[i] *= value * (hot[i] - colds[i]) }
  }

  /// (count, 2^count): `contributions` for each way to be hot, bit i for feature i.
  func table(rule: GaussLegendre) -> [Double] {
    let ways = 1 << count
    var table = [Double](repeating: 0, count: count * ways)
    var scratch = [Double](repeating: 0, count: scratch)
    var hot = [Double](repeating: 0, count: count)
    var phi = hot
    for way in 0..<ways {
      for i in 0..<count { hot[i] = way >> i & 1 == 1 ? 1 : 0 }
      contributions(hot: hot, rule: rule, scratch: &scratch, phi: &phi)
      for i in 0..<count { table[i * ways + way] = phi[i] }
    }
    return table
  }

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
