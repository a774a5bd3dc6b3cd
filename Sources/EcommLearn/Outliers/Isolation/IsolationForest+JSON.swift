import EcommBase

extension IsolationForest {
  public var json: JSON {
    [
      "columns": .integer(width), "sample": .integer(sample),
      "split_columns": .integer(splitColumns), "centers": .numbers(centers.map(\.written)),
      "scales": .numbers(scales.map(\.written)), "trees": .array(trees.map(\.json)),
    ]
  }

  public init(_ fields: JSONFields) throws {
    let width = try fields.integer("columns", in: 1...BoostedTrees.featureLimit)
    let sample = try fields.integer("sample", in: IsolationParameters.sampleRange)
    let splitColumns = try fields.integer("split_columns", in: 1...width)
    let shifted = splitColumns == 1 ? 0 : width
    let trees = try fields.objects("trees").map {
      try IsolationTree($0, width: width, sample: sample, splitColumns: splitColumns)
    }
    let nodes = trees.reduce(0) { $0 + (2 << ($1.depths.max() ?? 0)) }
    guard IsolationParameters.treeRange.contains(trees.count),
      nodes <= IsolationParameters.nodeLimit
    else { throw fields.fault("trees", expected: "1 to 10,000 trees of a sensible size") }
    self.init(
      width: width, sample: sample, splitColumns: splitColumns, trees: trees,
      centers: try fields.floats("centers", count: shifted),
      scales: try fields.floats("scales", count: shifted))
  }
}

extension IsolationTree {
  var json: JSON {
    var object = JSON.Object([
      ("sizes", .integers(sizes.map(Int.init))), ("features", .integers(features.map(Int.init))),
      ("thresholds", .numbers(thresholds.map(\.written))),
    ])
    if !weights.isEmpty { object["weights"] = .numbers(weights.map(\.written)) }
    return .object(object)
  }

  init(_ fields: JSONFields, width: Int, sample: Int, splitColumns: Int) throws {
    let sizes = try fields.value("sizes").integers ?? []
    let inner = sizes.count { $0 == 0 }
    guard sizes.count == 2 * inner + 1, sizes.allSatisfy({ (0...sample).contains($0) }),
      sizes.reduce(0, +) == sample
    else {
      throw fields.fault(
        "sizes", expected: "a tree whose leaves hold the \(sample) rows of its sample")
    }
    self.sizes = sizes.map { Int32($0) }
    try checkOrder(fields, sample)
    let features = try fields.value("features").integers ?? []
    guard features.count == inner * splitColumns,
      features.allSatisfy({ (0..<width).contains($0) })
    else { throw fields.fault("features", expected: "columns of the splits, below \(width)") }
    self.features = features.map { Int32($0) }
    thresholds = try fields.floats("thresholds", count: inner)
    weights =
      splitColumns == 1 ? [] : try fields.floats("weights", count: inner * splitColumns)
  }

  /// Every node but the root is the child of one before it, and none lies deeper than a tree grows.
  private func checkOrder(_ fields: JSONFields, _ sample: Int) throws {
    var inner = 0
    for node in sizes.indices where sizes[node] == 0 {
      guard 2 * inner + 1 > node else {
        throw fields.fault("sizes", expected: "children that stand behind their parent")
      }
      inner += 1
    }
    guard (depths.max() ?? 0) <= Self.depthLimit(sample: sample) else {
      throw fields.fault("sizes", expected: "a tree no deeper than it would grow")
    }
  }
}

extension Float {
  /// As a double of the same few digits; it reads back as the same float.
  fileprivate var written: Double { Double(description) ?? Double(self) }
}

extension JSONFields {
  /// Finite numbers of 32 bits.
  func floats(_ name: String, count: Int) throws -> [Float] {
    let values = try numbers(name, count: count).map { Float($0) }
    guard values.allSatisfy(\.isFinite) else {
      throw fault(name, expected: "numbers that fit 32 bits")
    }
    return values
  }
}
