import EcommBase

/// Turns the events of documents into rows, following a plan.
///
/// Text goes to a stack of bytes: an element's own begins where its frame says and is cut off when it
/// ends. Blocks are ready only between records, by rules that look at rows alone; memory is that of the
/// blocks being filled and of one record. They are pulled: a closure called from in here would be
/// compiled into the loop over events together with everything that it holds.
struct XMLRowMapper {
  struct Ready {
    let table: XMLPlan.Shape
    let block: RawBlock
  }

  private struct Frame {
    var path: Int32
    var kind: XMLPlan.Kind
    var textStart: Int
    var lastChild: Int32
    /// Tells this element from all others.
    var serial: Int
  }

  /// Where a table without row elements is.
  private struct Turn {
    var parent = 0
    var path: Int32 = XMLPaths.none
  }

  private(set) var plan: XMLPlan
  private let limits: XMLLimits
  private var tables: [XMLRows]
  private var turns: [Turn]
  /// The row in each table at which the record being read begins.
  private var firstRows: [Int]
  private(set) var rowCounts: [Int]
  private var frames: [Frame] = []
  private var text: [UInt8] = []
  private var serial = 0
  private var isInRecord = false
  private var isInDocument = false
  private var ready: [Ready] = []
  /// Values that stand in no record, and where the first ones stand.
  private(set) var valuesOutside = 0
  private(set) var pathsOutside: [Int32] = []

  init(_ plan: XMLPlan, _ limits: XMLLimits) {
    self.plan = plan
    self.limits = limits
    tables = plan.shapes.map { _ in XMLRows() }
    turns = plan.shapes.map { _ in Turn() }
    firstRows = plan.shapes.map { _ in 0 }
    rowCounts = firstRows
  }

  /// The next block of the document that was begun, or nil when all of it was given.
  mutating func next(_ parser: inout XMLParser) throws -> Ready? {
    if ready.isEmpty, isInDocument {
      do {
        try readEvents(&parser)
      } catch let fault as XMLFault {
        throw parser.located(fault)
      }
    }
    return ready.isEmpty ? nil : ready.removeFirst()
  }

  /// Call before the first block of each document.
  mutating func beginDocument() {
    isInDocument = true
    serial += 1
    frames = [
      Frame(path: 0, kind: .outside, textStart: 0, lastChild: XMLPaths.none, serial: serial)
    ]
    text.removeAll(keepingCapacity: true)
  }

  /// Reads up to the start tag of the first record; false where there is none.
  mutating func skipToFirstRecord(_ parser: inout XMLParser) throws -> Bool {
    beginDocument()
    do {
      while !isInRecord {
        guard try readEvent(&parser) else { return false }
      }
    } catch let fault as XMLFault {
      throw parser.located(fault)
    }
    return true
  }

  /// Reads until blocks are ready or the document ends.
  private mutating func readEvents(_ parser: inout XMLParser) throws {
    while ready.isEmpty {
      guard try readEvent(&parser) else { return finish() }
    }
  }

  /// False at the end of the document.
  @inline(__always)
  private mutating func readEvent(_ parser: inout XMLParser) throws -> Bool {
    switch try parser.next() {
    case .start: try start(&parser)
    case .text: try text(parser)
    case .end: try end(parser.names)
    case .done: return false
    }
    return true
  }

  /// What is left at the end of a document is ready, too.
  private mutating func finish() {
    isInDocument = false
    finishRecord()
    for table in tables.indices where tables[table].count > 0 { handOut(table) }
  }

  // MARK: events

  private mutating func start(_ parser: inout XMLParser) throws {
    let top = frames.count - 1
    let path = try plan.paths.child(
      parser.name, isAttribute: false, of: frames[top].path, after: frames[top].lastChild)
    frames[top].lastChild = path
    if path >= plan.roles.count { plan.addRole(of: path) }
    let role = plan.roles[Int(path)]
    if role.kind == .row {
      beginRow(Int(role.table), line: parser.elementLine())
    } else if role.kind == .turn {
      takeTurn(path, Int(role.table), line: parser.elementLine())
    }
    serial += 1
    frames.append(
      Frame(
        path: path, kind: role.kind, textStart: text.count, lastChild: XMLPaths.none,
        serial: serial))
    if parser.attributes.count > 0 { try attributes(parser, of: path) }
  }

  private mutating func attributes(
    _ parser: borrowing XMLParser, of element: Int32
  ) throws {
    var previous = XMLPaths.none
    for index in 0..<parser.attributes.count {
      let name = parser.attributes[index].name
      if parser.names.isNamespaceDeclaration(name) { continue }
      previous = try plan.paths.child(name, isAttribute: true, of: element, after: previous)
      if previous >= plan.roles.count { plan.addRole(of: previous) }
      try parser.attributes.withValue(index, in: parser.bytes) {
        try put($0, on: previous, parser.names)
      }
    }
    frames[frames.count - 1].lastChild = previous
  }

  /// A value in one piece goes into its row without a stop on the stack.
  @inline(__always)
  private mutating func text(_ parser: borrowing XMLParser) throws {
    let frame = frames[frames.count - 1]
    if text.count == frame.textStart, frame.kind != .insideMixed, parser.isBeforeEndTag {
      try put(parser.eventText, on: frame.path, parser.names)
    } else {
      try append(parser.eventText, frame)
    }
  }

  /// White space that no other text of the element stands before is not kept.
  private mutating func append(
    _ piece: UnsafeBufferPointer<UInt8>, _ frame: Frame
  ) throws(XMLFault) {
    if text.count == frame.textStart, frame.kind != .insideMixed {
      guard let first = piece.firstIndex(where: { !XMLCharacters.isSpace($0) }) else { return }
      text.append(contentsOf: UnsafeBufferPointer(rebasing: piece[first...]))
    } else {
      text.append(contentsOf: piece)
    }
    try checkSize(text.count)
  }

  @inline(__always)
  private func checkSize(_ count: Int) throws(XMLFault) {
    if count > limits.valueBytes { throw .tooMuch(.valueBytes, limit: limits.valueBytes) }
  }

  private mutating func end(_ names: XMLNames) throws {
    guard let frame = frames.popLast(), frame.kind != .insideMixed else { return }
    if text.count > frame.textStart { try putText(from: frame.textStart, on: frame.path, names) }
    if frame.kind == .row, plan.roles[Int(frame.path)].table == 0 { finishRecord() }
  }

  // MARK: values

  private mutating func putText(
    from start: Int, on path: Int32, _ names: XMLNames
  ) throws(XMLFault) {
    let value = Array(text[start...])
    text.removeLast(text.count - start)
    let result: Result<Void, XMLFault> = value.withUnsafeBufferPointer { value in
      Result { () throws(XMLFault) in try put(value, on: path, names) }
    }
    try result.get()
  }

  /// A value on this path, without the white space around it; nothing if nothing is left.
  @inline(__always)
  private mutating func put(
    _ value: UnsafeBufferPointer<UInt8>, on path: Int32, _ names: XMLNames
  ) throws(XMLFault) {
    var end = value.count
    while end > 0, XMLCharacters.isSpace(value[end - 1]) { end -= 1 }
    var first = 0
    while first < end, XMLCharacters.isSpace(value[first]) { first += 1 }
    guard first < end else { return }
    try checkSize(end - first)
    try set(UnsafeBufferPointer(rebasing: value[first..<end]), path, names)
  }

  private mutating func set(
    _ value: UnsafeBufferPointer<UInt8>, _ path: Int32, _ names: XMLNames
  ) throws(XMLFault) {
    var role = plan.roles[Int(path)]
    guard role.kind != .outside, role.kind != .insideMixed else { return noteOutside(path) }
    if role.column == XMLPlan.noColumn { role.column = plan.column(of: path, names) }
    let table = Int(role.table)
    if !tables[table].set(role.column, value) { putLate(value, path, names) }
    let limit = min(limits.recordBytes, XMLRows.bytesAtMost)
    if tables[table].byteCount > limit { throw .tooMuch(.recordBytes, limit: limit) }
  }

  /// A second value where the survey saw one at most in each row.
  private mutating func putLate(
    _ value: UnsafeBufferPointer<UInt8>, _ path: Int32, _ names: XMLNames
  ) {
    let (table, column) = plan.lateTable(for: path, names)
    if table >= tables.count { addTable() }
    begin(table, line: tables[Int(plan.roles[Int(path)].table)].lastLine)
    _ = tables[table].set(column, value)
  }

  private mutating func addTable() {
    tables.append(XMLRows())
    turns.append(Turn())
    firstRows.append(0)
    rowCounts.append(0)
  }

  private mutating func noteOutside(_ path: Int32) {
    valuesOutside += 1
    if pathsOutside.count < 3, !pathsOutside.contains(path) { pathsOutside.append(path) }
  }

  // MARK: rows

  private mutating func beginRow(_ table: Int, line: Int) {
    if table == 0 {
      finishRecord()
      isInRecord = true
    }
    begin(table, line: line)
  }

  private mutating func begin(_ table: Int, line: Int) {
    tables[table].begin(line: line)
    rowCounts[table] += 1
    let shape = plan.shapes[table]
    guard shape.outerRow != XMLPlan.noColumn, let outer = shape.outer else { return }
    let number = String(tables[outer].number).utf8
    tables[table].fill(shape.outerRow, from: tables[table].count - 1, number)
  }

  /// A new row begins with a new parent and where the order of the leaves begins again.
  private mutating func takeTurn(
    _ path: Int32, _ table: Int, line: Int
  ) {
    let parent = frames[frames.count - 1].serial
    if turns[table].parent != parent || path <= turns[table].path {
      beginRow(table, line: line)
    }
    turns[table] = Turn(parent: parent, path: path)
  }

  /// Gives the rows of lists the record's number and key, and hands out what is full.
  private mutating func finishRecord() {
    guard isInRecord else { return }
    isInRecord = false
    for table in tables.indices.dropFirst() where tables[table].count > firstRows[table] {
      keyRows(of: table)
    }
    for table in tables.indices {
      if tables[table].isFull { handOut(table) }
      firstRows[table] = tables[table].count
    }
  }

  private mutating func keyRows(of table: Int) {
    let shape = plan.shapes[table]
    tables[table].fill(shape.record, from: firstRows[table], String(tables[0].number).utf8)
    guard shape.key != XMLPlan.noColumn, let keyPath = plan.keyPath,
      let key = tables[0].lastValue(plan.roles[Int(keyPath)].column)
    else { return }
    tables[table].fill(shape.key, from: firstRows[table], key)
  }

  private mutating func handOut(_ table: Int) {
    let shape = plan.shapes[table]
    ready.append(Ready(table: shape, block: tables[table].take(columnCount: shape.columns.count)))
    firstRows[table] = 0
  }
}
