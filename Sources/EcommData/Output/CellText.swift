/// How the cells of a format are written.
enum CellText: Sendable {
  /// Quoted only where it has to be; nothing for a missing value.
  case csv(delimiter: UInt8)
  /// Strings and dates quoted; null for a missing value.
  case json

  static let quote = UInt8(ascii: "\"")

  var missing: StaticString {
    switch self {
    case .csv: ""
    case .json: "null"
    }
  }

  var quotesDates: Bool {
    switch self {
    case .csv: false
    case .json: true
    }
  }

  @inline(__always)
  func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    switch self {
    case .csv(let delimiter): Self.appendCSV(text, delimiter, to: &bytes)
    case .json: Self.appendJSON(text, to: &bytes)
    }
  }

  private static func appendCSV(
    _ text: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8, to bytes: inout [UInt8]
  ) {
    var isPlain = !text.isEmpty
    for byte in text where byte == delimiter || byte == quote || byte == 10 || byte == 13 {
      isPlain = false
    }
    if isPlain { return bytes.append(contentsOf: text) }
    bytes.append(quote)
    for byte in text {
      if byte == quote { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  private static func appendJSON(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(quote)
    var isPlain = true
    for byte in text where byte < 32 || byte == quote || byte == UInt8(ascii: "\\") {
      isPlain = false
    }
    if isPlain {
      bytes.append(contentsOf: text)
    } else {
      for byte in text { appendEscaped(byte, to: &bytes) }
    }
    bytes.append(quote)
  }

  private static func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case quote, UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case 10: bytes.append(contentsOf: "\\n".utf8)
    case 13: bytes.append(contentsOf: "\\r".utf8)
    case 9: bytes.append(contentsOf: "\\t".utf8)
    case 0..<32:
      bytes.append(contentsOf: (byte < 16 ? "\\u000" : "\\u00").utf8)
      bytes.append(contentsOf: String(byte, radix: 16).utf8)
    default: bytes.append(byte)
    }
  }
}

/// Numbers as text.
enum NumberOutput {
  static func append(_ value: Int64, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var first = 20
      repeat {
        first -= 1
        digits[first] = 48 + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[first..<20]))
    }
  }

  /// The shortest text that reads back the same. Amounts of money take the quick way: a decimal of at
  /// most 15 digits that gives the number back is the only one so short.
  static func append(_ value: Double, to bytes: inout [UInt8]) {
    let hundredths = (value * 100).rounded()
    guard hundredths.magnitude < 1e15, hundredths != 0, hundredths / 100 == value else {
      return bytes.append(contentsOf: value.description.utf8)
    }
    let whole = UInt64(hundredths.magnitude)
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    append(Int64(whole / 100), to: &bytes)
    bytes.append(UInt8(ascii: "."))
    let fraction = UInt8(truncatingIfNeeded: whole % 100)
    bytes.append(48 + fraction / 10)
    if fraction % 10 > 0 { bytes.append(48 + fraction % 10) }
  }
}
