extension XMLParser {
  mutating func startTag() throws {
    while true {
      let start = position
      do {
        return try readStartTag()
      } catch let fault as XMLFault {
        try retry(from: start, fault, .tag)
      }
    }
  }

  private mutating func readStartTag() throws {
    let start = position
    guard open.count < limits.depth else { throw XMLFault.tooMuch(.depth, limit: limits.depth) }
    var cursor = start + 1
    let element = try readExpectedName(&cursor)
    attributes.removeAll()
    if bytes[cursor] != UInt8(ascii: ">") { try readAttributes(&cursor) }
    if bytes[cursor] == UInt8(ascii: "/") {
      cursor += 1
      isEmptyElement = true
    }
    guard bytes[cursor] == UInt8(ascii: ">") else {
      isEmptyElement = false
      throw fault(at: cursor, .expected("'>'", in: .tag))
    }
    try complete(element, from: start)
    position = cursor + 1
    open(element, from: start)
  }

  /// Attributes that are only declared, and namespaces.
  private mutating func complete(_ element: Int32, from start: Int) throws {
    if doctype.hasAttributes { try addDeclaredAttributes(of: element) }
    let isPrefixed = names.entries[Int(element)].prefix != XMLNames.none
    guard usesNamespaces, isPrefixed || attributes.haveNamespaces else { return }
    do {
      try namespaces.bind(element, attributes, names, bytes)
    } catch let fault {
      isEmptyElement = false
      throw self.fault(at: start, fault)
    }
  }

  private mutating func open(_ element: Int32, from start: Int) {
    let place = suspended.first?.position ?? start
    open.append(
      OpenElement(
        name: element, bindings: namespaces.lastCount, offset: windowOffset + place))
    namespaces.commit()
    name = element
  }

  /// The usual form, the open element's name and `>`, is told by comparing.
  mutating func endTag() throws {
    let element = open[open.count - 1]
    let entry = names.entries[Int(element.name)]
    let after = position + 2 + entry.length
    if after < end, bytes[after] == UInt8(ascii: ">"), names.isEqual(entry, bytes + position + 2) {
      try checkFloor(element)
      position = after + 1
    } else {
      try unusualEndTag(element)
    }
  }

  private mutating func checkFloor(_ element: OpenElement) throws {
    guard open.count > floor else {
      throw XMLFault.unbalancedEntity(entityName)
    }
  }

  private mutating func unusualEndTag(_ element: OpenElement) throws {
    while true {
      let start = position
      do {
        let (found, after) = try readEndTag()
        guard found == element.name else {
          throw fault(at: start, mismatch(found, element))
        }
        try checkFloor(element)
        position = after
        return
      } catch let fault as XMLFault {
        try retry(from: start, fault, .tag)
      }
    }
  }

  private mutating func readEndTag() throws -> (name: Int32, after: Int) {
    var cursor = position + 2
    let found = try readName(&cursor)
    skipSpace(&cursor)
    guard bytes[cursor] == UInt8(ascii: ">") else {
      throw fault(at: cursor, .expected("'>'", in: .tag))
    }
    return (found, cursor + 1)
  }

  private func mismatch(_ found: Int32, _ element: OpenElement) -> XMLFault {
    .mismatchedEnd(found: names[found], open: names[element.name], line: line(of: element))
  }

  // MARK: names and spaces

  /// The number of the name that begins at `cursor`, which is moved behind it.
  @inline(__always)
  mutating func readName(_ cursor: inout Int) throws -> Int32 {
    let start = cursor
    while isClass(.name, bytes[cursor]) { cursor += 1 }
    guard cursor < end else { throw fault(at: end, .badName) }
    let number = names.intern(bytes + start, cursor - start)
    if number < 0 || names.entries[Int(number)].badColon {
      try refuseName(number, start, cursor - start)
    }
    if names.entries.count > limits.distinctNames || cursor - start > limits.nameBytes {
      try refuseAmount(start, cursor - start)
    }
    return number
  }

  private mutating func refuseName(_ number: Int32, _ start: Int, _ length: Int) throws {
    if number < 0 { throw fault(at: start, .badName) }
    if usesNamespaces { throw fault(at: start, .badQualifiedName(names[number])) }
  }

  private mutating func refuseAmount(_ start: Int, _ length: Int) throws {
    throw fault(
      at: start,
      length > limits.nameBytes
        ? .tooMuch(.nameBytes, limit: limits.nameBytes)
        : .tooMuch(.distinctNames, limit: limits.distinctNames))
  }

  /// Documents repeat themselves: the name that last followed the two before is tried first.
  @inline(__always)
  mutating func readExpectedName(_ cursor: inout Int) throws -> Int32 {
    let context = (Int(lastName) &* 31 &+ Int(nameBefore)) & (Self.contexts - 1)
    let guess = expected[context]
    let entry = names.entries[Int(guess)]
    let after = cursor + entry.length
    nameBefore = lastName
    if after < end, names.isEqual(entry, bytes + cursor), !isClass(.name, bytes[after]) {
      cursor = after
      lastName = guess
      return guess
    }
    lastName = try readName(&cursor)
    expected[context] = lastName
    return lastName
  }

  @inline(__always)
  func isClass(_ kind: XMLCharacters.Class, _ byte: UInt8) -> Bool {
    classes[Int(byte)] & kind.rawValue != 0
  }

  @inline(__always)
  @discardableResult
  func skipSpace(_ cursor: inout Int) -> Bool {
    let start = cursor
    while isClass(.space, bytes[cursor]) { cursor += 1 }
    return cursor > start
  }

  @discardableResult
  mutating func skipSpace() -> Bool {
    var cursor = position
    defer { position = cursor }
    return skipSpace(&cursor)
  }

  mutating func fault(at place: Int, _ fault: XMLFault) -> XMLFault {
    position = place
    return fault
  }
}
