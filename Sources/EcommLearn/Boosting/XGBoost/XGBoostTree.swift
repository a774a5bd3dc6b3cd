import EcommBase

/// A tree of an XGBoost file, checked and put in our order: its children may stand anywhere, and nodes that
/// were pruned away are still in its arrays.
struct XGBoostTree {
  private let fields: JSONFields
  private let featureCount: Int

  init(_ fields: JSONFields, features: Int) {
    self.fields = fields
    featureCount = features
  }

  func tree(output: Int) throws -> DecisionTree {
    let lefts = try integers("left_children")
    let count = lefts.count
    let rights = try integers("right_children", count: count)
    let parameters = try fields.fields("tree_param")
    if parameters.object["size_leaf_vector"]?.string.map({ $0 != "0" && $0 != "1" }) ?? false {
      throw BoostingError.foreign("its leaves are vectors")
    }
    try checkShape(lefts, rights)
    let nodes = try nodes(lefts)
    let tree = DecisionTree.arranged(nodes, output: output) { node in
      lefts[node] < 0 ? nil : (lefts[node], rights[node])
    }
    guard tree.depth <= TreeReading.depthLimit else {
      throw fields.fault(
        "left_children", expected: "a tree of at most \(TreeReading.depthLimit) levels")
    }
    return tree
  }

  private func nodes(_ lefts: [Int]) throws -> [DecisionTree.Node] {
    let count = lefts.count
    let features = try integers("split_indices", count: count)
    let conditions = try floats("split_conditions", count: count)
    let covers = try floats("sum_hessian", count: count)
    let gains = try floats("loss_changes", count: count)
    let weights = try floats("base_weights", count: count)
    let isMissingLeft = try flags("default_left", count: count)
    let sets = try categories(count: count)
    return try lefts.indices.map { node in
      guard lefts[node] >= 0 else {
        return .init(value: conditions[node], cover: max(0, covers[node]))
      }
      guard (0..<featureCount).contains(features[node]) else {
        throw fields.fault("split_indices", expected: "features below \(featureCount)")
      }
      return .init(
        feature: features[node], threshold: sets[node] == nil ? conditions[node] : 0,
        isMissingLeft: isMissingLeft[node], value: weights[node], cover: max(0, covers[node]),
        gain: gains[node], categories: sets[node])
    }
  }

  /// From the root every node is reached at most once.
  private func checkShape(_ lefts: [Int], _ rights: [Int]) throws {
    var seen = [Bool](repeating: false, count: lefts.count)
    var open = [0]
    while let node = open.popLast() {
      guard seen.indices.contains(node), !seen[node], (lefts[node] < 0) == (rights[node] < 0) else {
        throw fields.fault("left_children", expected: "one tree, each node reached once")
      }
      seen[node] = true
      if lefts[node] >= 0 { open += [lefts[node], rights[node]] }
    }
  }

  private func categories(count: Int) throws -> [Int: [Int32]] {
    guard fields.object.names.contains("split_type") else { return [:] }
    let types = try integers("split_type", count: count)
    let codes = try integers("categories")
    let nodes = try integers("categories_nodes")
    let starts = try integers("categories_segments", count: nodes.count)
    let sizes = try integers("categories_sizes", count: nodes.count)
    var sets: [Int: [Int32]] = [:]
    for (index, node) in nodes.enumerated() {
      let (end, overflow) = starts[index].addingReportingOverflow(sizes[index])
      guard !overflow, starts[index] >= 0, sizes[index] >= 0, end <= codes.count else {
        throw fields.fault("categories_segments", expected: "stretches of the categories")
      }
      sets[node] = try codes[starts[index]..<end].map { code in
        guard (0..<Int(CategoryCode.limit)).contains(code) else {
          throw fields.fault("categories", expected: "codes from 0")
        }
        return Int32(code)
      }
    }
    guard (0..<count).allSatisfy({ (types[$0] == 1) == (sets[$0] != nil) }) else {
      throw fields.fault("split_type", expected: "a set of categories for each split by them")
    }
    return sets
  }

  private func integers(_ name: String, count: Int? = nil) throws -> [Int] {
    guard let values = try fields.value(name).integers, values.count <= TreeReading.nodeLimit,
      count == nil || values.count == count
    else { throw fields.fault(name, expected: "a list of whole numbers, one for each node") }
    return values
  }

  private func flags(_ name: String, count: Int) throws -> [Bool] {
    if let flags = try fields.value(name).array?.allOrNil(\.bool), flags.count == count {
      return flags
    }
    return try integers(name, count: count).map { $0 != 0 }
  }

  private func floats(_ name: String, count: Int) throws -> [Float] {
    try TreeReading(fields, features: []).floats(name, count: count)
  }
}
