extension XMLParser {
  /// `<!ATTLIST element name type default ...>`.
  mutating func readAttributeDeclaration() throws {
    try needSpace()
    let element = try needName()
    while true {
      let isApart = skipSpace()
      if try take(">") { return }
      guard isApart else { throw XMLFault.expected("a space or '>'", in: .doctype) }
      let name = try needName()
      try needSpace()
      let isTokens = try readAttributeType()
      try needSpace()
      let fallback = try readDefault(of: name)
      guard !doctype.hasUnread else { continue }
      doctype.declare(.init(name: name, isTokens: isTokens, fallback: fallback), of: element)
    }
  }

  /// True for all types but plain text.
  private mutating func readAttributeType() throws -> Bool {
    if bytes[position] == UInt8(ascii: "(") {
      try readChoices(areNames: false)
      return true
    }
    if try take("CDATA") { return false }
    if try take("NOTATION") {
      try needSpace()
      try readChoices(areNames: true)
      return true
    }
    for type: StaticString in [
      "IDREFS", "IDREF", "ID", "ENTITIES", "ENTITY", "NMTOKENS", "NMTOKEN",
    ] {
      if try take(type) { return true }
    }
    throw XMLFault.expected("the type of an attribute", in: .doctype)
  }

  /// `(a | b | c)`
  private mutating func readChoices(areNames: Bool) throws {
    try need("(")
    repeat {
      skipSpace()
      let start = position
      if areNames {
        _ = try needName()
      } else {
        try skipToken()
      }
      guard position > start else { throw XMLFault.badName }
      skipSpace()
    } while try take("|")
    try need(")")
  }

  /// A name token: like a name, but may begin with any character of names.
  private mutating func skipToken() throws {
    let start = position
    while isClass(.name, bytes[position]) { position += 1 }
    let token = UnsafeBufferPointer(start: bytes + start, count: position - start)
    let isToken = String(decoding: token, as: UTF8.self).unicodeScalars
      .allSatisfy { XMLCharacters.isNamePart($0.value) }
    guard isToken else { throw fault(at: start, .badName) }
  }

  private mutating func readDefault(of name: Int32) throws -> [UInt8]? {
    if try take("#REQUIRED") { return nil }
    if try take("#IMPLIED") { return nil }
    if try take("#FIXED") { try needSpace() }
    attributes.stored.removeAll(keepingCapacity: true)
    var cursor = position
    let quote = try readQuote(&cursor)
    try storeValue(&cursor, quote, of: name)
    position = cursor
    return attributes.stored
  }

  // MARK: in a tag

  /// Defaults of attributes that are not there, and the declared types of those that are.
  mutating func addDeclaredAttributes(of element: Int32) throws {
    for declared in doctype.attributes[element] ?? [] {
      if let index = attributes.index(of: declared.name) {
        if declared.isTokens { normaliseTokens(index) }
      } else if let fallback = declared.fallback {
        store(declared.isTokens ? Self.tokens(fallback) : fallback, as: declared.name)
      }
    }
  }

  private mutating func store(_ value: [UInt8], as name: Int32) {
    let start = attributes.stored.count
    attributes.stored.append(contentsOf: value)
    _ = attributes.append(
      .init(name: name, start: start, length: value.count, isStored: true),
      isInNamespace: names.isInNamespace(name))
  }

  private mutating func normaliseTokens(_ index: Int) {
    let value = attributes.withValue(index, in: bytes) { Self.tokens(Array($0)) }
    let start = attributes.stored.count
    attributes.stored.append(contentsOf: value)
    attributes[index] = .init(
      name: attributes[index].name, start: start, length: value.count, isStored: true)
  }

  /// One space between tokens, none around them.
  private static func tokens(_ value: [UInt8]) -> [UInt8] {
    Array(value.split(separator: 32).joined(separator: [32]))
  }
}
