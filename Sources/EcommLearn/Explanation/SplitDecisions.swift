/// What each split of a tree decides for the rows of a block: a byte for each, all ones for left.
struct SplitDecisions {
  /// (splits, 64)
  private var bytes: [UInt8]

  init(_ tree: TreeGames, block: KeyBlock, rows: Int) {
    bytes = [UInt8](repeating: 0, count: tree.splits.count * KeyBlock.rows)
    bytes.withUnsafeMutableBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      for (place, split) in tree.splits.enumerated() {
        let keys = block.keys + split.slot * KeyBlock.rows
        Self.decide(split, keys, rows, base + place * KeyBlock.rows)
      }
    }
  }

  private static func decide(
    _ split: TreeGames.Split, _ keys: UnsafePointer<UInt32>, _ rows: Int,
    _ target: UnsafeMutablePointer<UInt8>
  ) {
    guard let set = split.set else {
      for row in 0..<rows { target[row] = keys[row] < split.threshold ? 0xFF : 0 }
      return
    }
    for row in 0..<rows {
      let key = keys[row]
      let isRight =
        key == .max || (key != 0 && set.contains(CategoryCode.of(FloatOrder.value(key))))
      target[row] = isRight ? 0 : 0xFF
    }
  }

  /// Whether each row passes all conditions, all ones for yes.
  func passing(_ conditions: [LeafGame.Condition]) -> SIMD64<UInt8> {
    bytes.withUnsafeBytes { raw in
      var passing = SIMD64<UInt8>(repeating: 0xFF)
      for condition in conditions {
        let lefts = raw.loadUnaligned(
          fromByteOffset: condition.node * KeyBlock.rows, as: SIMD64<UInt8>.self)
        passing &= condition.isLeft ? lefts : ~lefts
      }
      return passing
    }
  }
}
