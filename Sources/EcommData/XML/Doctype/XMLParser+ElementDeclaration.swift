extension XMLParser {
  /// `<!ELEMENT name content>`: only its form matters here.
  mutating func readElementDeclaration() throws {
    try needSpace()
    _ = try needName()
    try needSpace()
    if bytes[position] == UInt8(ascii: "(") {
      try readContentModel()
    } else if try !take("EMPTY"), try !take("ANY") {
      throw XMLFault.expected("EMPTY, ANY or '('", in: .doctype)
    }
    skipSpace()
    try need(">")
  }

  private mutating func readContentModel() throws {
    position += 1
    skipSpace()
    if try take("#PCDATA") { try readMixedModel() } else { try readChildrenModel() }
  }

  /// The rest of `(#PCDATA | a | b)*`.
  private mutating func readMixedModel() throws {
    var hasNames = false
    skipSpace()
    while try take("|") {
      skipSpace()
      _ = try needName()
      skipSpace()
      hasNames = true
    }
    try need(")")
    if hasNames { try need("*") } else { _ = try take("*") }
  }

  /// The rest of `(a, (b | c)*, d?)`; a group has commas or bars, not both. Open groups are a list,
  /// so that nesting costs no stack.
  private mutating func readChildrenModel() throws {
    var separators: [UInt8] = [0]
    while !separators.isEmpty {
      skipSpace()
      if try take("(") {
        guard separators.count < limits.depth else {
          throw XMLFault.tooMuch(.depth, limit: limits.depth)
        }
        separators.append(0)
        continue
      }
      _ = try needName()
      readOccurrence()
      try closeGroups(&separators)
    }
  }

  /// Behind an item: the ends of groups, then a separator if a group is still open.
  private mutating func closeGroups(_ separators: inout [UInt8]) throws {
    while let separator = separators.last {
      skipSpace()
      let byte = bytes[position]
      guard byte == UInt8(ascii: ")") else {
        let fits = separator == 0 ? byte == 44 || byte == 124 : byte == separator
        guard fits else { throw XMLFault.expected("',', '|' or ')'", in: .doctype) }
        separators[separators.count - 1] = byte
        position += 1
        return
      }
      position += 1
      readOccurrence()
      separators.removeLast()
    }
  }

  private mutating func readOccurrence() {
    switch bytes[position] {
    case UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "+"): position += 1
    default: break
    }
  }
}
