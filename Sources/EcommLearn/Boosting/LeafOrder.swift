/// Brings refitted leaves into the order that monotone constraints ask for.
///
/// At each constrained split, from the root down, all leaves of the one side must not exceed any of the
/// other. Where they do, the leaves that stand against each other are cut off at one border: the value
/// that fits the rows of all of them best. For two leaves that is the best pair there is (pool adjacent
/// violators, Ayer et al., 1955).
///
/// Invariant: leaves are moved no further than to others below the same split, so what an upper split has
/// put in order stays so. Cost: leaves times depth, and for each split out of order the fit of its rows.
struct LeafOrder {
  let tree: GrowingTree
  /// By feature: 1, -1 or 0.
  let monotone: [Int]
  /// The best value that some leaves could have together.
  let pooled: ([Int]) -> Double

  /// `values` has one entry a node.
  func settle(_ values: inout [Double]) {
    for (low, high) in tree.nodes.compactMap(sides) { part(low, high, &values) }
  }

  /// The children of a constrained split: whose leaves are the smaller ones first. Parents stand before their
  /// children.
  private func sides(_ node: GrowingTree.Node) -> (low: Int, high: Int)? {
    guard let left = node.left, let split = node.split else { return nil }
    switch monotone[split.feature] {
    case 0: return nil
    case 1...: return (left, left + 1)
    default: return (left + 1, left)
    }
  }

  private func part(_ low: Int, _ high: Int, _ values: inout [Double]) {
    let (smaller, larger) = (tree.leaves(below: low), tree.leaves(below: high))
    let top = smaller.reduce(-.infinity) { max($0, values[$1]) }
    let bottom = larger.reduce(.infinity) { min($0, values[$1]) }
    guard top > bottom else { return }
    let torn = smaller.filter { values[$0] > bottom } + larger.filter { values[$0] < top }
    let border = min(max(pooled(torn), bottom), top)
    for leaf in smaller { values[leaf] = min(values[leaf], border) }
    for leaf in larger { values[leaf] = max(values[leaf], border) }
  }
}
