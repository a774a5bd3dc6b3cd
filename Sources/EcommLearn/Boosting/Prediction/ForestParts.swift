/// The trees of a model in stretches, each in the shape that predicts blocks of rows best.
struct ForestParts: Sendable {
  enum Part: Sendable {
    case sliced(SlicedForest)
    /// Too large for slices, or too few of them: trees of the `FlatForest`.
    case walked(Range<Int>)
  }

  private(set) var parts: [Part] = []
  /// The most masks and marks that any stretch needs.
  private(set) var maskCount = 0
  private(set) var marks = 0

  /// The masks of one stretch stay in the second-level cache.
  private static let mostMasks = 1 << 14
  /// Making masks costs as much as some trees do.
  private static let fewestTrees = 4

  init(_ trees: [DecisionTree], features: Int) {
    var start = 0
    while start < trees.count {
      let end = Self.slicedEnd(trees, from: start, features)
      if end - start >= Self.fewestTrees {
        slice(SlicedForest(Array(trees[start..<end]), features: features))
        start = end
      } else {
        walk(start..<max(end, start + 1))
        start = max(end, start + 1)
      }
    }
  }

  private mutating func slice(_ forest: SlicedForest) {
    parts.append(.sliced(forest))
    maskCount = max(maskCount, forest.maskCount)
    marks = max(marks, forest.features.map { $0.grid.count + 2 }.max() ?? 0)
  }

  private mutating func walk(_ range: Range<Int>) {
    if case .walked(let before)? = parts.last {
      parts[parts.count - 1] = .walked(before.lowerBound..<range.upperBound)
    } else {
      parts.append(.walked(range))
    }
  }

  private static func slicedEnd(_ trees: [DecisionTree], from start: Int, _ features: Int) -> Int {
    var borders = SplitBorders(features: features)
    var end = start
    while end < trees.count, SlicedForest.isSliceable(trees[end]) {
      borders.insert(trees[end])
      if borders.masks > mostMasks, end > start { return end }
      end += 1
    }
    return end
  }
}
