/// What each split of a tree decides for the rows of a block: a byte for each, all ones for left.
struct SplitDecisions {
  /// (splits, 64)
  private var bytes: [UInt8]

  init(_ tree: TreeSplits, block: KeyBlock, rows: Int) {
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
    _ split: TreeSplits.Split, _ keys: UnsafePointer<UInt32>, _ rows: Int,
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

  /// The decisions of eight rows.
  @inline(__always)
  func word(_ split: Int, _ word: Int) -> UInt64 {
    bytes.withUnsafeBytes {
      $0.loadUnaligned(fromByteOffset: split * KeyBlock.rows + word * 8, as: UInt64.self)
    }
  }

  /// Whether each row passes the conditions of each feature on the way to a leaf, all ones for yes.
  func passing(_ leaf: LeafGame) -> PassingRows {
    var words = [UInt64](repeating: .max, count: leaf.count * PassingRows.words)
    words.withUnsafeMutableBytes { target in
      bytes.withUnsafeBytes { bytes in
        for (place, conditions) in leaf.conditions.enumerated() {
          for condition in conditions {
            Self.narrow(
              target, place * KeyBlock.rows, by: bytes, condition.node * KeyBlock.rows,
              flip: condition.isLeft ? 0 : .max)
          }
        }
      }
    }
    return PassingRows(masks: words)
  }

  @inline(__always)
  private static func narrow(
    _ target: UnsafeMutableRawBufferPointer, _ to: Int, by bytes: UnsafeRawBufferPointer,
    _ from: Int, flip: UInt64
  ) {
    for offset in stride(from: 0, to: KeyBlock.rows, by: 8) {
      let old = target.loadUnaligned(fromByteOffset: to + offset, as: UInt64.self)
      let lefts = bytes.loadUnaligned(fromByteOffset: from + offset, as: UInt64.self)
      target.storeBytes(of: old & (lefts ^ flip), toByteOffset: to + offset, as: UInt64.self)
    }
  }
}

/// For each feature on the way to a leaf, which rows of a block pass its splits.
struct PassingRows {
  static let words = KeyBlock.rows / 8

  /// (features, 8 words), a byte for each row.
  let masks: [UInt64]

  func isPassing(_ place: Int, row: Int) -> Bool {
    masks[place * Self.words + row / 8] >> UInt64(row % 8 * 8) & 1 == 1
  }
}
