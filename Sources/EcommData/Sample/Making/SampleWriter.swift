/// Builds rows of text as bytes and hands them on in blocks.
///
/// Numbers are whole ones, with the place of the decimal point said apart: no rounding happens here.
struct SampleWriter {
  private var bytes: [UInt8] = []
  private let sink: (UnsafeRawBufferPointer) throws -> Void

  private static let blockSize = 1 << 18
  private static let room = 1 << 14

  init(sink: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    self.sink = sink
    bytes.reserveCapacity(Self.blockSize + Self.room)
  }

  mutating func flush() throws {
    guard !bytes.isEmpty else { return }
    try bytes.withUnsafeBytes(sink)
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func endRow() throws {
    byte("\n")
    if bytes.count >= Self.blockSize { try flush() }
  }

  mutating func byte(_ scalar: Unicode.Scalar) {
    bytes.append(UInt8(truncatingIfNeeded: scalar.value))
  }

  mutating func comma() { bytes.append(0x2C) }

  mutating func literal(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func text(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// A cell of CSV: quoted where it must be.
  mutating func cell(_ text: String) {
    guard text.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A }) else {
      return self.text(text)
    }
    byte("\"")
    for unit in text.utf8 {
      if unit == 0x22 { bytes.append(unit) }
      bytes.append(unit)
    }
    byte("\"")
  }

  /// Character data of XML.
  mutating func escaped(_ text: String) {
    for unit in text.utf8 {
      switch unit {
      case 0x26: literal("&amp;")
      case 0x3C: literal("&lt;")
      default: bytes.append(unit)
      }
    }
  }
}

extension SampleWriter {
  mutating func integer(_ value: Int) { digits(value, atLeast: 1) }

  /// At least `width` digits.
  mutating func digits(_ value: Int, atLeast width: Int) {
    if value < 0 { bytes.append(0x2D) }
    var rest = value.magnitude
    var count = 1
    var bound: UInt = 10
    while count < 19, rest >= bound || count < width {
      count += 1
      bound = bound &* 10
    }
    let end = bytes.count + count
    for _ in 0..<count { bytes.append(0x30) }
    for place in 1...count {
      bytes[end - place] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
      rest /= 10
    }
  }

  /// `scaled` / 10^decimals, with all its decimals.
  mutating func fixed(_ scaled: Int, decimals: Int) {
    var unit = 1
    for _ in 0..<decimals { unit *= 10 }
    if scaled < 0, scaled > -unit { bytes.append(0x2D) }
    integer(scaled / unit)
    bytes.append(0x2E)
    digits(abs(scaled % unit), atLeast: decimals)
  }

  /// `12.30` for 1230.
  mutating func cents(_ value: Int) { fixed(value, decimals: 2) }

  /// The value without zeros at its end: `0.2`, `3`, `0.0125`.
  mutating func shortest(_ scaled: Int, decimals: Int) {
    var scaled = scaled
    var decimals = decimals
    while decimals > 0, scaled % 10 == 0 {
      scaled /= 10
      decimals -= 1
    }
    if decimals == 0 { integer(scaled) } else { fixed(scaled, decimals: decimals) }
  }

  mutating func hex(_ value: UInt64, digits: Int) {
    for place in (0..<digits).reversed() {
      let nibble = UInt8(truncatingIfNeeded: value >> UInt64(4 * place) & 15)
      bytes.append(nibble < 10 ? 0x30 + nibble : 0x57 + nibble)
    }
  }

  /// `2024-02-29 13:05:00`
  mutating func moment(_ second: Int) {
    date(CivilDate(days: SampleCalendar.day(ofSecond: second)))
    byte(" ")
    clock(SampleCalendar.secondOfDay(second))
  }

  mutating func date(_ date: CivilDate) {
    digits(date.year, atLeast: 4)
    byte("-")
    digits(date.month, atLeast: 2)
    byte("-")
    digits(date.day, atLeast: 2)
  }

  mutating func clock(_ second: Int) {
    digits(second / 3600, atLeast: 2)
    byte(":")
    digits(second / 60 % 60, atLeast: 2)
    byte(":")
    digits(second % 60, atLeast: 2)
  }
}
