/// From masks to leaves.
extension SlicedForest {
  /// Nodes of one tree, its planes, and the bytes of four trees.
  static let workMasks = 2 * SlicedTree.mostLeaves + 8 + 4 * 8

  /// Adds every tree to `sums` (rows, outputs). `work` holds `workMasks`.
  func add(
    _ masks: UnsafePointer<Mask>, rows: Int, to sums: UnsafeMutablePointer<Double>, outputs: Int,
    work: UnsafeMutablePointer<Mask>
  ) {
    let bytes = work + 2 * SlicedTree.mostLeaves + 8
    leaves.withUnsafeBufferPointer { leaves in
      guard let leaves = leaves.baseAddress else { return }
      var tree = 0
      while tree < trees.count {
        var together = 0
        while together < 4, tree + together < trees.count,
          trees[tree + together].output == trees[tree].output
        {
          number(trees[tree + together], masks, work, into: bytes + 8 * together)
          together += 1
        }
        let target = sums + trees[tree].output
        let indices = UnsafeMutableRawPointer(bytes).assumingMemoryBound(to: UInt8.self)
        if together == 4 {
          Self.addFour(
            indices, leaves + trees[tree].firstLeaf, leaves + trees[tree + 1].firstLeaf,
            leaves + trees[tree + 2].firstLeaf, leaves + trees[tree + 3].firstLeaf,
            rows, target, outputs)
        } else {
          for place in 0..<together {
            let first = leaves + trees[tree + place].firstLeaf
            for row in 0..<rows {
              target[row &* outputs] += first[Int(indices[place &* Self.rows &+ row])]
            }
          }
        }
        tree += together
      }
    }
  }

  private static func addFour(
    _ indices: UnsafePointer<UInt8>, _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
    _ c: UnsafePointer<Double>, _ d: UnsafePointer<Double>, _ rows: Int,
    _ sums: UnsafeMutablePointer<Double>, _ outputs: Int
  ) {
    for row in 0..<rows {
      var sum = sums[row &* outputs]
      sum += a[Int(indices[row])]
      sum += b[Int(indices[row &+ 128])]
      sum += c[Int(indices[row &+ 256])]
      sum += d[Int(indices[row &+ 384])]
      sums[row &* outputs] = sum
    }
  }

  private func number(
    _ tree: SlicedTree, _ masks: UnsafePointer<Mask>, _ work: UnsafeMutablePointer<Mask>,
    into bytes: UnsafeMutablePointer<Mask>
  ) {
    var planes = work
    splits.withUnsafeBufferPointer { splits in
      guard let base = splits.baseAddress else { return }
      let splits = base + tree.firstSplit
      switch tree.shape {
      case .perfect:
        switch tree.planes {
        case 4: Self.fold(4, splits, masks, work)
        case 5: Self.fold(5, splits, masks, work)
        case 6: Self.fold(6, splits, masks, work)
        default: Self.fold(tree.planes, splits, masks, work)
        }
      case .reached(let first, let count):
        reached.withUnsafeBufferPointer { reached in
          guard let base = reached.baseAddress else { return }
          planes = work + 2 * SlicedTree.mostLeaves
          Self.reach(base + first, count, tree.planes, splits, masks, work, planes)
        }
      }
    }
    Self.transpose(planes, tree.planes, into: bytes)
  }

  /// The planes of a perfect tree. The lowest three levels of splits are taken together, so that most
  /// planes stay in registers; then level after level. A node's planes stand in `work` from 8 times its
  /// place in its level.
  @inline(__always)
  private static func fold(
    _ depth: Int, _ splits: UnsafePointer<UInt32>, _ masks: UnsafePointer<Mask>,
    _ work: UnsafeMutablePointer<Mask>
  ) {
    let low = min(depth, 3)
    var width = 1 << (depth - low)
    for place in 0..<width {
      let node = width &+ place
      let to = work + 8 &* place
      switch low {
      case 3: foldThree(node, splits, masks, to)
      case 2: foldTwo(node, splits, masks, to)
      case 1: to[0] = masks[Int(splits[node])]
      default: break
      }
    }
    for plane in low..<max(low, depth) {
      width /= 2
      for place in 0..<width {
        let left = masks[Int(splits[width &+ place])]
        let (to, from) = (work + 8 &* place, work + 16 &* place)
        for lower in 0..<plane { to[lower] = choose(left, from[8 &+ lower], from[lower]) }
        to[plane] = left
      }
    }
  }

  @inline(__always)
  private static func foldThree(
    _ node: Int, _ splits: UnsafePointer<UInt32>, _ masks: UnsafePointer<Mask>,
    _ to: UnsafeMutablePointer<Mask>
  ) {
    let top = masks[Int(splits[node])]
    let (right, left) = (
      masks[Int(splits[2 &* node])], masks[Int(splits[2 &* node &+ 1])]
    )
    let lowest = splits + 4 &* node
    to[0] = choose(
      top, choose(left, masks[Int(lowest[3])], masks[Int(lowest[2])]),
      choose(right, masks[Int(lowest[1])], masks[Int(lowest[0])]))
    to[1] = choose(top, left, right)
    to[2] = top
  }

  @inline(__always)
  private static func foldTwo(
    _ node: Int, _ splits: UnsafePointer<UInt32>, _ masks: UnsafePointer<Mask>,
    _ to: UnsafeMutablePointer<Mask>
  ) {
    let top = masks[Int(splits[node])]
    to[0] = choose(top, masks[Int(splits[2 &* node &+ 1])], masks[Int(splits[2 &* node])])
    to[1] = top
  }

  @inline(__always)
  private static func choose(_ mask: Mask, _ a: Mask, _ b: Mask) -> Mask {
    b ^ ((a ^ b) & mask)
  }

  private static func reach(
    _ nodes: UnsafePointer<UInt16>, _ count: Int, _ planeCount: Int,
    _ splits: UnsafePointer<UInt32>, _ masks: UnsafePointer<Mask>,
    _ rows: UnsafeMutablePointer<Mask>, _ planes: UnsafeMutablePointer<Mask>
  ) {
    rows[0] = Mask(repeating: .max)
    var child = 1
    for split in 0..<count {
      let here = rows[Int(nodes[split])]
      let left = masks[Int(splits[split])]
      rows[child] = here & ~left
      rows[child &+ 1] = here & left
      child &+= 2
    }
    var list = nodes + count
    for plane in 0..<planeCount {
      var all = Mask()
      for place in 1...Int(list[0]) { all |= rows[Int(list[place])] }
      planes[plane] = all
      list += 1 + Int(list[0])
    }
  }

  /// The bits of up to 8 planes as bytes, one a row: three rounds of swaps between words, each of one bit
  /// of the word's number against one of the bit's place.
  @inline(__always)
  private static func transpose(
    _ planes: UnsafePointer<Mask>, _ count: Int, into bytes: UnsafeMutablePointer<Mask>
  ) {
    let zero = Mask()
    var (a, b, c, d) = (
      count > 0 ? planes[0] : zero, count > 1 ? planes[1] : zero,
      count > 2 ? planes[2] : zero, count > 3 ? planes[3] : zero
    )
    var (e, f, g, h) = (
      count > 4 ? planes[4] : zero, count > 5 ? planes[5] : zero,
      count > 6 ? planes[6] : zero, count > 7 ? planes[7] : zero
    )
    swap(&a, &b, 1, 0x5555_5555_5555_5555)
    swap(&c, &d, 1, 0x5555_5555_5555_5555)
    swap(&e, &f, 1, 0x5555_5555_5555_5555)
    swap(&g, &h, 1, 0x5555_5555_5555_5555)
    swap(&a, &c, 2, 0x3333_3333_3333_3333)
    swap(&b, &d, 2, 0x3333_3333_3333_3333)
    swap(&e, &g, 2, 0x3333_3333_3333_3333)
    swap(&f, &h, 2, 0x3333_3333_3333_3333)
    swap(&a, &e, 4, 0x0F0F_0F0F_0F0F_0F0F)
    swap(&b, &f, 4, 0x0F0F_0F0F_0F0F_0F0F)
    swap(&c, &g, 4, 0x0F0F_0F0F_0F0F_0F0F)
    swap(&d, &h, 4, 0x0F0F_0F0F_0F0F_0F0F)
    bytes[0] = a
    bytes[1] = b
    bytes[2] = c
    bytes[3] = d
    bytes[4] = e
    bytes[5] = f
    bytes[6] = g
    bytes[7] = h
  }

  /// The bits of `low` at places with the shift's bit, against those of `high` without.
  @inline(__always)
  private static func swap(_ low: inout Mask, _ high: inout Mask, _ shift: UInt64, _ mask: UInt64) {
    let moved = ((low &>> Mask(repeating: shift)) ^ high) & Mask(repeating: mask)
    high ^= moved
    low ^= moved &<< Mask(repeating: shift)
  }
}
