import EcommBase

/// Reads the arrays of a tree from a document that may be hostile, and checks that they make one.
struct TreeReading {
  private let fields: JSONFields
  private let kinds: [FeatureKind]

  static let nodeLimit = 1 << 24
  /// Trees deeper than this are no trees of a real model; recursion and paths count on it.
  static let depthLimit = 512

  init(_ fields: JSONFields, features kinds: [FeatureKind]) {
    self.fields = fields
    self.kinds = kinds
  }

  func integers(_ name: String, in range: ClosedRange<Int>, count: Int? = nil) throws -> [Int] {
    guard let values = try fields.value(name).integers, values.count <= Self.nodeLimit,
      values.allSatisfy(range.contains), count == nil || values.count == count
    else {
      let length = count.map { "\($0) " } ?? ""
      throw fields.fault(
        name,
        expected: "\(length)whole numbers from \(range.lowerBound) to \(range.upperBound)")
    }
    return values
  }

  /// Finite numbers of 32 bits.
  func floats(_ name: String, count: Int) throws -> [Float] {
    let values = try fields.numbers(name, count: count).map { Float($0) }
    guard values.allSatisfy(\.isFinite) else {
      throw fields.fault(name, expected: "numbers that fit 32 bits")
    }
    return values
  }

  /// The category sets by node.
  func categories() throws -> [Int: [Int32]] {
    let limit = Int(CategoryCode.limit)
    let nodes = try integers("category_nodes", in: 0...Self.nodeLimit)
    let sizes = try integers("category_sizes", in: 0...limit, count: nodes.count)
    let codes = try integers("categories", in: 0...limit - 1)
    guard sizes.reduce(0, +) == codes.count, Set(nodes).count == nodes.count else {
      throw fields.fault("category_sizes", expected: "the sizes of the sets of distinct nodes")
    }
    var sets: [Int: [Int32]] = [:]
    var start = 0
    for (node, size) in zip(nodes, sizes) {
      sets[node] = codes[start..<start + size].map { Int32($0) }
      start += size
    }
    return sets
  }

  /// Every node but the root is the child of one node before it, so there is no cycle; sets stand at
  /// splits by category and nowhere else.
  func check(_ tree: DecisionTree) throws {
    var parents = [Int](repeating: 0, count: tree.count)
    for node in 0..<tree.count where !tree.isLeaf(node) {
      let left = tree.lefts[node]
      guard left > node, left + 1 < tree.count else {
        throw fields.fault("lefts", expected: "children that stand behind their parent")
      }
      parents[left] += 1
      parents[left + 1] += 1
    }
    guard tree.count > 0, parents[0] == 0, parents.dropFirst().allSatisfy({ $0 == 1 }) else {
      throw fields.fault("lefts", expected: "one tree, each node reached once")
    }
    guard tree.depth <= Self.depthLimit else {
      throw fields.fault("lefts", expected: "a tree of at most \(Self.depthLimit) levels")
    }
    guard tree.covers.allSatisfy({ $0 >= 0 }) else {
      throw fields.fault("covers", expected: "numbers that are not negative")
    }
    try checkSets(tree)
  }

  private func checkSets(_ tree: DecisionTree) throws {
    let splits = (0..<tree.count).filter {
      !tree.isLeaf($0) && kinds[tree.features[$0]] == .category
    }
    guard splits.allSatisfy({ tree.categories[$0] != nil }), splits.count == tree.categories.count
    else {
      throw fields.fault("category_nodes", expected: "the splits by category, each once")
    }
  }
}
