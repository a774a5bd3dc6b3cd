/// From values to masks. In each of its words, a row's bit stands where `transpose` finds rows in order:
/// row r in word (r / 8) % 2 at bit 8 (r % 8) + r / 16.
extension SlicedForest {
  /// Makes all masks of the rows. `marks` has a zero for each threshold of any feature and two more, and
  /// has them again afterwards.
  func fill(
    _ masks: UnsafeMutablePointer<Mask>, from source: RowSource, rows: Range<Int>,
    marks: UnsafeMutablePointer<Mask>
  ) {
    masks[0] = Mask(repeating: .max)
    withUnsafeTemporaryAllocation(of: SIMD4<Int32>.self, capacity: 3 * Self.rows / 4) { lanes in
      guard let keys = lanes.baseAddress else { return }
      lanes.initialize(repeating: SIMD4())
      let (cells, values) = (keys + Self.rows / 4, keys + Self.rows / 2)
      for feature in features {
        source.read(feature.feature, rows, into: Self.scalars(values))
        Self.locate(values, rows.count, feature.grid, keys, cells)
        Self.mark(Self.scalars(keys), Self.scalars(cells), rows.count, feature.grid, marks)
        Self.sum(marks, feature, masks)
      }
    }
    var mask = maskCount - sets.count
    for set in sets {
      masks[mask] = Self.goesLeft(set, masks)
      mask += 1
    }
  }

  @inline(__always)
  private static func scalars<T>(
    _ lanes: UnsafeMutablePointer<SIMD4<Int32>>
  ) -> UnsafeMutablePointer<T> {
    UnsafeMutableRawPointer(lanes).assumingMemoryBound(to: T.self)
  }

  /// Keys and cells of the values, four rows at a time.
  private static func locate(
    _ values: UnsafePointer<SIMD4<Int32>>, _ rows: Int, _ grid: ThresholdGrid,
    _ keys: UnsafeMutablePointer<SIMD4<Int32>>, _ cells: UnsafeMutablePointer<SIMD4<Int32>>
  ) {
    let (low, scale, last) = (grid.low, grid.scale, grid.lastCell)
    for four in 0..<(rows + 3) / 4 {
      let value = unsafeBitCast(values[four], to: ThresholdGrid.Lanes.self)
      cells[four] = ThresholdGrid.cell(value, low, scale, last)
      keys[four] = ThresholdGrid.key(value)
    }
  }

  /// Sets each row's bit at its value's place among the thresholds, a missing one's behind all places.
  private static func mark(
    _ keys: UnsafePointer<Int32>, _ cells: UnsafePointer<Int32>, _ rows: Int,
    _ grid: ThresholdGrid, _ marks: UnsafeMutablePointer<Mask>
  ) {
    let words = UnsafeMutableRawPointer(marks).assumingMemoryBound(to: UInt64.self)
    switch grid.steps {
    case ...1: mark(keys, cells, rows, grid, 1, words)
    case 2: mark(keys, cells, rows, grid, 2, words)
    case 3: mark(keys, cells, rows, grid, 3, words)
    default: mark(keys, cells, rows, grid, grid.steps, words)
    }
  }

  @inline(__always)
  private static func mark(
    _ rowKeys: UnsafePointer<Int32>, _ cells: UnsafePointer<Int32>, _ rows: Int,
    _ grid: ThresholdGrid, _ steps: Int, _ words: UnsafeMutablePointer<UInt64>
  ) {
    grid.keys.withUnsafeBufferPointer { keys in
      grid.starts.withUnsafeBufferPointer { starts in
        guard let keys = keys.baseAddress, let starts = starts.baseAddress else { return }
        for eight in 0..<(rows + 7) / 8 {
          let word = words + (eight & 1)
          let bit = UInt64(1) &<< UInt64(truncatingIfNeeded: eight &>> 1)
          for place in 0..<8 {
            let row = 8 &* eight &+ place
            let start = Int(starts[Int(cells[row])])
            let mark = search(keys, start, Int(rowKeys[row]), steps)
            word[2 &* mark] |= bit &<< UInt64(truncatingIfNeeded: 8 &* place)
          }
        }
      }
    }
  }

  /// A difference's sign as a mask, so that no compiler makes a branch of it.
  @inline(__always)
  private static func search(
    _ keys: UnsafePointer<Int32>, _ start: Int, _ key: Int, _ steps: Int
  ) -> Int {
    var place = start
    var step = 1 << (steps - 1)
    while step > 0 {
      let isReached = (Int(keys[place &+ step &- 1]) &- key &- 1) >> 63
      place &+= step & isReached
      step >>= 1
    }
    return place
  }

  private static func sum(
    _ marks: UnsafeMutablePointer<Mask>, _ feature: SlicedFeature,
    _ masks: UnsafeMutablePointer<Mask>
  ) {
    let count = feature.grid.count
    let missing = marks[count + 1]
    masks[feature.missingMask] = missing
    if feature.leftMasks >= 0 { sum(marks, count, from: missing, masks + feature.leftMasks) }
    if feature.rightMasks >= 0 { sum(marks, count, from: Mask(), masks + feature.rightMasks) }
    (marks).update(repeating: Mask(), count: count + 2)
  }

  /// Rows below a threshold are those at its place or a lower one.
  @inline(__always)
  private static func sum(
    _ marks: UnsafePointer<Mask>, _ count: Int, from first: Mask,
    _ masks: UnsafeMutablePointer<Mask>
  ) {
    var below = first
    for place in 0..<count {
      below |= marks[place]
      masks[place] = below
    }
  }

  private static func goesLeft(_ set: SlicedSet, _ masks: UnsafePointer<Mask>) -> Mask {
    var isIn = Mask()
    for end in set.ends { isIn ^= masks[Int(end)] }
    if let missing = set.missingMask { isIn |= masks[missing] }
    return ~isIn
  }
}
