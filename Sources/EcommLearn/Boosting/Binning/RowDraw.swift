/// Draws at most `size` of rows that arrive one stretch after the other, their number unknown.
///
/// Every row has a hash of its number, and the rows with the smallest ones are drawn: each row is equally
/// likely, and which ones they are does not depend on the stretches. Rows are taken while their hash
/// is below a limit, which falls whenever more than twice the size are held.
struct RowDraw: Sendable {
  let size: Int
  private(set) var rows = 0
  /// The drawn rows, ascending, and some more.
  private var held: [UInt32] = []
  private var limit = UInt32.max

  init(size: Int) { self.size = size }

  /// Which of the next `count` rows to hold, by their places among them.
  mutating func offer(_ count: Int) -> [Int] {
    if count > 2 * size { lower(count) }
    var taken: [Int] = []
    for place in 0..<count where Self.hash(UInt32(truncatingIfNeeded: rows + place)) <= limit {
      taken.append(place)
    }
    held += taken.map { UInt32(truncatingIfNeeded: rows + $0) }
    rows += count
    return taken
  }

  /// Lowers the limit to where at least `size` of the next `count` rows are still below it, so that few
  /// more than those are held.
  private mutating func lower(_ count: Int) {
    var buckets = [Int](repeating: 0, count: 1 << 11)
    for row in rows..<rows + count {
      buckets[Int(Self.hash(UInt32(truncatingIfNeeded: row)) >> 21)] += 1
    }
    var below = 0
    let last = buckets.firstIndex { bucket in
      below += bucket
      return below >= size
    }
    guard let last else { return }
    limit = min(limit, UInt32(last) << 21 | 0x1F_FFFF)
  }

  /// Lets rows go if too many are held. Returns the places of those that stay, nil for all.
  mutating func thin() -> [Int]? {
    guard held.count > 2 * size else { return nil }
    let places = drawn
    limit = places.reduce(0) { max($0, Self.hash(held[$1])) }
    held = places.map { held[$0] }
    return places
  }

  /// The places of the drawn rows among those held.
  var drawn: [Int] {
    guard held.count > size else { return Array(held.indices) }
    var hashes = held.map(Self.hash)
    FloatOrder.sort(&hashes)
    let last = hashes[size - 1]
    return held.indices.filter { Self.hash(held[$0]) <= last }
  }

  /// No two rows have the same: every step can be undone.
  @inline(__always)
  private static func hash(_ row: UInt32) -> UInt32 {
    var bits = row &+ 0x9e37_79b9
    bits = (bits ^ bits >> 16) &* 0x7feb_352d
    bits = (bits ^ bits >> 15) &* 0x846c_a68b
    return bits ^ bits >> 16
  }
}
