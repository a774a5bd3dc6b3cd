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

  /// 16 lanes count up to 255 line ends each before they are added up.
  private static func lineEnds(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    let raw = UnsafeRawPointer(bytes)
    var total = 0
    var position = 0
    while position + 16 <= count {
      var lanes = SIMD16<UInt8>(repeating: 0)
      let stop = min(count - 15, position + 16 * 255)
      while position < stop {
        let part = raw.loadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self)
        lanes &+= SIMD16(repeating: 0).replacing(with: 1, where: part .== 10)
        position += 16
      }
      total += Int(SIMD16<UInt16>(truncatingIfNeeded: lanes).wrappedSum())
    }
    while position < count {
      if bytes[position] == 10 { total += 1 }
      position += 1
    }
    return total
  }
}
