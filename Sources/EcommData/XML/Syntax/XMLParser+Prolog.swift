extension XMLParser {
  /// What may stand before and behind the root element, and the root's own start.
  mutating func outside() throws -> Event? {
    if windowOffset == 0, position == 0, end == 0, readOffset == 0 { try begin() }
    skipSpace()
    switch bytes[position] {
    case UInt8(ascii: "<"): return try outsideMarkup()
    case 0 where position == end: return try endOfFile()
    case UInt8(ascii: "&") where hasRoot: throw XMLFault.misplaced("a reference")
    default: throw XMLFault.textOutsideRoot
    }
  }

  private mutating func endOfFile() throws -> Event? {
    if try refill(keeping: position) { return nil }
    guard hasRoot else { throw readOffset == 0 ? XMLFault.empty : .noRoot }
    return .done
  }

  private mutating func outsideMarkup() throws -> Event? {
    switch bytes[position + 1] {
    case UInt8(ascii: "!"): try commentOrDoctype()
    case UInt8(ascii: "?"): try instruction()
    case UInt8(ascii: "/"): throw try strayEnd()
    case 0: try more(.document)
    default:
      guard !hasRoot else { throw XMLFault.secondRoot }
      try startTag()
      hasRoot = true
      return .start
    }
    return nil
  }

  private mutating func strayEnd() throws -> XMLFault {
    var cursor = position + 2
    let found = try? readName(&cursor)
    return .strayEnd(found: found.map { names[$0] } ?? "")
  }

  private mutating func commentOrDoctype() throws {
    if try matches("<!--") { return try comment() }
    guard try matches("<!DOCTYPE") else {
      throw XMLFault.expected("'<!--' or '<!DOCTYPE'", in: .document)
    }
    guard !hasRoot, !hasDoctype else { throw XMLFault.misplaced("a document type declaration") }
    try readDoctype()
    hasDoctype = true
  }

  // MARK: the first bytes

  /// Byte order mark and XML declaration.
  private mutating func begin() throws {
    let head = try stretch.input.bytes(0..<min(stretch.input.size, 512))
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      readOffset = 3
      windowOffset = 3
    } else if Self.isBinary(head) {
      throw XMLFault.binary
    }
    guard try refill(keeping: 0) else { throw XMLFault.empty }
    guard try matches("<?xml") else { return }
    while position + 5 >= end, try refill(keeping: position) {}
    if isClass(.space, bytes[position + 5]) { try declaration() }
  }

  /// Compressed files and pictures begin with anything but `<` and have bytes that no text has.
  private static func isBinary(_ head: [UInt8]) -> Bool {
    guard let first = head.first, first != UInt8(ascii: "<"), !XMLCharacters.isSpace(first) else {
      return false
    }
    return head.contains { $0 < 9 || 14..<32 ~= $0 }
  }

  private mutating func declaration() throws {
    while true {
      let start = position
      do {
        return try readDeclaration()
      } catch let fault as XMLFault {
        try retry(from: start, fault, .declaration)
      }
    }
  }

  private mutating func readDeclaration() throws {
    position += 5
    guard let version = try pseudoAttribute("version"), Self.isVersion(version) else {
      throw XMLFault.expected("version=\"1.0\"", in: .declaration)
    }
    if let name = try pseudoAttribute("encoding"), !Self.isEncodingName(name) {
      throw XMLFault.expected("the name of an encoding", in: .declaration)
    }
    if let standalone = try pseudoAttribute("standalone") {
      guard standalone == "yes" || standalone == "no" else {
        throw XMLFault.expected("yes or no", in: .declaration)
      }
      isStandalone = standalone == "yes"
    }
    skipSpace()
    guard bytes[position] == UInt8(ascii: "?"), bytes[position + 1] == UInt8(ascii: ">") else {
      if position + 1 == end { position = end }
      throw XMLFault.expected("'?>'", in: .declaration)
    }
    position += 2
  }

  /// ` name = "value"`, or nil and no move if something else follows.
  private mutating func pseudoAttribute(_ name: StaticString) throws -> String? {
    var cursor = position
    guard skipSpace(&cursor) else { return nil }
    for index in 0..<name.utf8CodeUnitCount {
      guard cursor < end else { throw fault(at: end, .endsInside(.declaration)) }
      guard bytes[cursor] == name.utf8Start[index] else { return nil }
      cursor += 1
    }
    skipSpace(&cursor)
    guard bytes[cursor] == UInt8(ascii: "=") else {
      throw fault(at: cursor, .expected("'='", in: .declaration))
    }
    cursor += 1
    skipSpace(&cursor)
    return try pseudoValue(&cursor)
  }

  private mutating func pseudoValue(_ cursor: inout Int) throws -> String {
    let quote = try readQuote(&cursor)
    let start = cursor
    while bytes[cursor] != quote, bytes[cursor] != 0, bytes[cursor] != UInt8(ascii: "<") {
      cursor += 1
    }
    guard bytes[cursor] == quote else {
      throw fault(at: cursor, .expected("the closing quote", in: .declaration))
    }
    position = cursor + 1
    return String(
      decoding: UnsafeBufferPointer(start: bytes + start, count: cursor - start), as: UTF8.self)
  }

  private static func isVersion(_ text: String) -> Bool {
    text.hasPrefix("1.") && text.utf8.count > 2
      && text.utf8.dropFirst(2).allSatisfy { 48...57 ~= $0 }
  }

  private static func isEncodingName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy { isLetter($0) || 48...57 ~= $0 || "._-".utf8.contains($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    97...122 ~= byte || 65...90 ~= byte
  }
}
