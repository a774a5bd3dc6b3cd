/// Strings of which most are different, one behind the other in one buffer.
///
/// A row costs its bytes, four for where it ends and a bit for whether it is missing; past 4 GB of
/// text the ends take eight bytes.
public struct Texts: Sendable, Equatable {
  /// UTF-8.
  public private(set) var bytes: [UInt8] = []
  /// Where row r ends; it begins where row r - 1 ends. Rows behind these have theirs in `farEnds`.
  private var nearEnds: [UInt32] = []
  private var farEnds: [Int] = []
  /// A bit for each row, 64 to a word; the word of a row that is not missing may not be there.
  private var missing: [UInt64] = []

  public init() {}

  /// Rows of which all are missing.
  public init(missing rows: Int) {
    for _ in 0..<rows { appendMissing() }
  }

  public var count: Int { nearEnds.count + farEnds.count }

  public mutating func append(_ text: some Collection<UInt8>) {
    bytes.append(contentsOf: text)
    appendEnd(bytes.count)
  }

  public mutating func appendMissing() {
    markMissing(count)
    appendEnd(bytes.count)
  }

  public mutating func append(_ other: Texts) {
    let offset = bytes.count
    let rows = count
    bytes.append(contentsOf: other.bytes)
    for row in other.missingRows { markMissing(rows + row) }
    if farEnds.isEmpty, other.farEnds.isEmpty, bytes.count <= Int(UInt32.max) {
      let shift = UInt32(truncatingIfNeeded: offset)
      nearEnds.append(addingCapacity: other.nearEnds.count) { span in
        for end in other.nearEnds { span.append(end &+ shift) }
      }
    } else {
      for row in 0..<other.count { appendEnd(offset + other.end(row)) }
    }
  }

  /// Room for what is to come, so that growing does not copy it again and again.
  public mutating func reserve(rows: Int, bytes count: Int) {
    nearEnds.reserveCapacity(rows)
    bytes.reserveCapacity(count)
  }

  var room: Int { bytes.capacity }

  public func isMissing(_ row: Int) -> Bool {
    let word = row >> 6
    return word < missing.count && missing[word] >> UInt64(row & 63) & 1 == 1
  }

  public func range(_ row: Int) -> Range<Int> { (row == 0 ? 0 : end(row - 1))..<end(row) }

  public subscript(row: Int) -> String? {
    isMissing(row) ? nil : String(decoding: bytes[range(row)], as: UTF8.self)
  }

  private var missingRows: some Sequence<Int> {
    missing.indices.lazy.flatMap { word in SetBits(missing[word]).lazy.map { word << 6 | $0 } }
  }

  private func end(_ row: Int) -> Int {
    row < nearEnds.count ? Int(nearEnds[row]) : farEnds[row - nearEnds.count]
  }

  private mutating func appendEnd(_ end: Int) {
    if farEnds.isEmpty, let near = UInt32(exactly: end) {
      nearEnds.append(near)
    } else {
      farEnds.append(end)
    }
  }

  private mutating func markMissing(_ row: Int) {
    while missing.count <= row >> 6 { missing.append(0) }
    missing[row >> 6] |= 1 << UInt64(row & 63)
  }
}

/// The places of the bits that are set, from the lowest.
struct SetBits: Sequence, IteratorProtocol {
  private var bits: UInt64

  init(_ bits: UInt64) { self.bits = bits }

  mutating func next() -> Int? {
    guard bits != 0 else { return nil }
    defer { bits &= bits &- 1 }
    return bits.trailingZeroBitCount
  }
}
