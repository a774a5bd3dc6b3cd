/// How the masks of a feature are made from its values.
struct SlicedFeature: Sendable {
  let feature: Int
  let grid: ThresholdGrid
  /// The first of a mask for each threshold: rows below it, with the missing ones (`leftMasks`) or
  /// without. -1 if no split needs them.
  let leftMasks: Int
  let rightMasks: Int
  /// The mask of missing rows.
  let missingMask: Int

  /// Of a border that is one of the thresholds.
  func place(_ border: Float) -> Int {
    var (low, high) = (0, grid.count)
    while low < high {
      let middle = (low + high) / 2
      if grid.thresholds[middle] < border { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func set(_ ends: [Float], isMissingLeft: Bool) -> SlicedSet {
    SlicedSet(
      ends: ends.map { Int32(rightMasks + place($0)) },
      missingMask: isMissingLeft ? nil : missingMask)
  }
}

/// The thresholds that a run of trees asks for.
struct SplitBorders {
  private var borders: [Set<Float>]
  private var isLeftUsed: [Bool]
  private var isRightUsed: [Bool]

  init(features: Int) {
    borders = [Set<Float>](repeating: [], count: features)
    isLeftUsed = [Bool](repeating: false, count: features)
    isRightUsed = isLeftUsed
  }

  mutating func insert(_ tree: DecisionTree) {
    for node in 0..<tree.count where !tree.isLeaf(node) {
      let feature = tree.features[node]
      if let codes = tree.categories[node] {
        borders[feature].formUnion(CategoryStretches.ends(codes))
        isRightUsed[feature] = true
      } else {
        borders[feature].insert(Self.border(tree.thresholds[node]))
        if tree.isMissingLeft[node] {
          isLeftUsed[feature] = true
        } else {
          isRightUsed[feature] = true
        }
      }
    }
  }

  func isUsed(_ feature: Int) -> Bool { isLeftUsed[feature] || isRightUsed[feature] }

  /// The thresholds and masks of all of them so far.
  var masks: Int { borders.reduce(0) { $0 + 2 * $1.count } }

  func feature(_ feature: Int, firstMask: Int) -> (feature: SlicedFeature, masks: Int) {
    let grid = ThresholdGrid(borders[feature].sorted())
    let left = isLeftUsed[feature] ? firstMask + 1 : -1
    let right = isRightUsed[feature] ? firstMask + 1 + (left < 0 ? 0 : grid.count) : -1
    let sliced = SlicedFeature(
      feature: feature, grid: grid, leftMasks: left, rightMasks: right, missingMask: firstMask)
    return (sliced, 1 + grid.count * ((left < 0 ? 0 : 1) + (right < 0 ? 0 : 1)))
  }

  /// One value for zeros of both signs, and none below the least finite number, as `FloatOrder` has it.
  static func border(_ threshold: Float) -> Float {
    FloatOrder.value(FloatOrder.key(threshold))
  }
}

/// A split by category. The codes that go right are stretches [a, b), and "in one of the stretches" is
/// "below a or below b, but not both", over all of them.
struct SlicedSet: Sendable {
  /// Places of masks of the stretches' ends.
  let ends: [Int32]
  /// The rows missing if they go right, else none.
  let missingMask: Int?
}

/// A set of categories as stretches of codes.
enum CategoryStretches {
  /// Where a stretch begins, and where the codes after it begin.
  static func ends(_ codes: [Int32]) -> [Float] {
    var ends: [Float] = []
    for code in Set(codes).sorted() {
      if ends.last == Float(code) { ends.removeLast() } else { ends.append(Float(code)) }
      ends.append(Float(code) + 1)
    }
    return ends
  }
}
