import EcommBase

/// Points of a map in boxes in boxes, for forces that fall off with distance.
///
/// Points are put in the order of the bits of their coordinates (Morton, 1966), so that every box is a
/// stretch of them. Boxes stand parent before children, each with the place after its last descendant:
/// a walk needs no stack. Boxes that would hold the same points as their parent are left out.
struct QuadTree {
  struct Box {
    /// Mean of its points.
    var x = 0.0
    var y = 0.0
    var count = 0.0
    var squaredWidth = 0.0
    /// The box after all inside this one; its points.
    var next: Int32 = 0
    var first: Int32 = 0
    var end: Int32 = 0
    /// Nonzero: has no boxes inside.
    var isLeaf: Int32 = 0
  }

  static let leafSize = 2
  /// Halvings of the map; points in one box of the last level stay together.
  private static let levels = 24

  private(set) var boxes: [Box] = []
  /// Points in the tree's order: which, and where.
  private(set) var order: [Int32]
  private(set) var xs: [Double]
  private(set) var ys: [Double]
  private var codes: [UInt64]
  private var spare: [UInt64]
  private var spareOrder: [Int32]

  init(count: Int) {
    order = (0..<count).map { Int32(truncatingIfNeeded: $0) }
    xs = [Double](repeating: 0, count: count)
    ys = xs
    codes = [UInt64](repeating: 0, count: count)
    spare = codes
    spareOrder = order
    boxes.reserveCapacity(2 * count)
  }

  /// `positions` (points, 2); they must be finite.
  mutating func build(_ positions: [Double]) throws(ClusterError) {
    guard positions.allSatisfy({ $0.magnitude < ClusterRows.largest }) else { throw .overflow }
    let width = encode(positions)
    sort()
    for (place, point) in order.enumerated() {
      xs[place] = positions[2 * Int(point)]
      ys[place] = positions[2 * Int(point) + 1]
    }
    boxes.removeAll(keepingCapacity: true)
    codes.withUnsafeBufferPointer { codes in
      xs.withUnsafeBufferPointer { xs in
        ys.withUnsafeBufferPointer { ys in
          let cut = Cutting(codes: codes, xs: xs, ys: ys, width: width)
          cut.append(0..<codes.count, &boxes)
        }
      }
    }
  }

  /// The points' codes in their order so far; the width of the map.
  private mutating func encode(_ positions: [Double]) -> Double {
    var (left, right, low, high) = (
      Double.infinity, -Double.infinity, Double.infinity, -Double.infinity
    )
    for place in stride(from: 0, to: positions.count, by: 2) {
      (left, right) = (min(left, positions[place]), max(right, positions[place]))
      (low, high) = (min(low, positions[place + 1]), max(high, positions[place + 1]))
    }
    let width = max(right - left, high - low)
    let scale = width > 0 ? Double((1 << Self.levels) - 1) / width : 0
    for index in order.indices {
      let point = Int(order[index])
      let x = UInt64((positions[2 * point] - left) * scale)
      let y = UInt64((positions[2 * point + 1] - low) * scale)
      codes[index] = Self.spread(x) | Self.spread(y) << 1
    }
    return width
  }

  /// The bits of a number with a gap after each.
  private static func spread(_ number: UInt64) -> UInt64 {
    var bits = number & 0xffff_ffff
    bits = (bits | bits << 16) & 0x0000_ffff_0000_ffff
    bits = (bits | bits << 8) & 0x00ff_00ff_00ff_00ff
    bits = (bits | bits << 4) & 0x0f0f_0f0f_0f0f_0f0f
    bits = (bits | bits << 2) & 0x3333_3333_3333_3333
    return (bits | bits << 1) & 0x5555_5555_5555_5555
  }

  /// Codes ascending, by counting bytes from the lowest; equal ones keep their order.
  private mutating func sort() {
    for byte in 0..<6 { pass(UInt64(byte) * 8) }
  }

  private mutating func pass(_ shift: UInt64) {
    var counts = [Int](repeating: 0, count: 257)
    for code in codes { counts[Int(code >> shift & 255) + 1] += 1 }
    for digit in 0..<256 { counts[digit + 1] += counts[digit] }
    for index in codes.indices {
      let digit = Int(codes[index] >> shift & 255)
      spare[counts[digit]] = codes[index]
      spareOrder[counts[digit]] = order[index]
      counts[digit] += 1
    }
    swap(&codes, &spare)
    swap(&order, &spareOrder)
  }

  /// Boxes of stretches of sorted codes.
  private struct Cutting {
    let codes: UnsafeBufferPointer<UInt64>
    let xs: UnsafeBufferPointer<Double>
    let ys: UnsafeBufferPointer<Double>
    let width: Double

    func append(_ range: Range<Int>, _ boxes: inout [Box]) {
      let place = boxes.count
      let differing = codes[range.lowerBound] ^ codes[range.upperBound - 1]
      // The level at which the first and the last point part.
      let level = levels - (64 - differing.leadingZeroBitCount + 1) / 2
      let side = width / Double(1 << level)
      var box = Box()
      box.squaredWidth = side * side
      (box.first, box.end) = (Int32(range.lowerBound), Int32(range.upperBound))
      boxes.append(box)
      if range.count <= leafSize || differing == 0 {
        boxes[place].isLeaf = 1
        sum(range, &boxes[place])
      } else {
        cut(range, shift: UInt64(2 * (levels - level - 1)), place, &boxes)
      }
      boxes[place].next = Int32(boxes.count)
    }

    /// Boxes inside, and the mean of theirs.
    private func cut(_ range: Range<Int>, shift: UInt64, _ place: Int, _ boxes: inout [Box]) {
      var (x, y) = (0.0, 0.0)
      var first = range.lowerBound
      while first < range.upperBound {
        let end = end(of: codes[first] >> shift, shift, first..<range.upperBound)
        let child = boxes.count
        append(first..<end, &boxes)
        x += boxes[child].x * boxes[child].count
        y += boxes[child].y * boxes[child].count
        first = end
      }
      let count = Double(range.count)
      boxes[place].count = count
      (boxes[place].x, boxes[place].y) = (x / count, y / count)
    }

    /// Where the codes that begin with `prefix` end.
    private func end(of prefix: UInt64, _ shift: UInt64, _ range: Range<Int>) -> Int {
      var (low, high) = (range.lowerBound, range.upperBound)
      while low < high {
        let middle = (low + high) / 2
        if codes[middle] >> shift <= prefix { low = middle + 1 } else { high = middle }
      }
      return low
    }

    private func sum(_ range: Range<Int>, _ box: inout Box) {
      var (x, y) = (0.0, 0.0)
      for place in range {
        x += xs[place]
        y += ys[place]
      }
      box.count = Double(range.count)
      (box.x, box.y) = (x / box.count, y / box.count)
    }
  }
}
