/// What walking an edge multiplies and adds, at each point of integration, for the three states a row can
/// be in: it fails the feature's splits above the edge (0), passes them and fails this one (1), or passes
/// all (2).
///
/// (nodes, 6, pairs of points): the factors of the three states, which at a leaf have its value in them,
/// then by how much the sum below counts for the feature. Failing above, the feature's part was fixed there.
struct EdgeWeights: Sendable {
  typealias Pair = SIMD2<Double>

  let pairs: Int
  private(set) var values: [Pair]

  static func pairs(longest: Int) -> Int { ((longest + 1) / 2 + 1) / 2 }

  /// How many numbers a tree's weights are.
  static func count(_ tree: TreeEdges) -> Int {
    let (product, isTooMuch) = tree.edges.count.multipliedReportingOverflow(
      by: 12 * pairs(longest: tree.longest))
    return isTooMuch ? .max : product
  }

  /// `rule` is exact for the longest way.
  init(_ tree: TreeEdges, rule: GaussLegendre) {
    pairs = Self.pairs(longest: tree.longest)
    values = [Pair](repeating: Pair(), count: tree.edges.count * 6 * pairs)
    for node in tree.edges.indices.dropFirst() {
      let edge = tree.edges[node]
      let upper = edge.upper == 0 ? 1 : tree.edges[edge.upper].cold
      for (point, t) in rule.points.enumerated() {
        set(node, point, edge, upper: upper, t, weight: rule.weights[point])
      }
    }
  }

  private mutating func set(
    _ node: Int, _ point: Int, _ edge: TreeEdges.Edge, upper: Double, _ t: Double, weight: Double
  ) {
    let value = edge.value ?? 1
    let (hot, upperHot) = ((1 - t) * edge.cold + t, (1 - t) * upper + t)
    let before = (1 - upper) / upperHot
    let six = [
      value * edge.share, value * (1 - t) * edge.cold / upperHot, value * hot / upperHot,
      0, weight * (-1 / (1 - t) - before), weight * ((1 - edge.cold) / hot - before),
    ]
    for (place, number) in six.enumerated() {
      values[(node * 6 + place) * pairs + point / 2][point % 2] = number
    }
  }
}
