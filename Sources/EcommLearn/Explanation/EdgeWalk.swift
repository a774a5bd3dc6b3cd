/// Rows through the edges of a tree, eight at a time, so that a tree's weights are read once for eight.
/// Cost for a row: seven additions or multiplications for each inner node and point of integration.
enum EdgeWalk {
  typealias Pair = SIMD2<Double>
  static let together = 8

  /// Adds the values of a block's rows to `sums` (features, `KeyBlock.rows`).
  static func add(
    _ tree: TreeEdges, _ weights: EdgeWeights, _ block: KeyBlock, rows: Int,
    to sums: UnsafeMutablePointer<Double>
  ) {
    guard !tree.steps.isEmpty else { return }
    let states = RowStates(tree, block, rows: rows).states
    let room = (2 * tree.depth + 1) * together * weights.pairs
    withUnsafeTemporaryAllocation(of: Pair.self, capacity: room) { products in
      states.withUnsafeBufferPointer { states in
        weights.values.withUnsafeBufferPointer { weights in
          guard let products = products.baseAddress, let states = states.baseAddress,
            let numbers = weights.baseAddress
          else { return }
          for start in stride(from: 0, to: rows, by: together) {
            add(
              tree, numbers, states + start, products, sums + start,
              rows: min(together, rows - start))
          }
        }
      }
    }
  }

  private static func add(
    _ tree: TreeEdges, _ weights: UnsafePointer<Pair>, _ states: UnsafePointer<UInt8>,
    _ products: UnsafeMutablePointer<Pair>, _ sums: UnsafeMutablePointer<Double>, rows: Int
  ) {
    let pairs = EdgeWeights.pairs(longest: tree.longest)
    for place in 0..<together * pairs { products[place] = Pair(repeating: 1) }
    for step in tree.steps {
      let edge = tree.edges[step.left]
      let work = Work(
        own: products + tree.edges[step.node].slot * together * pairs,
        left: products + edge.slot * together * pairs, states: states + step.left * KeyBlock.rows,
        weights: weights + step.left * 6 * pairs, rows: rows)
      let target = sums + edge.feature * KeyBlock.rows
      switch pairs {
      case 1: walk(step.isDown, work, 1, target)
      case 2: walk(step.isDown, work, 2, target)
      case 3: walk(step.isDown, work, 3, target)
      case 4: walk(step.isDown, work, 4, target)
      default: walk(step.isDown, work, pairs, target)
      }
    }
  }

  /// An inner node's own products and its children's: the left one's, then the right one's.
  private struct Work {
    let own: UnsafeMutablePointer<Pair>
    let left: UnsafeMutablePointer<Pair>
    let states: UnsafePointer<UInt8>
    let weights: UnsafePointer<Pair>
    let rows: Int
  }

  @inline(__always)
  private static func walk(
    _ isDown: Bool, _ work: Work, _ pairs: Int, _ sums: UnsafeMutablePointer<Double>
  ) {
    if isDown { goDown(work, pairs) } else { goUp(work, pairs, sums) }
  }

  /// The children's products of factors.
  @inline(__always)
  private static func goDown(_ work: Work, _ pairs: Int) {
    for row in 0..<work.rows {
      let own = work.own + row &* pairs
      let left = work.left + row &* pairs
      let right = left + together &* pairs
      let leftFactors = work.weights + Int(work.states[row]) &* pairs
      let rightFactors = work.weights + (6 &+ Int(work.states[row &+ KeyBlock.rows])) &* pairs
      for pair in 0..<pairs {
        let product = own[pair]
        left[pair] = product * leftFactors[pair]
        right[pair] = product * rightFactors[pair]
      }
    }
  }

  /// The sum of the leaves below, and what it adds to the feature.
  @inline(__always)
  private static func goUp(
    _ work: Work, _ pairs: Int, _ sums: UnsafeMutablePointer<Double>
  ) {
    for row in 0..<work.rows {
      let own = work.own + row &* pairs
      let left = work.left + row &* pairs
      let right = left + together &* pairs
      let leftParts = work.weights + (3 &+ Int(work.states[row])) &* pairs
      let rightParts = work.weights + (9 &+ Int(work.states[row &+ KeyBlock.rows])) &* pairs
      var sum = Pair()
      for pair in 0..<pairs {
        sum += left[pair] * leftParts[pair] + right[pair] * rightParts[pair]
        own[pair] = left[pair] + right[pair]
      }
      sums[row] += sum[0] + sum[1]
    }
  }
}
