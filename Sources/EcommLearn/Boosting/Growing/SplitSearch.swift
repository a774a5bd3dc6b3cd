import EcommBase

/// Finds the best splits of nodes from their histograms, block by block on all threads.
struct SplitSearch {
  let finder: SplitFinder
  let sampler: FeatureSampler
  let blocks: BinBlocks
  let features: [FeatureBins]

  /// A node whose best split is sought.
  private struct Seeker {
    let index: Int
    let node: GrowingTree.Node
    let allowed: [Bool]?
  }

  /// Of two siblings the first's histogram is counted; the second's is still that of both together.
  func best(
    _ families: [[(index: Int, node: GrowingTree.Node)]], in pool: inout HistogramPool,
    _ parallel: Parallel
  ) throws -> [Int: Split] {
    let seekers = families.map { $0.map(seeker) }
    let count = blocks.blocks.count
    let width = pool.width
    let found = try SharedBuffer.sharing(&pool.words) { words in
      try parallel.map(seekers.count * count) { index -> [Split?] in
        let family = seekers[index / count]
        let block = blocks.blocks[index % count]
        let histograms = family.map {
          words.base + (($0.node.histogram ?? 0) * width + block.offset)
        }
        if family.count == 2 {
          Histogram.subtract(histograms[0], from: histograms[1], count: block.width)
        }
        return zip(family, histograms).map { self.best($0, $1, block) }
      }
    }
    var best: [Int: Split] = [:]
    for (index, splits) in found.enumerated() {
      for (seeker, split) in zip(seekers[index / count], splits) {
        if let split, split.beats(best[seeker.index]) { best[seeker.index] = split }
      }
    }
    return best
  }

  private func seeker(_ index: Int, _ node: GrowingTree.Node) -> Seeker {
    Seeker(
      index: index, node: node,
      allowed: sampler.allowed(node: index, depth: node.depth, path: node.path))
  }

  private func best(
    _ seeker: Seeker, _ histogram: UnsafePointer<UInt64>, _ block: BinBlocks.Block
  ) -> Split? {
    let parent = finder.parent(seeker.node.sums, seeker.node.bounds)
    var best: Split?
    for (place, feature) in block.features.enumerated() where seeker.allowed?[feature] ?? true {
      let split = finder.best(
        histogram + place * block.slot, feature: feature, bins: features[feature], parent: parent)
      if let split, split.beats(best) { best = split }
    }
    return best
  }
}
