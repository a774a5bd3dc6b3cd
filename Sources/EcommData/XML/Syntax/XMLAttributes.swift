/// The attributes of one tag.
struct XMLAttributes {
  struct Attribute {
    var name: Int32
    var start: Int
    var length: Int
    /// The value stands in `stored`, else in the text that is being read.
    var isStored: Bool
  }

  private(set) var list: [Attribute] = []
  /// Values that differ from what stands in the text.
  var stored: [UInt8] = []
  /// For each name the tag in which it was last seen.
  private var lastTag: [Int] = []
  private var tag = 0

  var count: Int { list.count }

  @inline(__always)
  mutating func removeAll() {
    if list.isEmpty { return }
    list.removeAll(keepingCapacity: true)
    stored.removeAll(keepingCapacity: true)
  }

  /// False if the tag has an attribute of this name already.
  mutating func append(_ attribute: Attribute) -> Bool {
    if list.isEmpty { tag += 1 }
    let name = Int(attribute.name)
    if name >= lastTag.count {
      lastTag.append(contentsOf: repeatElement(0, count: name + 64 - lastTag.count))
    }
    guard lastTag[name] != tag else { return false }
    lastTag[name] = tag
    list.append(attribute)
    return true
  }

  func contains(_ name: Int32) -> Bool { list.contains { $0.name == name } }

  mutating func replace(_ index: Int, with attribute: Attribute) { list[index] = attribute }

  /// Calls `body` with the value of the attribute at `index`; `text` is what the parser reads.
  @inline(__always)
  func withValue<R>(
    _ index: Int, in text: UnsafePointer<UInt8>,
    _ body: (UnsafeBufferPointer<UInt8>) throws -> R
  ) rethrows -> R {
    let attribute = list[index]
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
