/// The attributes of one tag.
struct XMLAttributes {
  struct Attribute {
    var name: Int32
    var start: Int
    var length: Int
    /// The value stands in `stored`, else in the text that is being read.
    var isStored: Bool
  }

  /// Those of earlier tags may stand behind `count`; their places are used again.
  private var places: [Attribute] = []
  private(set) var count = 0
  /// One of the names has a prefix or declares a namespace.
  private(set) var haveNamespaces = false
  /// Values that differ from what stands in the text.
  var stored: [UInt8] = []
  /// For each name the tag in which it was last seen.
  private var lastTag: [Int] = []
  private var tag = 0

  @inline(__always)
  mutating func removeAll() {
    if count == 0 { return }
    count = 0
    haveNamespaces = false
    if !stored.isEmpty { stored.removeAll(keepingCapacity: true) }
  }

  /// False if the tag has an attribute of this name already.
  @inline(__always)
  mutating func append(_ attribute: Attribute, isInNamespace: Bool) -> Bool {
    if count == 0 { tag += 1 }
    let name = Int(attribute.name)
    if name >= lastTag.count {
      lastTag.append(contentsOf: repeatElement(0, count: name + 64 - lastTag.count))
    }
    guard lastTag[name] != tag else { return false }
    lastTag[name] = tag
    if isInNamespace { haveNamespaces = true }
    if count < places.count { places[count] = attribute } else { places.append(attribute) }
    count += 1
    return true
  }

  @inline(__always)
  subscript(index: Int) -> Attribute {
    get { places[index] }
    set { places[index] = newValue }
  }

  func index(of name: Int32) -> Int? { (0..<count).first { places[$0].name == name } }

  /// Calls `body` with the value of the attribute at `index`; `text` is what the parser reads.
  @inline(__always)
  func withValue<R>(
    _ index: Int, in text: UnsafePointer<UInt8>,
    _ body: (UnsafeBufferPointer<UInt8>) throws -> R
  ) rethrows -> R {
    let attribute = places[index]
    guard attribute.isStored else {
      return try body(
        UnsafeBufferPointer(start: text + attribute.start, count: attribute.length))
    }
    return try stored.withUnsafeBufferPointer {
      let end = attribute.start + attribute.length
      return try body(UnsafeBufferPointer(rebasing: $0[attribute.start..<end]))
    }
  }
}
