/// A tree as steps without branches.
///
/// A row goes right iff its key is not smaller than the step's threshold.
struct FlatTree: Sendable {
  enum Shape: Sendable {
    /// Every way has `depth` steps. Step i is followed by 2i on the right and 2i + 1 on the left, the first
    /// is 1; then the leaves.
    case perfect
    /// Step i is followed by `next[i]` on the right and the one before on the left. A leaf is followed by
    /// itself.
    case general
    /// The same with sets of categories: a walk with branches.
    case categorical
  }

  let shape: Shape
  let depth: Int
  let output: Int
  /// Where its steps begin among those of the forest, and its leaves' values.
  let firstStep: Int
  let firstValue: Int

  struct Step: Sendable, BitwiseCopyable {
    /// Where the keys of the feature begin in a `KeyBlock`.
    let place: UInt32
    let threshold: UInt32

    init(slot: Int, threshold: UInt32) {
      place = UInt32(slot * KeyBlock.rows)
      self.threshold = threshold
    }
  }

  /// Left for every key but the greatest; then a row is missing and its way does not matter.
  static let anywhere = Step(slot: 0, threshold: .max)
  /// Right for every key.
  static let right = Step(slot: 0, threshold: 0)
}
