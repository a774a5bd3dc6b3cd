/// Finds the best split of a node by one feature, from the histogram of the node.
///
/// Numeric features are scanned bin by bin; where values are missing, once with them on the right and once
/// on the left. Gains are those of `LeafScore`. Empty bins are passed over. Cost: a
/// division for each filled bin.
struct SplitFinder {
  let score: LeafScore
  let parameters: BoostingParameters
  let quantizer: GradientQuantizer

  /// What a split is measured against.
  struct Parent {
    let word: UInt64
    let sums: GradientSums
    let bounds: LeafScore.Bounds
    let reduction: Double
    /// A smaller gain is none.
    let least: Double
  }

  func parent(_ word: UInt64, _ bounds: LeafScore.Bounds) -> Parent {
    let sums = quantizer.sums(word)
    let reduction =
      isBounded
      ? score.reduction(sums, value: score.value(sums, bounds))
      : score.reduction(sums.gradient, sums.hessian)
    return Parent(
      word: word, sums: sums, bounds: bounds, reduction: reduction,
      least: max(parameters.gamma, 1e-7 * abs(reduction)))
  }

  /// Whether values of leaves are limited, so that gains must be computed from them.
  private var isBounded: Bool { !parameters.monotone.isEmpty || parameters.maximumStep > 0 }

  func best(
    _ histogram: UnsafePointer<UInt64>, feature: Int, bins: FeatureBins, parent: Parent
  ) -> Split? {
    switch bins {
    case .cuts:
      let direction = parameters.monotone.isEmpty ? 0 : parameters.monotone[feature]
      return isBounded
        ? numeric(histogram, feature, bins.count, parent, bounded(parent, direction))
        : numeric(histogram, feature, bins.count, parent, free(parent))
    case .codes(let codes):
      return CategorySplits(finder: self, histogram: histogram, feature: feature)
        .best(codes: codes.count, parent: parent)
    }
  }

  private func numeric(
    _ histogram: UnsafePointer<UInt64>, _ feature: Int, _ count: Int, _ parent: Parent,
    _ gain: (UInt64) -> Double
  ) -> Split? {
    let missing = histogram[0]
    var best = scan(histogram, count, from: 0, parent.least, gain)
    var isMissingLeft = false
    if missing != 0 {
      let other = scan(histogram, count, from: missing, best?.gain ?? parent.least, gain)
      isMissingLeft = other != nil
      best = other ?? best
    }
    guard let best else { return nil }
    let right = parent.word &- best.left
    if missing == 0 { isMissingLeft = PackedSums.hessian(best.left) >= PackedSums.hessian(right) }
    var goesLeft = BinSet(known: best.last + 1)
    if isMissingLeft { goesLeft.insert(0) }
    return Split(
      gain: best.gain, feature: feature, lastLeft: best.last, goesLeft: goesLeft, left: best.left,
      right: right)
  }

  /// The best last bin on the left, if its gain is above `least`. `start` is what is left of all values.
  @inline(__always)
  private func scan(
    _ histogram: UnsafePointer<UInt64>, _ count: Int, from start: UInt64, _ least: Double,
    _ gain: (UInt64) -> Double
  ) -> (gain: Double, last: Int, left: UInt64)? {
    var left = start
    var best = (gain: least, last: -1, left: start)
    if start != 0 {
      let found = gain(start)
      if found > best.gain { best = (found, 0, start) }
    }
    for bin in 1..<max(1, count - 1) where histogram[bin] != 0 {
      left &+= histogram[bin]
      let found = gain(left)
      if found > best.gain { best = (found, bin, left) }
    }
    return best.last >= 0 ? best : nil
  }

  /// The gain of rows with these sums on the left.
  @inline(__always)
  private func free(_ parent: Parent) -> (UInt64) -> Double {
    { left in
      let (leftSums, rightSums) = sides(left, parent)
      let lightest = min(leftSums.hessian, rightSums.hessian)
      guard lightest >= score.minimumWeight, lightest > 0 else { return -.infinity }
      return score.reduction(leftSums, rightSums) - parent.reduction
    }
  }

  /// The same where leaf values have bounds and an order.
  @inline(__always)
  private func bounded(_ parent: Parent, _ direction: Int) -> (UInt64) -> Double {
    { left in
      let (leftSums, rightSums) = sides(left, parent)
      let lightest = min(leftSums.hessian, rightSums.hessian)
      guard lightest >= score.minimumWeight, lightest > 0 else { return -.infinity }
      let leftValue = score.value(leftSums, parent.bounds)
      let rightValue = score.value(rightSums, parent.bounds)
      guard (rightValue - leftValue) * Double(direction) >= 0 else { return -.infinity }
      return score.reduction(leftSums, value: leftValue)
        + score.reduction(rightSums, value: rightValue) - parent.reduction
    }
  }

  @inline(__always)
  private func sides(_ left: UInt64, _ parent: Parent) -> (GradientSums, GradientSums) {
    let sums = quantizer.sums(left)
    return (
      sums,
      GradientSums(
        gradient: parent.sums.gradient - sums.gradient,
        hessian: parent.sums.hessian - sums.hessian)
    )
  }

  /// The gain of a split without order, as categories have it.
  func unordered(_ parent: Parent, extraLambda: Double) -> (UInt64) -> Double {
    guard extraLambda > 0 else { return isBounded ? bounded(parent, 0) : free(parent) }
    var stricter = parameters
    stricter.lambda += extraLambda
    let finder = SplitFinder(
      score: LeafScore(stricter), parameters: stricter, quantizer: quantizer)
    let same = finder.parent(parent.word, parent.bounds)
    return isBounded ? finder.bounded(same, 0) : finder.free(same)
  }
}
