extension XMLParser {
  /// `<!ENTITY name "text">`, with `%` before the name for one that is used between declarations.
  mutating func readEntityDeclaration() throws {
    try needSpace()
    let isParameter = try take("%")
    if isParameter { try needSpace() }
    let start = position
    let name = try needName()
    try checkNoColon(name, start)
    try needSpace()
    let entity = try readEntity(name, isParameter: isParameter)
    skipSpace()
    try need(">")
    if !doctype.hasUnread { doctype.declare(entity, isParameter: isParameter) }
  }

  private mutating func readEntity(
    _ name: Int32, isParameter: Bool
  ) throws -> XMLDoctype.Entity {
    var entity = XMLDoctype.Entity(name: name)
    entity.isIndirect = !suspended.isEmpty
    guard try readExternalIdentifier() != nil else {
      let text = try readEntityText()
      entity.text = keep(text)
      entity.count = text.count
      return entity
    }
    guard skipSpace(), !isParameter, try take("NDATA") else { return entity }
    try needSpace()
    let start = position
    let notation = try needName()
    try checkNoColon(notation, start)
    entity.isUnparsed = true
    return entity
  }

  /// The literal with references to characters replaced; references to entities wait until the text
  /// is used.
  private mutating func readEntityText() throws -> [UInt8] {
    let quote = try readQuote()
    var text: [UInt8] = []
    while bytes[position] != quote {
      switch bytes[position] {
      case UInt8(ascii: "&"): try readEntityReference(into: &text)
      case UInt8(ascii: "%"): throw try parameterReferenceInside()
      case 13 where suspended.isEmpty: readLineEnd(into: &text)
      case 0: throw XMLFault.endsInside(.doctype)
      case let byte:
        text.append(byte)
        position += 1
      }
    }
    position += 1
    return text
  }

  private mutating func readLineEnd(into text: inout [UInt8]) {
    position += bytes[position + 1] == 10 ? 2 : 1
    text.append(10)
  }

  private mutating func readEntityReference(into text: inout [UInt8]) throws {
    var cursor = position
    if bytes[cursor + 1] == UInt8(ascii: "#") {
      cursor += 1
      text.append(contentsOf: Array(String(try readCharacterNumber(&cursor)).utf8))
    } else {
      _ = try readReference(&cursor)
      text.append(
        contentsOf: UnsafeBufferPointer(start: bytes + position, count: cursor - position))
    }
    position = cursor
  }

  private mutating func parameterReferenceInside() throws -> XMLFault {
    let start = position
    var cursor = start + 1
    let name = try readName(&cursor)
    return fault(at: start, .parameterEntityInside(names[name]))
  }

  /// A copy that lives as long as the parser, with zero bytes behind it.
  private mutating func keep(_ text: [UInt8]) -> UnsafePointer<UInt8> {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: text.count + Self.slack)
    copy.initialize(repeating: 0, count: text.count + Self.slack)
    for (index, byte) in text.enumerated() { copy[index] = byte }
    entityTexts.append(copy)
    return UnsafePointer(copy)
  }
}
