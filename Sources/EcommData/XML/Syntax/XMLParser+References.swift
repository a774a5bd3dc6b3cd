extension XMLParser {
  enum Reference {
    case character(Unicode.Scalar)
    case entity(Int32)
  }

  /// The reference whose `&` is at `cursor`, which is moved behind its `;`.
  mutating func readReference(_ cursor: inout Int) throws -> Reference {
    cursor += 1
    if bytes[cursor] == UInt8(ascii: "#") { return .character(try readCharacterNumber(&cursor)) }
    let start = cursor
    let name: Int32
    do {
      name = try readName(&cursor)
    } catch XMLFault.badName {
      throw fault(at: max(position, start), .badReference)
    }
    guard bytes[cursor] == UInt8(ascii: ";") else { throw fault(at: cursor, .badReference) }
    cursor += 1
    if let byte = XMLKnownName(rawValue: name)?.character {
      return .character(Unicode.Scalar(byte))
    }
    return .entity(name)
  }

  /// `#65` or `#x41` and the `;` behind it.
  mutating func readCharacterNumber(_ cursor: inout Int) throws -> Unicode.Scalar {
    let start = cursor
    cursor += 1
    let isHexadecimal = bytes[cursor] == UInt8(ascii: "x")
    if isHexadecimal { cursor += 1 }
    let first = cursor
    var value: UInt32 = 0
    while let digit = digit(bytes[cursor], isHexadecimal) {
      value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x110000)
      cursor += 1
    }
    guard cursor > first, bytes[cursor] == UInt8(ascii: ";") else {
      throw fault(at: cursor, .badReference)
    }
    cursor += 1
    guard XMLCharacters.isCharacter(value), let scalar = Unicode.Scalar(value) else {
      throw fault(at: start, .badCharacterReference)
    }
    return scalar
  }

  private func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
    switch byte {
    case 48...57: UInt32(byte - 48)
    case 97...102 where isHexadecimal: UInt32(byte - 87)
    case 65...70 where isHexadecimal: UInt32(byte - 55)
    default: nil
    }
  }

  /// The entity of this name if its text can stand here, or nil where it may be skipped: a
  /// non-validating processor need not know what other files declare.
  mutating func textEntity(_ name: Int32, inValue: Bool) throws -> Int? {
    guard let index = doctype.general[name] else {
      guard doctype.isIncomplete, !isStandalone else {
        throw XMLFault.undeclaredEntity(names[name])
      }
      return try skipEntity(name)
    }
    let entity = doctype.entities[index]
    if entity.isIndirect, isStandalone { throw XMLFault.undeclaredEntity(names[name]) }
    if entity.isUnparsed { throw XMLFault.unparsedEntity(names[name]) }
    if entity.isOpen { throw XMLFault.recursiveEntity(names[name]) }
    if entity.text != nil { return index }
    if inValue { throw XMLFault.externalEntity(names[name]) }
    return try skipEntity(name)
  }

  private func skipEntity(_ name: Int32) throws -> Int? {
    if needsAllText { throw XMLFault.unreadEntity(names[name]) }
    return nil
  }

  /// Refuses documents that make much of little: "billion laughs" and its kin.
  mutating func countExpansion(_ count: Int) throws {
    // One more, so that many references to an empty entity are counted too.
    expanded += count + 1
    let honest = max(limits.expansionBytes, limits.expansionRatio * readOffset)
    let limit = min(limits.totalExpansionBytes, honest)
    guard expanded <= limit else { throw XMLFault.tooMuch(.expansion, limit: limit) }
  }

  /// From here on the text of an entity is read.
  mutating func enter(_ index: Int) {
    suspended.append(
      Suspended(bytes: bytes, position: position, end: end, floor: floor, entity: index))
    doctype.entities[index].isOpen = true
    bytes = doctype.entities[index].text ?? bytes
    position = 0
    end = doctype.entities[index].count
    floor = open.count
  }

  mutating func leave() {
    guard let outer = suspended.popLast() else { return }
    doctype.entities[outer.entity].isOpen = false
    bytes = outer.bytes
    position = outer.position
    end = outer.end
    floor = outer.floor
  }

  var entityName: String {
    suspended.last.map { names[doctype.entities[$0.entity].name] } ?? ""
  }
}
