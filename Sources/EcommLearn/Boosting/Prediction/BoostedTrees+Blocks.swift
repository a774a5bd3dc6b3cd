import EcommBase

/// Rows in chunks on all threads, a chunk in blocks: whole blocks by slices, the rest of a few rows and
/// trees too large for slices by walking.
extension BoostedTrees {
  typealias Mask = SlicedForest.Mask

  /// Fewer rows than this are walked faster.
  private static let fewestSliced = 32

  enum Wanted: Sendable {
    case scores, predictions
  }

  /// The constants and the trees. `lend` calls its body with the rows.
  func compute(
    _ rows: Int, _ wanted: Wanted, _ parallel: Parallel,
    _ lend: @Sendable ((RowSource) -> Void) -> Void
  ) -> [Double] {
    let outputs = baseScores.count
    var sums = [Double](repeating: 0, count: rows * outputs)
    let chunks = Chunks(rows, size: 16 * SlicedForest.rows)
    let several = rows * trees.count < 1 << 14 ? .serial : parallel
    SharedBuffer.sharing(&sums) { sums in
      several.forEach(chunks.count) { index in
        let range = chunks[index]
        lend { add(range, of: $0, to: sums.base) }
        guard wanted == .predictions else { return }
        objective.transform(
          UnsafeMutableBufferPointer(
            start: sums.base + range.lowerBound * outputs, count: range.count * outputs))
      }
    }
    return sums
  }

  private func add(
    _ rows: Range<Int>, of source: RowSource, to sums: UnsafeMutablePointer<Double>
  ) {
    let outputs = baseScores.count
    for row in rows {
      for output in 0..<outputs { sums[row &* outputs &+ output] = baseScores[output] }
    }
    guard rows.count >= Self.fewestSliced else {
      return walk(trees.indices, rows, of: source, to: sums)
    }
    withUnsafeTemporaryAllocation(
      of: Mask.self, capacity: parts.maskCount + parts.marks + SlicedForest.workMasks
    ) { masks in
      guard let masks = masks.baseAddress else { return }
      let marks = masks + parts.maskCount
      marks.initialize(repeating: Mask(), count: parts.marks)
      for piece in Chunks(rows.count, size: SlicedForest.rows) {
        let start = rows.lowerBound + piece.lowerBound
        let block = start..<start + piece.count
        if block.count < Self.fewestSliced {
          walk(trees.indices, block, of: source, to: sums)
        } else {
          add(block, of: source, to: sums, masks, marks)
        }
      }
    }
  }

  private func add(
    _ rows: Range<Int>, of source: RowSource, to sums: UnsafeMutablePointer<Double>,
    _ masks: UnsafeMutablePointer<Mask>, _ marks: UnsafeMutablePointer<Mask>
  ) {
    let outputs = baseScores.count
    for part in parts.parts {
      switch part {
      case .walked(let trees): walk(trees, rows, of: source, to: sums)
      case .sliced(let forest):
        forest.fill(masks, from: source, rows: rows, marks: marks)
        forest.add(
          masks, rows: rows.count, to: sums + rows.lowerBound * outputs, outputs: outputs,
          work: marks + parts.marks)
      }
    }
  }

  private func walk(
    _ trees: Range<Int>, _ rows: Range<Int>, of source: RowSource,
    to sums: UnsafeMutablePointer<Double>
  ) {
    let outputs = baseScores.count
    let capacity = 2 * forest.slots.count * KeyBlock.rows
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { keys in
      guard let base = keys.baseAddress else { return }
      let block = KeyBlock(keys: base)
      for piece in Chunks(rows.count, size: KeyBlock.rows) {
        let start = rows.lowerBound + piece.lowerBound
        block.fill(from: source, rows: start..<start + piece.count, features: forest.slots)
        forest.add(trees, block, rows: piece.count, to: sums + start * outputs, outputs: outputs)
      }
    }
  }
}
