/// The document type declaration: read for being well formed, for the entities it declares and for the
/// defaults and types of attributes. Nothing it names in other files is fetched.
extension XMLParser {
  /// The whole declaration has to be in the window; what it declares is forgotten before a new try.
  mutating func readDoctype() throws {
    isHolding = true
    while true {
      let start = position
      doctype = XMLDoctype()
      do {
        try readDoctypeParts()
        isHolding = false
        return
      } catch let fault as XMLFault {
        isHolding = false
        try retry(from: start, fault, .doctype)
        isHolding = true
      }
    }
  }

  private mutating func readDoctypeParts() throws {
    position += 9
    try needSpace()
    _ = try needName()
    if skipSpace(), try readExternalIdentifier() != nil {
      doctype.isIncomplete = true
      skipSpace()
    }
    if try take("[") {
      try readSubset()
      try need("]")
      skipSpace()
    }
    try need(">")
  }

  /// Declarations up to the bracket, or to the end of the text of a parameter entity.
  private mutating func readSubset() throws {
    while true {
      skipSpace()
      switch bytes[position] {
      case UInt8(ascii: "%"): try readParameterReference()
      case UInt8(ascii: "<"): try readDeclaration()
      case 0 where position == end && !suspended.isEmpty: return
      case UInt8(ascii: "]") where suspended.isEmpty: return
      default: throw XMLFault.expected("a declaration or ']>'", in: .doctype)
      }
    }
  }

  private mutating func readDeclaration() throws {
    if try take("<!ENTITY") { return try readEntityDeclaration() }
    if try take("<!ELEMENT") { return try readElementDeclaration() }
    if try take("<!ATTLIST") { return try readAttributeDeclaration() }
    if try take("<!NOTATION") { return try readNotationDeclaration() }
    if try matches("<!--") { return try comment() }
    guard try matches("<?") else { throw XMLFault.expected("a declaration", in: .doctype) }
    try instruction()
  }

  /// A parameter entity between declarations; its text is whole declarations.
  private mutating func readParameterReference() throws {
    let start = position
    var cursor = start + 1
    let name = try readName(&cursor)
    guard bytes[cursor] == UInt8(ascii: ";") else { throw fault(at: cursor, .badReference) }
    position = cursor + 1
    doctype.isIncomplete = true
    guard let index = doctype.parameters[name], doctype.entities[index].text != nil else {
      doctype.hasUnread = doctype.hasUnread || !isStandalone
      return
    }
    do {
      try readParameterText(index)
    } catch let fault as XMLFault {
      faultEntity = faultEntity ?? name
      throw self.fault(at: start, fault)
    }
  }

  private mutating func readParameterText(_ index: Int) throws {
    let entity = doctype.entities[index]
    if entity.isOpen { throw XMLFault.recursiveEntity(names[entity.name]) }
    try countExpansion(entity.count)
    guard suspended.count < limits.entityDepth else {
      throw XMLFault.tooMuch(.entityDepth, limit: limits.entityDepth)
    }
    enter(index)
    defer { leave() }
    try readSubset()
  }

  // MARK: identifiers and notations

  enum ExternalIdentifier { case whole, publicOnly }

  /// `SYSTEM "file"` or `PUBLIC "name" "file"`, or nil if neither stands here. Notations may leave out
  /// the file.
  mutating func readExternalIdentifier(
    isNotation: Bool = false
  ) throws -> ExternalIdentifier? {
    if try take("SYSTEM") {
      try needSpace()
      try skipLiteral()
      return .whole
    }
    guard try take("PUBLIC") else { return nil }
    try needSpace()
    try skipPublicLiteral()
    let isApart = skipSpace()
    let isQuote = bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'")
    if isNotation, !isQuote, position < end { return .publicOnly }
    guard isApart else { throw XMLFault.expected("a space", in: .doctype) }
    try skipLiteral()
    return .whole
  }

  private mutating func skipLiteral() throws {
    let quote = try readQuote()
    while bytes[position] != quote {
      guard position < end else { throw XMLFault.endsInside(.doctype) }
      position += 1
    }
    position += 1
  }

  private mutating func skipPublicLiteral() throws {
    let quote = try readQuote()
    while bytes[position] != quote {
      guard XMLCharacters.isPublicIdentifier(bytes[position]) else {
        throw XMLFault.expected("another character", in: .doctype)
      }
      position += 1
    }
    position += 1
  }

  private mutating func readNotationDeclaration() throws {
    try needSpace()
    let start = position
    let name = try needName()
    try checkNoColon(name, start)
    try needSpace()
    guard try readExternalIdentifier(isNotation: true) != nil else {
      throw XMLFault.expected("SYSTEM or PUBLIC", in: .doctype)
    }
    skipSpace()
    try need(">")
  }

  // MARK: the smallest parts

  mutating func needName() throws -> Int32 {
    var cursor = position
    let name = try readName(&cursor)
    position = cursor
    return name
  }

  mutating func needSpace() throws {
    guard skipSpace() else { throw XMLFault.expected("a space", in: .doctype) }
  }

  /// Moves behind `word` if it stands here.
  mutating func take(_ word: StaticString) throws -> Bool {
    guard try matches(word) else {
      return false
    }
    position += word.utf8CodeUnitCount
    return true
  }

  mutating func need(_ word: StaticString) throws {
    guard try take(word) else { throw XMLFault.expected("'\(word)'", in: .doctype) }
  }
}
