/// Trees as operations on bits of many rows at once: the shape that predicts whole blocks.
///
/// For each distinct threshold of a feature, one mask says of 128 rows which of them are below it
/// (`SlicedFeature`). A tree then is no walk but a circuit over masks: it gives, bit by bit, the
/// number of the leaf of all rows together (`SlicedTree`). Only the last step, adding the leaf's value,
/// is taken row by row. The idea of sharing comparisons between trees by bit masks is QuickScorer's
/// (Lucchese et al. 2015); there the bits are leaves of a tree, here they are rows.
///
/// Invariant: a row's leaves and the order of its sums are those of `FlatForest`, bit for bit.
/// Cost: for 128 rows about 130 simple steps a feature, three a threshold, and in a tree of depth d six
/// for each split and three for each row.
struct SlicedForest: Sendable {
  typealias Mask = SIMD2<UInt64>

  var features: [SlicedFeature] = []
  var sets: [SlicedSet] = []
  /// Trees of one output stand together, in their order.
  var trees: [SlicedTree] = []
  /// Of all trees: the masks of their splits.
  var splits: [UInt32] = []
  /// Of trees that are not perfect: see `SlicedTree.Shape.reached`.
  var reached: [UInt16] = []
  var leaves: [Double] = []
  var maskCount = 1

  static let rows = 128
}
