/// Counts lines forwards, each byte once.
struct XMLLineCounter {
  private var line = 1
  /// In the file; everything before has been counted.
  private var offset = 0

  /// The line of the byte at `target` of the file, not before the last one asked for; the window holds
  /// all bytes between, from `windowOffset` on.
  mutating func line(
    at target: Int, _ window: UnsafePointer<UInt8>, _ windowOffset: Int
  ) -> Int {
    guard target > offset, offset >= windowOffset else { return line }
    line += Self.lineEnds(window + (offset - windowOffset), target - offset)
    offset = target
    return line
  }

  private static func lineEnds(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    let raw = UnsafeRawPointer(bytes)
    var total = 0
    var position = 0
    while position + 32 <= count {
      let stop = min(count - 31, position + 32 * 255)
      var counts = ByteLanes(repeating: 0)
      while position < stop {
        let lanes = raw.loadUnaligned(fromByteOffset: position, as: ByteLanes.self)
        counts &+= lanes.marks(of: 10) &>> 7
        position += 32
      }
      total += counts.sumOfBytes
    }
    while position < count {
      if bytes[position] == 10 { total += 1 }
      position += 1
    }
    return total
  }
}
