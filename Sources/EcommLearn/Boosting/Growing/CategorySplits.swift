/// Splits of a categorical feature.
///
/// Few categories: each against all others. Many: sorted by their gradient per second derivative, the best
/// split of that order is the best of all (Fisher, "On Grouping for Maximum Homogeneity", 1958).
/// The right side is a set of known categories; all others, unseen ones too, go left.
struct CategorySplits {
  let finder: SplitFinder
  let histogram: UnsafePointer<UInt64>
  let feature: Int

  private typealias Found = (gain: Double, set: ArraySlice<Int>, sum: UInt64)

  /// `codes` known categories stand in bins 1...codes, the others in the next one.
  func best(codes: Int, parent: SplitFinder.Parent) -> Split? {
    let other = codes + 1
    let filled = (1...other).filter { histogram[$0] != 0 }
    let isOneHot = filled.count <= finder.parameters.oneHotCategories
    let extra = isOneHot ? 0 : finder.parameters.categoryLambda
    let gain = finder.unordered(parent, extraLambda: extra)
    let found =
      isOneHot
      ? single(filled, parent.least, gain) : sorted(filled, extra, parent.least, gain)
    guard let found else { return nil }
    return split(found, filled: filled, other: other, parent)
  }

  private func single(
    _ filled: [Int], _ least: Double, _ gain: (UInt64) -> Double
  ) -> Found? {
    var best: Found?
    for place in filled.indices {
      offer(filled[place...place], histogram[filled[place]], least, gain, &best)
    }
    return best
  }

  private func sorted(
    _ filled: [Int], _ extra: Double, _ least: Double, _ gain: (UInt64) -> Double
  ) -> Found? {
    let lambda = finder.score.lambda + extra
    let ranked = filled.map { bin -> (rank: Double, bin: Int) in
      let sums = finder.quantizer.sums(histogram[bin])
      return (sums.gradient / max(sums.hessian + lambda, 1e-30), bin)
    }
    let order = ranked.sorted { $0.rank != $1.rank ? $0.rank < $1.rank : $0.bin < $1.bin }
      .map(\.bin)
    var best: Found?
    var sum: UInt64 = 0
    for place in order.indices {
      sum &+= histogram[order[place]]
      offer(order[...place], sum, least, gain, &best)
    }
    return best
  }

  /// The set alone, and together with the missing values.
  private func offer(
    _ set: ArraySlice<Int>, _ sum: UInt64, _ least: Double, _ gain: (UInt64) -> Double,
    _ best: inout Found?
  ) {
    let apart = gain(sum)
    if apart > best?.gain ?? least { best = (apart, set, sum) }
    let missing = histogram[0]
    guard missing != 0 else { return }
    let together = gain(sum &+ missing)
    if together > best?.gain ?? least { best = (together, set + [0], sum &+ missing) }
  }

  /// The side that holds the other categories is the left one; without them, the side of more categories.
  /// The right side needs a category of its own: where only missing values would go right, the sides
  /// change places, or, with other categories there, the split cannot be said.
  private func split(
    _ found: Found, filled: [Int], other: Int, _ parent: SplitFinder.Parent
  ) -> Split? {
    let inSet = Set(found.set)
    let rest = Set(filled).subtracting(inSet)
    let known = inSet.subtracting([0])
    var isSetLeft = inSet.contains(other) || (histogram[other] == 0 && known.count > rest.count)
    if isSetLeft, rest.isEmpty {
      guard histogram[other] == 0 else { return nil }
      isSetLeft = false
    }
    let right = isSetLeft ? rest : known
    let rightSum = isSetLeft ? parent.word &- found.sum : found.sum
    let leftSum = parent.word &- rightSum
    var goesLeft = BinSet((1..<256).filter { !right.contains($0) })
    let isMissingLeft =
      histogram[0] == 0
      ? PackedSums.hessian(leftSum) >= PackedSums.hessian(rightSum)
      : inSet.contains(0) == isSetLeft
    if isMissingLeft { goesLeft.insert(0) }
    return Split(
      gain: found.gain, feature: feature, lastLeft: 0,
      goesLeft: goesLeft, left: leftSum, right: rightSum)
  }
}
