/// Whether bytes are UTF-8: no overlong forms, no surrogates, nothing cut off.
enum UTF8Check {
  static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    while place < text.count {
      if text[place] < 128 {
        place += 1
        continue
      }
      let length = sequence(text, place)
      if length == 0 { return false }
      place += length
    }
    return true
  }

  /// The length of the sequence of two to four bytes here; 0 where it is none.
  private static func sequence(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
    let lead = text[place]
    let length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
    guard length > 0, place + length <= text.count else { return 0 }
    for next in 1..<length where text[place + next] & 0xC0 != 0x80 { return 0 }
    let second = text[place + 1]
    switch lead {
    case 0xE0 where second < 0xA0, 0xED where second > 0x9F, 0xF0 where second < 0x90,
      0xF4 where second > 0x8F:
      return 0
    default: return length
    }
  }
}

/// Cells in a UTF-8 file that are not UTF-8 come nearly always from Windows: text pasted from an old
/// export. They are read as Windows-1252, where every byte means something, and counted.
enum Windows1252 {
  /// 0x80...0x9F; the five bytes that mean nothing stay control characters.
  private static let upper: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
  ]

  static func append(_ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    for byte in text {
      let scalar = (0x80...0x9F).contains(byte) ? upper[Int(byte) - 0x80] : UInt16(byte)
      switch scalar {
      case 0..<0x80: bytes.append(UInt8(scalar))
      case 0x80..<0x800: bytes += [0xC0 | UInt8(scalar >> 6), 0x80 | UInt8(scalar & 63)]
      default:
        bytes += [
          0xE0 | UInt8(scalar >> 12), 0x80 | UInt8(scalar >> 6 & 63), 0x80 | UInt8(scalar & 63),
        ]
      }
    }
  }
}

extension RawBlock {
  /// Makes every cell UTF-8; how many were not.
  mutating func mendEncoding() -> Int {
    var mended = 0
    for column in columns.indices {
      for row in 0..<rowCount {
        let length = columns[column].lengths[row]
        guard length != RawColumn.absent, length > 0 else { continue }
        let start = Int(columns[column].starts[row])
        let cell = Array(bytes[start..<start + Int(length)])
        if cell.withUnsafeBufferPointer(UTF8Check.isValid) { continue }
        let end = bytes.count
        Windows1252.append(cell, to: &bytes)
        columns[column].starts[row] = UInt32(truncatingIfNeeded: end)
        columns[column].lengths[row] = UInt32(truncatingIfNeeded: bytes.count - end)
        mended += 1
      }
    }
    return mended
  }
}
