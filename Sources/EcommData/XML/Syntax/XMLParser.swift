import EcommBase

/// Reads an XML 1.0 document (fifth edition, namespaces 1.0) event by event: a non-validating processor
/// that reads the internal subset and never fetches another file.
///
/// The document passes through a window of a few hundred KB that is always checked to be legal
/// characters in UTF-8 and ends in a zero byte, which no document holds: so scanning needs no other
/// bound. A tag has to be whole in the window; one that is cut is tried again after reading on. Text
/// may come in several events. Cost: a few cycles a byte; memory: the window, the open elements and
/// the different names.
///
/// What an event points to holds until the next call of `next()`.
struct XMLParser: ~Copyable {
  enum Event: Sendable { case start, end, text, done }

  struct OpenElement {
    var name: Int32
    /// Namespace declarations in force outside of it.
    var bindings: Int
    /// Of its tag in the file.
    var offset: Int
  }

  /// Text that waits until an entity in it has been read.
  struct Suspended {
    var bytes: UnsafePointer<UInt8>
    var position: Int
    var end: Int
    var floor: Int
    var entity: Int
  }

  let stretch: XMLStretch
  let limits: XMLLimits
  let usesNamespaces: Bool
  /// Refuse, not skip, a reference to text that stands in another file.
  let needsAllText: Bool
  let classes: UnsafeMutablePointer<UInt8>

  var window: UnsafeMutablePointer<UInt8>
  var capacity: Int
  /// Of the first byte of the window in the file.
  var windowOffset = 0
  /// Of the next byte to read.
  var readOffset = 0
  /// The first bytes of a character whose last ones are not read yet.
  var carried: [UInt8] = []
  /// What is wrong with the byte behind the window.
  var waitingFault: XMLFault?
  var lineCounter = XMLLineCounter()

  /// The text being read: the window or the text of an entity. `bytes[end]` is zero.
  var bytes: UnsafePointer<UInt8>
  var position = 0
  var end = 0
  /// Elements that were open where this text began; it may close no other.
  var floor = 0
  var suspended: [Suspended] = []
  var expanded = 0
  /// The texts of entities, freed with the parser.
  var entityTexts: [UnsafeMutablePointer<UInt8>] = []
  /// The entity in whose text a fault was found that has been left since.
  var faultEntity: Int32?

  var names: XMLNames
  /// The name that last came after two others, by a number made of those.
  var expected = [Int32](repeating: 0, count: contexts)
  var lastName: Int32 = 0
  var nameBefore: Int32 = 0
  var namespaces = XMLNamespaces()
  var doctype = XMLDoctype()
  var open: [OpenElement] = []
  var hasRoot = false
  var hasDoctype = false
  var isStandalone = false
  var inSection = false
  var isEmptyElement = false
  /// The token being read must stay in the window.
  var isHolding = false

  /// The name of the element that begins or ends.
  var name = XMLNames.none
  var attributes = XMLAttributes()
  var textStart: UnsafePointer<UInt8>
  var textCount = 0
  /// The bytes of a character that stands in the file as something else.
  let written: UnsafeMutablePointer<UInt8>

  static let windowBytes = 1 << 18
  /// A power of two.
  static let contexts = 1024
  /// Zero bytes behind the window and behind entity texts, for reading eight at a time.
  static let slack = 16

  init(
    _ stretch: XMLStretch, limits: XMLLimits = XMLLimits(), usesNamespaces: Bool = true,
    needsAllText: Bool = true, names: XMLNames = XMLNames()
  ) {
    self.names = names
    self.stretch = stretch
    self.limits = limits
    self.usesNamespaces = usesNamespaces
    self.needsAllText = needsAllText
    classes = XMLCharacters.makeClassTable()
    capacity = Self.windowBytes
    window = .allocate(capacity: capacity + Self.slack)
    window.initialize(repeating: 0, count: capacity + Self.slack)
    written = .allocate(capacity: 8)
    written.initialize(repeating: 0, count: 8)
    bytes = UnsafePointer(window)
    textStart = bytes
    for known in XMLKnownName.allCases { _ = self.names.intern(known.text) }
  }

  deinit {
    window.deallocate()
    classes.deallocate()
    written.deallocate()
    for text in entityTexts { text.deallocate() }
  }

  mutating func next() throws -> Event {
    do {
      return try step()
    } catch let fault as XMLFault {
      throw located(fault)
    }
  }

  private mutating func step() throws -> Event {
    if isEmptyElement {
      isEmptyElement = false
      return close()
    }
    while true {
      if open.isEmpty {
        if let event = try outside() { return event }
      } else if inSection {
        if try sectionText() { return .text }
      } else if bytes[position] == UInt8(ascii: "<") {
        if let event = try markup() { return event }
      } else if try text() {
        return .text
      }
    }
  }

  private mutating func markup() throws -> Event? {
    switch bytes[position + 1] {
    case UInt8(ascii: "/"):
      try endTag()
      return close()
    case UInt8(ascii: "!"): try commentOrSection()
    case UInt8(ascii: "?"): try instruction()
    case 0: try more(.tag)
    default:
      try startTag()
      return .start
    }
    return nil
  }

  private mutating func close() -> Event {
    let element = open.removeLast()
    name = element.name
    if namespaces.count > element.bindings { namespaces.unbind(downTo: element.bindings) }
    return .end
  }

  /// The line of the tag of the innermost open element.
  mutating func elementLine() -> Int {
    guard let offset = open.last?.offset else { return 1 }
    return lineCounter.line(at: offset, UnsafePointer(window), windowOffset)
  }

  /// How many lines have ended in all that was read.
  mutating func lineEnds() -> Int {
    lineCounter.line(at: windowOffset + end, UnsafePointer(window), windowOffset) - 1
  }

  /// The text of the event is all that is left of its element's, as far as the window shows.
  @inline(__always)
  var isBeforeEndTag: Bool {
    bytes[position] == UInt8(ascii: "<") && bytes[position + 1] == UInt8(ascii: "/")
  }

  /// The text of the event, in the document's own bytes where it can be.
  var eventText: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: textStart, count: textCount)
  }
}

/// Names the parser knows, numbered in this order in every document.
enum XMLKnownName: Int32, CaseIterable {
  case amp, lt, gt, quot, apos, xml, xmlns

  var text: String { "\(self)" }

  /// The character of a predefined entity.
  var character: UInt8? {
    switch self {
    case .amp: UInt8(ascii: "&")
    case .lt: UInt8(ascii: "<")
    case .gt: UInt8(ascii: ">")
    case .quot: UInt8(ascii: "\"")
    case .apos: UInt8(ascii: "'")
    case .xml, .xmlns: nil
    }
  }
}
