/// The sorted thresholds of a feature, and a value's place among them: how many are not greater.
///
/// A grid of equal cells over the thresholds says how many stand in lower cells; the few of the same
/// cell are searched by halving, without branches. Finding a value's cell never falls as the value
/// rises, however it is rounded, so that lower cells hold lower thresholds only.
struct ThresholdGrid: Sendable {
  let thresholds: [Float]
  /// The same as whole numbers of that order, then some that no value reaches, so that the search needs
  /// no end.
  let keys: [Int32]
  /// Of each cell; then of missing values, which stand behind all others.
  let starts: [UInt16]
  let low: Float
  let scale: Float
  let lastCell: Float
  /// Halvings of the search within a cell.
  let steps: Int

  private static let mostCells = 1 << 11

  /// `sorted` ascend, are distinct numbers, and fewer than 2^16 (see `ForestParts`).
  init(_ sorted: [Float]) {
    thresholds = sorted
    let inner = sorted.filter { $0.magnitude < .greatestFiniteMagnitude }
    low = inner.first ?? 0
    let width = (inner.last ?? 0) - low
    var cells = 8
    var best = Self.filled(sorted, low, width, cells)
    while best.most > 1, cells < Self.mostCells {
      cells *= 2
      let next = Self.filled(sorted, low, width, cells)
      if next.most < best.most { best = next }
    }
    starts = best.starts + [UInt16(sorted.count + 1)]
    scale = Self.scale(width, best.starts.count)
    lastCell = Float(best.starts.count - 1)
    steps = Int.bitWidth - best.most.leadingZeroBitCount
    keys = sorted.map(Self.key) + [Int32](repeating: .max, count: 1 << steps)
  }

  private static func scale(_ width: Float, _ cells: Int) -> Float {
    width > 0 && width < .infinity ? Float(cells) / width : 0
  }

  private static func filled(
    _ sorted: [Float], _ low: Float, _ width: Float, _ cells: Int
  ) -> (starts: [UInt16], most: Int) {
    var counts = [Int](repeating: 0, count: cells)
    for threshold in sorted {
      counts[cell(threshold, low, scale(width, cells), Float(cells - 1))] += 1
    }
    var starts: [UInt16] = []
    var sum = 0
    for count in counts {
      starts.append(UInt16(sum))
      sum += count
    }
    return (starts, counts.max() ?? 0)
  }

  var count: Int { thresholds.count }

  private static func key(_ value: Float) -> Int32 { key(Lanes(repeating: value))[0] }

  private static func cell(_ value: Float, _ low: Float, _ scale: Float, _ last: Float) -> Int {
    Int(cell(Lanes(repeating: value), low, scale, last)[0])
  }
}

/// Four values at a time.
extension ThresholdGrid {
  typealias Lanes = SIMD4<Float>

  /// Adding 2^23 rounds to a whole number that stands in the lowest bits. Missing values have a cell of
  /// their own, behind the last one.
  @inline(__always)
  static func cell(
    _ value: Lanes, _ low: Float, _ scale: Float, _ last: Float
  ) -> SIMD4<Int32> {
    let place = (value - low) * scale
    let above = place.replacing(with: Lanes(), where: .!(place .> 0))
    let within = above.replacing(with: Lanes(repeating: last), where: above .> last)
    let all = within.replacing(with: Lanes(repeating: last + 1), where: value .!= value)
    return unsafeBitCast(all + 8_388_608, to: SIMD4<Int32>.self) & 0x007F_FFFF
  }

  /// The order of numbers as that of whole ones; minus infinity counts as the least finite number, as
  /// `FloatOrder` has it.
  @inline(__always)
  static func key(_ value: Lanes) -> SIMD4<Int32> {
    let least = Lanes(repeating: -.greatestFiniteMagnitude)
    let finite = value.replacing(with: least, where: value .< least) + 0
    let bits = unsafeBitCast(finite, to: SIMD4<Int32>.self)
    return bits ^ ((bits &>> 31) & 0x7FFF_FFFF)
  }
}
