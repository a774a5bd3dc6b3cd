/// Which namespace each prefix stands for where the parser is (Namespaces in XML 1.0).
///
/// A lookup is one array access; an element that declares nothing and has no prefix costs nothing.
struct XMLNamespaces {
  private struct Binding {
    var prefix: Int32
    /// What the prefix stood for outside.
    var outer: Int32
  }

  private var bindings: [Binding] = []
  /// For each name what it stands for as a prefix; `none` for nothing.
  private var namespace: [Int32] = []
  /// Numbers of namespaces.
  private var numbers: [[UInt8]: Int32] = [
    Array("http://www.w3.org/XML/1998/namespace".utf8): xml,
    Array("http://www.w3.org/2000/xmlns/".utf8): xmlns,
  ]
  /// Bindings before the tag being read.
  private(set) var lastCount = 0

  private static let none: Int32 = -1
  private static let xml: Int32 = 0
  private static let xmlns: Int32 = 1

  var count: Int { bindings.count }

  /// The tag being read is done.
  @inline(__always)
  mutating func commit() { lastCount = bindings.count }

  mutating func unbind(downTo count: Int) {
    while bindings.count > count, let last = bindings.popLast() {
      namespace[Int(last.prefix)] = last.outer
    }
    lastCount = count
  }

  /// Takes in what the tag declares, then looks at its prefixes. On a fault nothing is declared.
  mutating func bind(
    _ element: Int32, _ attributes: XMLAttributes, _ names: XMLNames,
    _ text: UnsafePointer<UInt8>
  ) throws(XMLFault) {
    var prefixed = 0
    for index in 0..<attributes.count {
      let name = attributes[index].name
      let entry = names.entries[Int(name)]
      if names.isNamespaceDeclaration(name) {
        let value = attributes.withValue(index, in: text) { Array($0) }
        try declare(name, entry, value, names)
      } else if entry.prefix != XMLNames.none {
        prefixed += 1
      }
    }
    try check(names.entries[Int(element)], names)
    if prefixed > 0 { try checkAttributes(attributes, names) }
  }

  private mutating func declare(
    _ name: Int32, _ entry: XMLNames.Entry, _ value: [UInt8], _ names: XMLNames
  ) throws(XMLFault) {
    let known = numbers[value]
    guard entry.prefix != XMLNames.none else {
      if known == Self.xml || known == Self.xmlns { throw .reservedNamespace("xmlns") }
      return
    }
    if value.isEmpty { throw .emptyNamespace(prefix: names[entry.local]) }
    let isXML = entry.local == XMLKnownName.xml.rawValue
    guard isXML == (known == Self.xml), known != Self.xmlns,
      entry.local != XMLKnownName.xmlns.rawValue
    else { throw .reservedNamespace(names[name]) }
    let number = known ?? Int32(truncatingIfNeeded: numbers.count)
    numbers[value] = number
    bind(entry.local, to: number)
  }

  private mutating func bind(_ prefix: Int32, to number: Int32) {
    let index = Int(prefix)
    if index >= namespace.count {
      namespace.append(contentsOf: repeatElement(Self.none, count: index + 16 - namespace.count))
    }
    bindings.append(Binding(prefix: prefix, outer: namespace[index]))
    namespace[index] = number
  }

  @discardableResult
  private func check(_ entry: XMLNames.Entry, _ names: XMLNames) throws(XMLFault) -> Int32 {
    switch entry.prefix {
    case XMLNames.none: return Self.none
    case XMLKnownName.xml.rawValue: return Self.xml
    case XMLKnownName.xmlns.rawValue: throw .reservedNamespace("xmlns")
    case let prefix:
      guard Int(prefix) < namespace.count, namespace[Int(prefix)] != Self.none else {
        throw .undeclaredPrefix(names[prefix])
      }
      return namespace[Int(prefix)]
    }
  }

  /// No two attributes of one namespace and local name.
  private func checkAttributes(
    _ attributes: XMLAttributes, _ names: XMLNames
  ) throws(XMLFault) {
    var seen: Set<UInt64> = []
    for index in 0..<attributes.count {
      let attribute = attributes[index]
      let entry = names.entries[Int(attribute.name)]
      if entry.prefix == XMLNames.none || entry.prefix == XMLKnownName.xmlns.rawValue { continue }
      let number = try check(entry, names)
      let key = UInt64(UInt32(bitPattern: number)) << 32 | UInt64(UInt32(bitPattern: entry.local))
      guard seen.insert(key).inserted else { throw .attributeTwice(names[attribute.name]) }
    }
  }
}
