extension XMLParser {
  /// Text up to the next markup, or a part of it. False if there was none here.
  mutating func text() throws -> Bool {
    var cursor = position
    while true {
      while isClass(.text, bytes[cursor]) { cursor += 1 }
      guard bytes[cursor] == UInt8(ascii: "]") else { break }
      if cursor + 2 >= end, suspended.isEmpty {
        if cursor > position { break }
        let isMore = try refill(keeping: position)
        cursor = position
        if isMore { continue }
      }
      if bytes[cursor + 1] == UInt8(ascii: "]"), bytes[cursor + 2] == UInt8(ascii: ">") {
        throw fault(at: cursor, .sectionEndInText)
      }
      cursor += 1
    }
    if cursor > position { return emit(to: cursor) }
    return try special()
  }

  private mutating func emit(to cursor: Int) -> Bool {
    textStart = bytes + position
    textCount = cursor - position
    position = cursor
    return true
  }

  private mutating func special() throws -> Bool {
    switch bytes[position] {
    case UInt8(ascii: "&"): return try reference()
    case 13: return try lineEnd()
    case UInt8(ascii: "<"): return false
    default:
      try endOfText()
      return false
    }
  }

  private mutating func endOfText() throws {
    if suspended.isEmpty {
      try more(.text)
    } else if open.count == floor, !inSection {
      leave()
    } else {
      throw XMLFault.unbalancedEntity(entityName)
    }
  }

  /// A carriage return is a line feed, or nothing before one; in the text of an entity it was written
  /// as a reference and stays.
  private mutating func lineEnd() throws -> Bool {
    guard suspended.isEmpty else { return emit(to: position + 1) }
    if position + 1 == end, try !refill(keeping: position) { throw ending(.text) }
    position += 1
    return bytes[position] == 10 ? false : write(Unicode.Scalar(10))
  }

  private mutating func write(_ scalar: Unicode.Scalar) -> Bool {
    textCount = 0
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
      written[textCount] = byte
      textCount += 1
    }
    textStart = UnsafePointer(written)
    return true
  }

  private mutating func reference() throws -> Bool {
    while true {
      let start = position
      do {
        return try readContentReference()
      } catch let fault as XMLFault {
        try retry(from: start, fault, .text)
      }
    }
  }

  private mutating func readContentReference() throws -> Bool {
    let start = position
    var cursor = position
    switch try readReference(&cursor) {
    case .character(let scalar):
      position = cursor
      return write(scalar)
    case .entity(let name):
      try enter(name, from: start, to: cursor)
      return false
    }
  }

  private mutating func enter(_ name: Int32, from start: Int, to cursor: Int) throws {
    position = start
    guard let index = try textEntity(name, inValue: false) else {
      position = cursor
      return
    }
    try countExpansion(doctype.entities[index].count)
    guard suspended.count < limits.entityDepth else {
      throw XMLFault.tooMuch(.entityDepth, limit: limits.entityDepth)
    }
    position = cursor
    enter(index)
  }

  /// Text of a CDATA section, or a part of it. False if there was none here.
  mutating func sectionText() throws -> Bool {
    var cursor = position
    while bytes[cursor] != UInt8(ascii: "]"), bytes[cursor] != 13, bytes[cursor] != 0 {
      cursor += 1
    }
    if cursor > position { return emit(to: cursor) }
    switch bytes[position] {
    case 13: return try lineEnd()
    case 0:
      if suspended.isEmpty { try more(.cdata) } else { try endOfText() }
      return false
    default:
      guard try matches("]]>") else { return emit(to: position + 1) }
      position += 3
      inSection = false
      return false
    }
  }

  /// Whether the text goes on with `word`. Reads on where the window ends before that can be told.
  mutating func matches(_ word: StaticString) throws -> Bool {
    var index = 0
    while index < word.utf8CodeUnitCount {
      if position + index >= end {
        guard suspended.isEmpty else { return false }
        if isHolding { try more(.doctype) }
        guard try refill(keeping: position) else { return false }
      }
      guard bytes[position + index] == word.utf8Start[index] else { return false }
      index += 1
    }
    return true
  }
}
