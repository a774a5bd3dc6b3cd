extension XMLParser {
  /// Leaves `cursor` at the `>` or `/` of the tag.
  mutating func readAttributes(_ cursor: inout Int) throws {
    while true {
      let isApart = skipSpace(&cursor)
      let byte = bytes[cursor]
      if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { return }
      guard isApart else { throw fault(at: cursor, .expected("a space or '>'", in: .tag)) }
      try readAttribute(&cursor)
    }
  }

  private mutating func readAttribute(_ cursor: inout Int) throws {
    let start = cursor
    let name = try readExpectedName(&cursor)
    try skipEquals(&cursor)
    let value = try readValue(&cursor, of: name)
    guard attributes.append(value, isInNamespace: names.isInNamespace(name)) else {
      throw fault(at: start, .attributeTwice(names[name]))
    }
    guard attributes.count <= limits.attributesPerElement else {
      throw fault(at: start, .tooMuch(.attributesPerElement, limit: limits.attributesPerElement))
    }
  }

  @inline(__always)
  private mutating func skipEquals(_ cursor: inout Int) throws {
    skipSpace(&cursor)
    guard bytes[cursor] == UInt8(ascii: "=") else {
      throw fault(at: cursor, .expected("'=' after the name of an attribute", in: .tag))
    }
    cursor += 1
    skipSpace(&cursor)
  }

  private mutating func readValue(
    _ cursor: inout Int, of name: Int32
  ) throws -> XMLAttributes.Attribute {
    let quote = try readQuote(&cursor)
    let start = cursor
    scanValue(&cursor, quote)
    if bytes[cursor] == quote {
      cursor += 1
      return .init(name: name, start: start, length: cursor - 1 - start, isStored: false)
    }
    let stored = attributes.stored.count
    attributes.stored.append(
      contentsOf: UnsafeBufferPointer(start: bytes + start, count: cursor - start))
    try storeValue(&cursor, quote, of: name)
    return .init(
      name: name, start: stored, length: attributes.stored.count - stored, isStored: true)
  }

  mutating func readQuote(_ cursor: inout Int) throws -> UInt8 {
    let quote = bytes[cursor]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw fault(at: cursor, .expected("a quoted value", in: .tag))
    }
    cursor += 1
    return quote
  }

  mutating func readQuote() throws -> UInt8 {
    var cursor = position
    let quote = try readQuote(&cursor)
    position = cursor
    return quote
  }

  /// Up to the quote or to something that does not stand for itself.
  @inline(__always)
  private func scanValue(_ cursor: inout Int, _ quote: UInt8) {
    while true {
      while isClass(.value, bytes[cursor]) { cursor += 1 }
      let byte = bytes[cursor]
      guard byte != quote, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else { return }
      cursor += 1
    }
  }

  /// The rest of a value, normalised: white space is a space each, references are replaced.
  mutating func storeValue(_ cursor: inout Int, _ quote: UInt8, of name: Int32) throws {
    while true {
      let start = cursor
      scanValue(&cursor, quote)
      attributes.stored.append(
        contentsOf: UnsafeBufferPointer(start: bytes + start, count: cursor - start))
      switch bytes[cursor] {
      case quote:
        cursor += 1
        return
      case UInt8(ascii: "&"): try storeReference(&cursor, of: name)
      case 9, 10, 13: storeSpace(&cursor)
      case UInt8(ascii: "<"): throw fault(at: cursor, .lessThanInValue(names[name]))
      default: throw fault(at: cursor, .expected("the closing quote", in: .attribute))
      }
    }
  }

  /// A carriage return and a line feed are one line end, except in the text of an entity, where only
  /// references put a carriage return.
  private mutating func storeSpace(_ cursor: inout Int) {
    if bytes[cursor] == 13, bytes[cursor + 1] == 10, suspended.isEmpty { cursor += 1 }
    cursor += 1
    attributes.stored.append(32)
  }

  private mutating func storeReference(_ cursor: inout Int, of name: Int32) throws {
    let start = cursor
    switch try readReference(&cursor) {
    case .character(let scalar):
      attributes.stored.append(contentsOf: Array(String(scalar).utf8))
    case .entity(let entity):
      do {
        try storeEntity(entity, of: name)
      } catch let fault as XMLFault {
        throw self.fault(at: start, fault)
      }
    }
  }

  /// The text of an entity as part of a value. Entities inside are bounded in depth.
  private mutating func storeEntity(_ entity: Int32, of name: Int32) throws {
    guard let index = try textEntity(entity, inValue: true) else { return }
    try countExpansion(doctype.entities[index].count)
    guard suspended.count < limits.entityDepth else {
      throw XMLFault.tooMuch(.entityDepth, limit: limits.entityDepth)
    }
    enter(index)
    defer { leave() }
    var cursor = 0
    do {
      try storeEntityText(&cursor, of: name)
    } catch let fault as XMLFault {
      faultEntity = faultEntity ?? entity
      throw fault
    }
  }

  private mutating func storeEntityText(_ cursor: inout Int, of name: Int32) throws {
    while cursor < end {
      switch bytes[cursor] {
      case UInt8(ascii: "&"): try storeReference(&cursor, of: name)
      case UInt8(ascii: "<"): throw XMLFault.lessThanInValue(names[name])
      case 9, 10, 13: storeSpace(&cursor)
      case let byte:
        attributes.stored.append(byte)
        cursor += 1
      }
    }
  }
}
