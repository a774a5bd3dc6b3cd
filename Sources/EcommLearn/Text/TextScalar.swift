/// One character of UTF-8, read and folded where it stands.
///
/// Lower case is known for the scripts whose letters take one or two bytes (Latin with its European
/// letters, Greek, Cyrillic), where it takes as many bytes as upper case. Whether a character belongs
/// to a word is decided by blocks: letters and digits do, punctuation, symbols and pictures do not.
struct TextScalar {
  var code: UInt32
  var length: Int

  /// The character at `place`; a byte that begins none reads as a space.
  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) {
    let lead = bytes[place]
    if lead < 0x80 {
      self.init(code: UInt32(lead), length: 1)
    } else {
      self.init(long: bytes, at: place)
    }
  }

  private init(code: UInt32, length: Int) {
    self.code = code
    self.length = length
  }

  private init(long bytes: UnsafeBufferPointer<UInt8>, at place: Int) {
    let lead = bytes[place]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    self.init(code: 0x20, length: 1)
    guard lead >= 0xC2, lead <= 0xF4, place + length <= bytes.count else { return }
    var code = UInt32(lead) & (0x7F >> UInt32(length))
    for next in place + 1..<place + length {
      guard bytes[next] & 0xC0 == 0x80 else { return }
      code = code << 6 | UInt32(bytes[next] & 0x3F)
    }
    guard code >= least, code <= 0x10FFFF, !(0xD800...0xDFFF).contains(code) else { return }
    self.init(code: code, length: length)
  }

  var isSpace: Bool {
    code == 0x20 || (9...13).contains(code) || code == 0xA0 || code == 0x85
      || (0x2000...0x200A).contains(code) || code == 0x3000
  }

  var isWord: Bool {
    if code < 0x80 { return Self.isASCIIWord(UInt8(truncatingIfNeeded: code)) }
    if code < 0xC0 { return [0xAA, 0xB2, 0xB3, 0xB5, 0xB9, 0xBA, 0xBC, 0xBD, 0xBE].contains(code) }
    return !Self.symbols.contains { $0.contains(code) }
  }

  private static let symbols: [ClosedRange<UInt32>] = [
    0xD7...0xD7, 0xF7...0xF7, 0x300...0x36F, 0x2000...0x206F, 0x20A0...0x20FF, 0x2120...0x2123,
    0x2190...0x245F, 0x2500...0x2BFF, 0x2E00...0x2E7F, 0x3000...0x3004, 0x3008...0x3020,
    0xFE00...0xFE6F, 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xE000...0xF8FF, 0x1F000...0x1FAFF,
  ]

  static func isASCIIWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 95, 97...122: true
    default: false
    }
  }

  var lowercased: UInt32 {
    switch code {
    case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE, 0x391...0x3A1, 0x3A3...0x3AB, 0x410...0x42F:
      code + 32
    case 0x130, 0x131, 0x138: code
    case 0x100...0x137, 0x14A...0x177, 0x218...0x21B: code | 1
    case 0x139...0x148, 0x179...0x17E: code + (code & 1)
    case 0x178: 0xFF
    case 0x400...0x40F: code + 80
    default: code
    }
  }
}
