extension DecisionTree {
  /// A grown tree with what its leaves add; `values` is one for each node, the learning rate in it.
  init(
    _ grown: GrowingTree, values: [Float], features: [FeatureBins], quantizer: GradientQuantizer,
    output: Int
  ) {
    let nodes = grown.nodes.indices.map { index in
      Node(
        grown.nodes[index], value: values[index], features: features,
        cover: Float(quantizer.sums(grown.nodes[index].sums).hessian))
    }
    self = .arranged(nodes, output: output) { index in
      grown.nodes[index].left.map { ($0, $0 + 1) }
    }
  }
}

extension DecisionTree.Node {
  fileprivate init(
    _ node: GrowingTree.Node, value: Float, features: [FeatureBins], cover: Float
  ) {
    self.value = value
    self.cover = cover
    guard node.left != nil, let split = node.split else { return }
    feature = split.feature
    gain = Float(split.gain)
    isMissingLeft = split.missingLeft
    switch features[split.feature] {
    case .cuts(let cuts):
      threshold = split.lastLeft == 0 ? -.greatestFiniteMagnitude : cuts[split.lastLeft - 1]
    case .codes(let codes):
      categories = codes.indices.filter { !split.goesLeft.contains($0 + 1) }.map { codes[$0] }
    }
  }
}
