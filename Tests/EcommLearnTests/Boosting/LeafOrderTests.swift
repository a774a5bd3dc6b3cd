import Testing

@testable import EcommLearn

@Suite struct LeafOrderTests {
  /// Splits of feature 0 at the root (0) and at its children (1 and 2); leaves are 3, 4, 5 and 6.
  private func tree(_ features: [Int]) -> GrowingTree {
    var tree = GrowingTree()
    tree.nodes = (0..<7).map { node in
      var made = GrowingTree.Node(segments: [], depth: 0, sums: 0, bounds: .none, path: [])
      guard node < 3 else { return made }
      made.left = 2 * node + 1
      made.split = Split(
        gain: 1, feature: features[node], lastLeft: 1, goesLeft: BinSet(), left: 0, right: 0)
      return made
    }
    return tree
  }

  private func settled(
    _ leaves: [Double], monotone: [Int], features: [Int] = [0, 0, 0]
  ) -> [Double] {
    var values = [0, 0, 0] + leaves
    let all = values
    LeafOrder(tree: tree(features), monotone: monotone) { torn in
      torn.reduce(0) { $0 + all[$1] } / Double(torn.count)
    }.settle(&values)
    return Array(values[3...])
  }

  @Test func leavesInOrderStay() {
    #expect(settled([1, 2, 3, 4], monotone: [1]) == [1, 2, 3, 4])
    #expect(settled([4, 3, 2, 1], monotone: [-1]) == [4, 3, 2, 1])
    #expect(settled([4, 1, 3, 2], monotone: [0]) == [4, 1, 3, 2])
  }

  /// Only those that stand against each other move, to one border.
  @Test func leavesOutOfOrderMeet() {
    #expect(settled([0, 6, 2, 9], monotone: [1]) == [0, 4, 4, 9])
    #expect(settled([9, 2, 6, 0], monotone: [-1]) == [9, 4, 4, 0])
    #expect(settled([8, 7, 2, 3], monotone: [1]) == [5, 5, 5, 5])
  }

  /// Below a free split, leaves have no order among themselves.
  @Test func freeSplitsStayFree() {
    #expect(settled([5, 1, 4, 6], monotone: [1, 0], features: [0, 1, 1]) == [4.5, 1, 4.5, 6])
    #expect(settled([5, 1, 4, 6], monotone: [1, 0], features: [1, 0, 1]) == [3, 3, 4, 6])
  }

  /// What an upper split has put in order stays so.
  @Test func lowerSplitsKeepTheUpperOrder() {
    let leaves = settled([7, 3, 1, 6], monotone: [1, -1], features: [0, 1, 1])
    #expect(max(leaves[0], leaves[1]) <= min(leaves[2], leaves[3]))
    #expect(leaves[0] >= leaves[1] && leaves[2] >= leaves[3])
  }
}
