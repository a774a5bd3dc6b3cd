/// What occurs on each path, how often and beside what: what decides which elements are records.
///
/// One pass over the events; memory grows with the number of different paths only, and with the values
/// of what may be a key up to a bound.
struct XMLSurvey {
  struct Occurrence {
    var count = 0
    /// In one and the same parent.
    var mostPerParent = 0
    /// Elements with text of their own, or attributes that are not empty.
    var withText = 0
    var withElements = 0
    /// Elements with both.
    var mixed = 0
    fileprivate var lastParent = 0
    fileprivate var inLastParent = 0
  }

  private struct Frame {
    var path: Int32
    var serial: Int
    var lastChild = XMLPaths.none
    var hasText = false
    var hasElements = false
    var digest: UInt64 = 0
  }

  var paths: XMLPaths
  private(set) var occurrences = [Occurrence()]
  /// Leaves that take turns under one parent: `<name/><price/><name/><price/>`.
  private(set) var turns: [Int32: Set<Int32>] = [:]
  private var turnCount = 0
  private var keys: [Int32: XMLKeyValues] = [:]
  private var frames: [Frame] = []
  private var serial = 0

  init(limits: XMLLimits) {
    paths = XMLPaths(limit: limits.paths)
  }

  /// Reads the document up to the first element that begins at or behind `limit`.
  mutating func read(_ parser: inout XMLParser, limit: Int) throws {
    do {
      try readEvents(&parser, limit)
    } catch let fault as XMLFault {
      throw parser.located(fault)
    }
  }

  private mutating func readEvents(_ parser: inout XMLParser, _ limit: Int) throws {
    serial += 1
    frames = [Frame(path: 0, serial: serial)]
    while true {
      switch try parser.next() {
      case .start:
        if let offset = parser.open.last?.offset, offset >= limit { return leaveOpen() }
        try start(parser)
      case .text: text(parser.eventText)
      case .end: end()
      case .done: return
      }
    }
  }

  func isKey(_ path: Int32) -> Bool { keys[path]?.isKey ?? false }

  private mutating func start(_ parser: borrowing XMLParser) throws(XMLFault) {
    let top = frames.count - 1
    let previous = frames[top].lastChild
    let path = try paths.child(
      parser.name, isAttribute: false, of: frames[top].path, after: previous)
    note(path, in: frames[top].serial, after: previous, parser.names)
    frames[top].lastChild = path
    frames[top].hasElements = true
    serial += 1
    frames.append(Frame(path: path, serial: serial))
    if parser.attributes.count > 0 { try attributes(parser, of: path) }
  }

  private mutating func attributes(
    _ parser: borrowing XMLParser, of element: Int32
  ) throws(XMLFault) {
    var previous = XMLPaths.none
    for index in 0..<parser.attributes.count {
      let name = parser.attributes[index].name
      if parser.names.isNamespaceDeclaration(name) { continue }
      previous = try paths.child(name, isAttribute: true, of: element, after: previous)
      note(previous, in: serial, after: XMLPaths.none, parser.names)
      let digest = parser.attributes.withValue(index, in: parser.bytes) {
        XMLKeyValues.digest($0, 0)
      }
      if digest != 0 { occurrences[Int(previous)].withText += 1 }
      keys[previous]?.insert(digest)
    }
    frames[frames.count - 1].lastChild = previous
  }

  private mutating func note(
    _ path: Int32, in parent: Int, after previous: Int32, _ names: XMLNames
  ) {
    if Int(path) >= occurrences.count {
      occurrences.append(Occurrence())
      if XMLKeyValues.mayBeKey(names[paths[path].name]) { keys[path] = XMLKeyValues() }
    }
    occurrences[Int(path)].count += 1
    let again = occurrences[Int(path)].lastParent == parent
    let inParent = again ? occurrences[Int(path)].inLastParent + 1 : 1
    occurrences[Int(path)].lastParent = parent
    occurrences[Int(path)].inLastParent = inParent
    if inParent > occurrences[Int(path)].mostPerParent {
      occurrences[Int(path)].mostPerParent = inParent
    }
    if again, previous != path, previous != XMLPaths.none { noteTurn(previous, path) }
  }

  private mutating func noteTurn(_ one: Int32, _ other: Int32) {
    guard turnCount < Self.turnsSeen, turns[one, default: []].insert(other).inserted else { return }
    turns[other, default: []].insert(one)
    turnCount += 1
  }

  private static let turnsSeen = 10_000

  private mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
    let top = frames.count - 1
    if !frames[top].hasText {
      frames[top].hasText = text.contains { !XMLCharacters.isSpace($0) }
    }
    if frames[top].hasText, keys[frames[top].path] != nil {
      frames[top].digest = XMLKeyValues.digest(text, frames[top].digest)
    }
  }

  private mutating func end() {
    guard let frame = frames.popLast() else { return }
    let path = Int(frame.path)
    if frame.hasText { occurrences[path].withText += 1 }
    if frame.hasElements { occurrences[path].withElements += 1 }
    if frame.hasText, frame.hasElements { occurrences[path].mixed += 1 }
    if keys.count > 0 { keys[frame.path]?.insert(frame.digest) }
  }

  private mutating func leaveOpen() {
    for frame in frames where frame.hasElements { occurrences[Int(frame.path)].withElements += 1 }
  }
}

/// Whether the values of what is called like a key are all there and, but for the record that an export
/// repeats now and then, all different.
struct XMLKeyValues {
  private var seen: Set<UInt64> = []
  private var repeats = 0
  private var hasEmpty = false

  var isKey: Bool { !hasEmpty && repeats * Self.valuesPerRepeat <= seen.count }

  /// Later values are taken to be different too.
  private static let valuesSeen = 100_000
  private static let valuesPerRepeat = 50

  mutating func insert(_ digest: UInt64) {
    guard !hasEmpty, seen.count < Self.valuesSeen else { return }
    hasEmpty = digest == 0
    if !seen.insert(digest).inserted { repeats += 1 }
  }

  /// Zero for nothing but white space.
  static func digest(_ text: UnsafeBufferPointer<UInt8>, _ start: UInt64) -> UInt64 {
    var digest = start
    for byte in text where !XMLCharacters.isSpace(byte) {
      digest = (digest ^ UInt64(byte) &+ 1) &* 0x9E37_79B9_7F4A_7C15
      digest ^= digest >> 29
    }
    return digest
  }

  static let endings = ["id", "number", "numer", "no", "nr"]

  static func mayBeKey(_ name: String) -> Bool {
    endings.contains { name.lowercased().hasSuffix($0) }
  }
}
