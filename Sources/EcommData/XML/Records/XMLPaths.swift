/// The paths of elements and attributes of a document, numbered as they first appear, each with its
/// parent before it. Path 0 is the document.
///
/// What followed an element last time mostly follows it again: that guess is tried before the hash
/// table.
struct XMLPaths {
  struct Path {
    var parent: Int32
    var name: Int32
    var isAttribute: Bool
    /// The path that last came after this one under the same parent; `none` before there was one.
    var follower: Int32
    /// The path that last came first in this one.
    var firstChild: Int32
  }

  static let none: Int32 = -1

  private(set) var list = [
    Path(parent: none, name: XMLNames.none, isAttribute: false, follower: none, firstChild: none)
  ]
  private var slots: [UInt64: Int32] = [:]
  let limit: Int

  init(limit: Int) { self.limit = limit }

  var count: Int { list.count }

  subscript(path: Int32) -> Path { list[Int(path)] }

  /// The path of `name` in `parent`, behind its sibling `previous` or `none`.
  @inline(__always)
  mutating func child(
    _ name: Int32, isAttribute: Bool, of parent: Int32, after previous: Int32
  ) throws(XMLFault) -> Int32 {
    let guess =
      previous == Self.none ? list[Int(parent)].firstChild : list[Int(previous)].follower
    if guess != Self.none {
      let path = list[Int(guess)]
      if path.name == name, path.isAttribute == isAttribute { return guess }
    }
    let path = try lookUp(name, isAttribute, parent)
    if previous == Self.none {
      list[Int(parent)].firstChild = path
    } else {
      list[Int(previous)].follower = path
    }
    return path
  }

  private mutating func lookUp(
    _ name: Int32, _ isAttribute: Bool, _ parent: Int32
  ) throws(XMLFault) -> Int32 {
    let key =
      UInt64(UInt32(bitPattern: parent)) << 33 | UInt64(UInt32(bitPattern: name)) << 1
      | (isAttribute ? 1 : 0)
    if let path = slots[key] { return path }
    guard list.count < limit else { throw .tooMuch(.paths, limit: limit) }
    let path = Int32(truncatingIfNeeded: list.count)
    slots[key] = path
    list.append(
      Path(
        parent: parent, name: name, isAttribute: isAttribute, follower: Self.none,
        firstChild: Self.none))
    return path
  }

  /// `customer/city`, `customer/@id`: from below `base` down to `path`; empty for `base` itself.
  func text(_ path: Int32, below base: Int32, _ names: XMLNames) -> String {
    var parts: [String] = []
    var current = path
    while current != base, current > 0 {
      let step = self[current]
      parts.append((step.isAttribute ? "@" : "") + names[step.name])
      current = step.parent
    }
    return parts.reversed().joined(separator: "/")
  }
}
