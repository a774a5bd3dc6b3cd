import EcommBase

extension BoostedTrees {
  public var json: JSON {
    [
      "objective": objective.json,
      "features": .strings(features.map(\.rawValue)),
      "base_scores": .numbers(baseScores),
      "validation_losses": .numbers(validationLosses),
      "trees": .array(trees.map(\.json)),
    ]
  }

  static let featureLimit = 1 << 20

  public init(_ fields: JSONFields) throws {
    let objective = try Objective(fields.fields("objective"))
    let features = try fields.strings("features").map { name in
      guard let kind = FeatureKind(rawValue: name) else {
        throw fields.fault("features", expected: "a list of number and category")
      }
      return kind
    }
    guard (1...Self.featureLimit).contains(features.count) else {
      throw fields.fault("features", expected: "a list of 1 to \(Self.featureLimit)")
    }
    let trees = try fields.objects("trees").map {
      try DecisionTree($0, outputs: objective.outputs, features: features)
    }
    self.init(
      objective: objective, features: features,
      baseScores: try fields.numbers("base_scores", count: objective.outputs), trees: trees,
      validationLosses: try fields.numbers("validation_losses"))
  }
}

extension DecisionTree {
  var json: JSON {
    let sets = categories.sorted { $0.key < $1.key }
    return [
      "output": .integer(output), "features": .integers(features), "lefts": .integers(lefts),
      "missing_left": .integers(isMissingLeft.map { $0 ? 1 : 0 }),
      "thresholds": .numbers(thresholds.map(Double.init)),
      "values": .numbers(values.map(Double.init)), "covers": .numbers(covers.map(Double.init)),
      "gains": .numbers(gains.map(Double.init)),
      "category_nodes": .integers(sets.map(\.key)),
      "category_sizes": .integers(sets.map(\.value.count)),
      "categories": .integers(sets.flatMap { $0.value.map(Int.init) }),
    ]
  }

  init(_ fields: JSONFields, outputs: Int, features kinds: [FeatureKind]) throws {
    let reading = TreeReading(fields, features: kinds)
    let sets = try reading.categories()
    let features = try reading.integers("features", in: -1...kinds.count - 1)
    let count = features.count
    let lefts = try reading.integers("lefts", in: 0...max(0, count - 2), count: count)
    let missing = try reading.integers("missing_left", in: 0...1, count: count)
    let thresholds = try reading.floats("thresholds", count: count)
    let values = try reading.floats("values", count: count)
    let covers = try reading.floats("covers", count: count)
    let gains = try reading.floats("gains", count: count)
    output = try fields.integer("output", in: 0...outputs - 1)
    for node in 0..<count {
      append(
        Node(
          feature: features[node], threshold: thresholds[node], left: lefts[node],
          isMissingLeft: missing[node] == 1, value: values[node], cover: covers[node],
          gain: gains[node], categories: sets[node]))
    }
    try reading.check(self)
  }
}
