/// Sets that are joined and asked for their root (Tarjan, 1975; paths are halved). The root is the
/// lowest member, so it does not depend on the order of joining.
struct DisjointSets {
  private let parents: UnsafeMutablePointer<Int32>

  /// `parents` outlives the value; at first everyone is on its own.
  init(_ parents: UnsafeMutablePointer<Int32>, count: Int) {
    self.parents = parents
    for index in 0..<count { parents[index] = Int32(truncatingIfNeeded: index) }
  }

  @inline(__always)
  func root(_ member: Int) -> Int {
    var member = member
    while Int(parents[member]) != member {
      parents[member] = parents[Int(parents[member])]
      member = Int(parents[member])
    }
    return member
  }

  @inline(__always)
  func join(_ a: Int, _ b: Int) {
    let (a, b) = (root(a), root(b))
    if a < b {
      parents[b] = Int32(truncatingIfNeeded: a)
    } else {
      parents[a] = Int32(truncatingIfNeeded: b)
    }
  }
}
