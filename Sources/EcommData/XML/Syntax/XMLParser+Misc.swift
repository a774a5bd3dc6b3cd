extension XMLParser {
  mutating func commentOrSection() throws {
    if try matches("<!--") { return try comment() }
    guard try matches("<![CDATA[") else { throw try unknownDeclaration() }
    position += 9
    inSection = true
  }

  private mutating func unknownDeclaration() throws -> XMLFault {
    try matches("<!DOCTYPE")
      ? .misplaced("a document type declaration")
      : .expected("'<!--' or '<![CDATA['", in: .document)
  }

  /// The comment that begins here. It may be longer than the window.
  mutating func comment() throws {
    position += 4
    while true {
      while bytes[position] != UInt8(ascii: "-"), bytes[position] != 0 { position += 1 }
      if bytes[position] == 0 || position + 2 >= end {
        try more(.comment)
      } else if bytes[position + 1] != UInt8(ascii: "-") {
        position += 1
      } else {
        guard bytes[position + 2] == UInt8(ascii: ">") else { throw XMLFault.doubleHyphen }
        position += 3
        return
      }
    }
  }

  /// The processing instruction that begins here. It may be longer than the window.
  mutating func instruction() throws {
    try instructionTarget()
    while true {
      while bytes[position] != UInt8(ascii: "?"), bytes[position] != 0 { position += 1 }
      if bytes[position] == 0 || position + 1 >= end {
        try more(.instruction)
      } else if bytes[position + 1] == UInt8(ascii: ">") {
        position += 2
        return
      } else {
        position += 1
      }
    }
  }

  /// Leaves `position` behind the target, at a space or at `?>`.
  private mutating func instructionTarget() throws {
    while true {
      let start = position
      do {
        return try readInstructionTarget()
      } catch let fault as XMLFault {
        if isHolding { throw fault }
        try retry(from: start, fault, .instruction)
      }
    }
  }

  private mutating func readInstructionTarget() throws {
    let start = position
    var cursor = start + 2
    let target = try readName(&cursor)
    let isEnd = bytes[cursor] == UInt8(ascii: "?") && bytes[cursor + 1] == UInt8(ascii: ">")
    guard isEnd || isClass(.space, bytes[cursor]) else {
      let isCut = bytes[cursor] == UInt8(ascii: "?") && cursor + 1 == end
      throw fault(at: isCut ? end : cursor, .expected("a space or '?>'", in: .instruction))
    }
    try checkTarget(target, start)
    position = cursor
  }

  private mutating func checkTarget(_ target: Int32, _ start: Int) throws {
    let name = names[target]
    if name == "xml" { throw fault(at: start, .misplacedDeclaration) }
    if name.lowercased() == "xml" { throw fault(at: start, .reservedTarget) }
    try checkNoColon(target, start)
  }

  /// Entities, notations and targets have no namespace.
  mutating func checkNoColon(_ name: Int32, _ start: Int) throws {
    if usesNamespaces, names.entries[Int(name)].prefix != XMLNames.none {
      throw fault(at: start, .badQualifiedName(names[name]))
    }
  }
}
