/// Rows through the trees, four at a time.
///
/// A step of one row waits for the step before; rows side by side fill the wait. A tree's steps and the
/// block's keys stay in the first-level cache. Cost: about four instructions a row and step.
extension FlatForest {
  /// Adds some of the trees to `sums` (rows, outputs).
  func add(
    _ range: Range<Int>, _ block: KeyBlock, rows: Int, to sums: UnsafeMutablePointer<Double>,
    outputs: Int
  ) {
    steps.withUnsafeBufferPointer { steps in
      values.withUnsafeBufferPointer { values in
        guard let steps = steps.baseAddress, let values = values.baseAddress else { return }
        for tree in trees[range] {
          let target = sums + tree.output
          let leaves = values + tree.firstValue
          switch tree.shape {
          case .perfect:
            Self.perfect(
              tree, steps + tree.firstStep, leaves, block.keys, rows, target, outputs)
          case .general: general(tree, steps + tree.firstStep, leaves, block, rows, target, outputs)
          case .categorical: categorical(tree, leaves, block, rows, target, outputs)
          }
        }
      }
    }
  }

  private static func perfect(
    _ tree: FlatTree, _ steps: UnsafePointer<FlatTree.Step>, _ values: UnsafePointer<Double>,
    _ keys: UnsafePointer<UInt32>, _ rows: Int, _ sums: UnsafeMutablePointer<Double>,
    _ outputs: Int
  ) {
    let leaves = values - (1 << tree.depth)
    var row = 0
    while row &+ 8 <= rows {
      let at = keys + row
      var (a, b, c, d, e, f, g, h) = (1, 1, 1, 1, 1, 1, 1, 1)
      for _ in 0..<tree.depth {
        a = follow(a, steps, at)
        b = follow(b, steps, at + 1)
        c = follow(c, steps, at + 2)
        d = follow(d, steps, at + 3)
        e = follow(e, steps, at + 4)
        f = follow(f, steps, at + 5)
        g = follow(g, steps, at + 6)
        h = follow(h, steps, at + 7)
      }
      let to = sums + row &* outputs
      to[0] += leaves[a]
      to[outputs] += leaves[b]
      to[2 &* outputs] += leaves[c]
      to[3 &* outputs] += leaves[d]
      to[4 &* outputs] += leaves[e]
      to[5 &* outputs] += leaves[f]
      to[6 &* outputs] += leaves[g]
      to[7 &* outputs] += leaves[h]
      row &+= 8
    }
    while row < rows {
      var place = 1
      for _ in 0..<tree.depth { place = follow(place, steps, keys + row) }
      sums[row * outputs] += leaves[place]
      row += 1
    }
  }

  @inline(__always)
  private static func follow(
    _ place: Int, _ steps: UnsafePointer<FlatTree.Step>, _ keys: UnsafePointer<UInt32>
  ) -> Int {
    let step = steps[place]
    return place &+ place &+ isLess(keys[Int(step.place)], than: step.threshold)
  }

  private func general(
    _ tree: FlatTree, _ steps: UnsafePointer<FlatTree.Step>, _ values: UnsafePointer<Double>,
    _ block: KeyBlock, _ rows: Int, _ sums: UnsafeMutablePointer<Double>, _ outputs: Int
  ) {
    next.withUnsafeBufferPointer { next in
      guard let base = next.baseAddress else { return }
      let next = base + tree.firstStep
      var row = 0
      while row + 4 <= rows {
        let at = block.keys + row
        var (a, b, c, d) = (0, 0, 0, 0)
        while true {
          let (w, x, y, z) = (a, b, c, d)
          a = Self.follow(a, steps, next, at)
          b = Self.follow(b, steps, next, at + 1)
          c = Self.follow(c, steps, next, at + 2)
          d = Self.follow(d, steps, next, at + 3)
          if (a ^ w) | (b ^ x) | (c ^ y) | (d ^ z) == 0 { break }
        }
        sums[row * outputs] += values[a]
        sums[(row + 1) * outputs] += values[b]
        sums[(row + 2) * outputs] += values[c]
        sums[(row + 3) * outputs] += values[d]
        row += 4
      }
      while row < rows {
        var place = 0
        for _ in 0..<tree.depth { place = Self.follow(place, steps, next, block.keys + row) }
        sums[row * outputs] += values[place]
        row += 1
      }
    }
  }

  @inline(__always)
  private static func follow(
    _ place: Int, _ steps: UnsafePointer<FlatTree.Step>, _ next: UnsafePointer<Int32>,
    _ keys: UnsafePointer<UInt32>
  ) -> Int {
    let step = steps[place]
    return Int(next[place]) &- isLess(keys[Int(step.place)], than: step.threshold)
  }

  /// 1 if the key is smaller: the sign of a difference, so that no compiler makes a branch of it.
  @inline(__always)
  private static func isLess(_ key: UInt32, than threshold: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(key) &- UInt64(threshold)) >> 63)
  }

  private func categorical(
    _ tree: FlatTree, _ values: UnsafePointer<Double>, _ block: KeyBlock, _ rows: Int,
    _ sums: UnsafeMutablePointer<Double>, _ outputs: Int
  ) {
    for row in 0..<rows {
      sums[row * outputs] += values[leaf(tree, block.keys + row)]
    }
  }

  /// The leaf of one row, by any way: `keys` is the row's place in its block.
  private func leaf(_ tree: FlatTree, _ keys: UnsafePointer<UInt32>) -> Int {
    var place = 0
    for _ in 0..<tree.depth {
      let step = steps[tree.firstStep + place]
      let key = keys[Int(step.place)]
      let set = Int(setPlaces[tree.firstStep + place])
      let goesLeft =
        if set < 0 || key == 0 || key == .max {
          key < step.threshold
        } else {
          !sets[set].contains(CategoryCode.of(FloatOrder.value(key)))
        }
      place = Int(next[tree.firstStep + place]) - (goesLeft ? 1 : 0)
    }
    return place
  }
}
