/// Takes one JSON object apart into cells: strict RFC 8259, nested objects as paths, arrays as text.
///
/// Everything is a look at bytes; only strings with escapes are copied, to `unescaped`.
struct JSONRowScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  /// Where the copies will stand.
  let copiesStart: Int
  var cells = JSONCells()
  var unescaped: [UInt8] = []
  private(set) var position = 0
  private var end = 0

  private static let depthLimit = 64

  init(_ bytes: UnsafeBufferPointer<UInt8>, copiesStart: Int) {
    self.bytes = bytes
    self.copiesStart = copiesStart
  }

  /// The object that is all of `range`, but for spaces around it.
  mutating func row(_ range: Range<Int>, line: Int) -> JSONRowFault? {
    position = range.lowerBound
    end = range.upperBound
    do throws(JSONRowFaultThrown) {
      skipSpace()
      guard current == UInt8(ascii: "{") else { throw .init(.notAnObject) }
      try object(0, depth: 0)
      skipSpace()
      guard position == end else { throw unexpected() }
      cells.endRow(line: line)
      return nil
    } catch {
      return error.fault
    }
  }

  private var current: UInt8 { position < end ? bytes[position] : 0 }

  private mutating func skipSpace() {
    while position < end, [32, 9, 13, 10].contains(bytes[position]) { position += 1 }
  }

  private func unexpected() -> JSONRowFaultThrown {
    .init(position < end ? .unexpected(bytes[position]) : .unexpectedEnd)
  }

  private mutating func object(_ level: Int, depth: Int) throws(JSONRowFaultThrown) {
    guard depth < Self.depthLimit else { throw .init(.tooDeep) }
    position += 1
    skipSpace()
    if current == UInt8(ascii: "}") {
      position += 1
      return
    }
    while true {
      try member(level, depth)
      skipSpace()
      if current == UInt8(ascii: "}") { break }
      guard current == UInt8(ascii: ",") else { throw unexpected() }
      position += 1
      skipSpace()
    }
    position += 1
  }

  private mutating func member(_ level: Int, _ depth: Int) throws(JSONRowFaultThrown) {
    guard current == UInt8(ascii: "\"") else { throw unexpected() }
    let name = try string()
    let entry =
      name.start < copiesStart
      ? cells.entry(bytes[name.start..<name.start + name.length], in: level)
      : cells.entry(copy(name), in: level)
    skipSpace()
    guard current == UInt8(ascii: ":") else { throw unexpected() }
    position += 1
    skipSpace()
    if current == UInt8(ascii: "{") {
      return try object(cells.descend(entry, in: level), depth: depth + 1)
    }
    let start = position
    let value = try scalar(depth)
    let isNull = bytes[start] == UInt8(ascii: "n")
    let length = isNull ? RawColumn.absent : UInt32(truncatingIfNeeded: value.length)
    guard cells.set(entry, in: level, start: value.start, length: length) else {
      throw .init(.duplicateName(cells.text(entry, in: level)))
    }
  }

  private func copy(_ name: (start: Int, length: Int)) -> ArraySlice<UInt8> {
    let start = name.start - copiesStart
    return unescaped[start..<start + name.length]
  }

  private mutating func scalar(
    _ depth: Int
  ) throws(JSONRowFaultThrown) -> (start: Int, length: Int) {
    let start = position
    switch current {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "["): try skipArray(depth + 1)
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: try number()
    }
    return (start, position - start)
  }

  private mutating func word(_ word: StaticString) throws(JSONRowFaultThrown) {
    for index in 0..<word.utf8CodeUnitCount {
      guard current == word.utf8Start[index] else { throw unexpected() }
      position += 1
    }
  }

  private mutating func number() throws(JSONRowFaultThrown) {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    if current == 48 { position += 1 } else { try digits(start) }
    if current == UInt8(ascii: ".") {
      position += 1
      try digits(start)
    }
    guard current | 32 == UInt8(ascii: "e") else { return }
    position += 1
    if current == UInt8(ascii: "-") || current == UInt8(ascii: "+") { position += 1 }
    try digits(start)
  }

  private mutating func digits(_ start: Int) throws(JSONRowFaultThrown) {
    guard current &- 48 < 10 else { throw position == start ? unexpected() : .init(.badNumber) }
    while current &- 48 < 10 { position += 1 }
  }

  private mutating func skipArray(_ depth: Int) throws(JSONRowFaultThrown) {
    guard depth < Self.depthLimit else { throw .init(.tooDeep) }
    position += 1
    skipSpace()
    if current == UInt8(ascii: "]") {
      position += 1
      return
    }
    while true {
      try skipValue(depth)
      skipSpace()
      if current == UInt8(ascii: "]") { break }
      guard current == UInt8(ascii: ",") else { throw unexpected() }
      position += 1
      skipSpace()
    }
    position += 1
  }

  private mutating func skipValue(_ depth: Int) throws(JSONRowFaultThrown) {
    guard current == UInt8(ascii: "{") else {
      _ = try scalar(depth)
      return
    }
    guard depth < Self.depthLimit else { throw .init(.tooDeep) }
    position += 1
    skipSpace()
    while current != UInt8(ascii: "}") {
      guard current == UInt8(ascii: "\"") else { throw unexpected() }
      _ = try string()
      skipSpace()
      guard current == UInt8(ascii: ":") else { throw unexpected() }
      position += 1
      skipSpace()
      try skipValue(depth + 1)
      skipSpace()
      guard current == UInt8(ascii: ",") else { break }
      position += 1
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw unexpected() }
    }
    guard current == UInt8(ascii: "}") else { throw unexpected() }
    position += 1
  }
}

/// A fault on its way up.
struct JSONRowFaultThrown: Error {
  let fault: JSONRowFault
  init(_ fault: JSONRowFault) { self.fault = fault }
}

extension JSONRowScanner {
  /// Where the text of the string that begins here stands, in the input or among the copies.
  private mutating func string() throws(JSONRowFaultThrown) -> (start: Int, length: Int) {
    position += 1
    let start = position
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        return (start, position - 1 - start)
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(start) }
      guard byte >= 32 else { throw .init(.badString) }
      position += 1
    }
    throw .init(.unexpectedEnd)
  }

  private mutating func escapedString(
    _ start: Int
  ) throws(JSONRowFaultThrown) -> (start: Int, length: Int) {
    let copy = unescaped.count
    unescaped.append(contentsOf: bytes[start..<position])
    while position < end {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") { return (copiesStart + copy, unescaped.count - copy) }
      guard byte >= 32 else { throw .init(.badString) }
      if byte == UInt8(ascii: "\\") { try escape() } else { unescaped.append(byte) }
    }
    throw .init(.unexpectedEnd)
  }

  private mutating func escape() throws(JSONRowFaultThrown) {
    let letter = current
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(letter)
    case UInt8(ascii: "b"): unescaped.append(8)
    case UInt8(ascii: "f"): unescaped.append(12)
    case UInt8(ascii: "n"): unescaped.append(10)
    case UInt8(ascii: "r"): unescaped.append(13)
    case UInt8(ascii: "t"): unescaped.append(9)
    case UInt8(ascii: "u"): unescaped.append(contentsOf: String(Character(try scalarValue())).utf8)
    default: throw .init(.badString)
    }
  }

  /// Four hexadecimal digits, or twice four that are a surrogate pair.
  private mutating func scalarValue() throws(JSONRowFaultThrown) -> Unicode.Scalar {
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    try word("\\u")
    let second = try fourDigits()
    guard first < 0xDC00, (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw .init(.badString) }
    return scalar
  }

  private mutating func fourDigits() throws(JSONRowFaultThrown) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard current < 128, let digit = Character(Unicode.Scalar(current)).hexDigitValue else {
        throw .init(.badString)
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
