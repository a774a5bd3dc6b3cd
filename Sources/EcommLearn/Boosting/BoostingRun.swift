import EcommBase

/// The state of a training from round to round.
struct BoostingRun {
  private let rows: BoostingRows
  private let objective: Objective
  private let parameters: BoostingParameters
  private let validation: BoostingRows?
  private let parallel: Parallel
  private let random: SeededRandom
  private let baseScores: [Double]
  private let earlier: [DecisionTree]

  private var grower: TreeGrower
  private var trees: [DecisionTree] = []
  private var losses: [Double] = []
  /// (outputs, rows)
  private var scores: [Double]
  private var validationScores: [Double]
  /// The leaf of the last tree that each row is in.
  private var marks: [UInt16]

  init(
    _ rows: BoostingRows, objective: Objective, parameters: BoostingParameters,
    validation: BoostingRows?, earlier: BoostedTrees?, parallel: Parallel
  ) throws {
    self.rows = rows
    self.objective = objective
    let parameters = parameters.plain
    self.parameters = parameters
    self.validation = validation
    self.parallel = rows.count * rows.features.features.count < 1 << 17 ? .serial : parallel
    self.earlier = earlier?.trees ?? []
    random = SeededRandom(seed: parameters.seed)
    baseScores = earlier?.baseScores ?? BaseScores.find(rows, objective)
    scores = BaseScores.start(rows, baseScores)
    validationScores = validation.map { [baseScores] in BaseScores.start($0, baseScores) } ?? []
    marks = [UInt16](repeating: 0, count: rows.count)
    let blocks = BinBlocks(rows.features, parallel: self.parallel)
    grower = TreeGrower(
      rows.features, blocks: blocks, parameters: parameters,
      keepsRows: objective.loss.leafQuantile != nil, parallel: self.parallel)
  }

  /// Trains one round; false if there is none left to train.
  mutating func round() throws -> Bool {
    let round = trees.count / objective.outputs
    guard round < parameters.trees, !isStale else { return false }
    let normalizers = normalizers()
    let sample = sample(round)
    for output in 0..<objective.outputs {
      try addTree(round, output, sample: sample, normalizers)
    }
    if let validation {
      losses.append(ValidationLoss.mean(validation, validationScores, objective))
    }
    return true
  }

  func model(_ kinds: [FeatureKind]) -> BoostedTrees {
    let isStopping = validation != nil && parameters.earlyStoppingRounds > 0
    let kept = isStopping ? (bestRound + 1) * objective.outputs : trees.count
    return BoostedTrees(
      objective: objective, features: kinds, baseScores: baseScores,
      trees: earlier + trees.prefix(kept), validationLosses: losses)
  }

  /// The first round of least loss; a loss that is no number is never the least.
  private var bestRound: Int {
    losses.indices.reduce(0) { losses[$1] < losses[$0] || losses[$0].isNaN ? $1 : $0 }
  }

  private var isStale: Bool {
    parameters.earlyStoppingRounds > 0 && !losses.isEmpty
      && losses.count - 1 - bestRound >= parameters.earlyStoppingRounds
  }

  private mutating func addTree(
    _ round: Int, _ output: Int, sample: RowSample, _ normalizers: [Double]
  ) throws {
    let number = UInt64(round * objective.outputs + output)
    let pass = GradientPass(objective: objective, rows: rows, parallel: parallel)
    let quantizer = try pass.fill(
      &grower.order, output: output, scores: scores, normalizers: normalizers)
    guard let quantizer else { throw BoostingError.diverged(round: round) }
    let sampler = FeatureSampler(
      parameters, features: rows.features.features.count, random: random.split(3 * number + 1))
    try grower.grow(
      sample.chosen, quantizer: quantizer, seed: UInt32(truncatingIfNeeded: draw(3 * number)),
      sampler: sampler)
    let values = leafValues(quantizer)
    apply(values, output, left: sample.leftOut)
    trees.append(
      DecisionTree(
        grower.tree, values: values, features: rows.features.features, quantizer: quantizer,
        output: output))
  }

  private func draw(_ label: UInt64) -> UInt64 {
    var source = random.split(label)
    return source.next()
  }

  /// Rows to train the round's trees on, and those to leave out.
  private struct RowSample {
    /// Nil for all.
    let chosen: [UInt32]?
    let leftOut: [UInt32]
  }

  private func sample(_ round: Int) -> RowSample {
    guard parameters.rowSample < 1 else { return RowSample(chosen: nil, leftOut: []) }
    var draw = random.split(3 * UInt64(round * objective.outputs) + 2)
    var chosen: [UInt32] = []
    var leftOut: [UInt32] = []
    for row in 0..<UInt32(rows.count) {
      if draw.uniform() < parameters.rowSample { chosen.append(row) } else { leftOut.append(row) }
    }
    if chosen.isEmpty { swap(&chosen, &leftOut) }
    return RowSample(chosen: chosen, leftOut: leftOut)
  }

  /// What each node would add to the score, one entry a node.
  private func leafValues(_ quantizer: GradientQuantizer) -> [Float] {
    let score = LeafScore(parameters)
    var values = grower.tree.nodes.map { score.value(quantizer.sums($0.sums), $0.bounds) }
    if let quantile = objective.loss.leafQuantile {
      LeafRefit(quantile: quantile, parameters: parameters, rows: rows, scores: scores)
        .refit(&values, of: grower)
    }
    return values.map { Float($0 * parameters.learningRate) }
  }

  /// Adds the leaves' values to the scores of all rows.
  private mutating func apply(_ values: [Float], _ output: Int, left: [UInt32]) {
    let leaves = grower.tree.leaves
    let walk = BinnedWalk(grower.tree, values: values)
    grower.mark(&marks)
    if !left.isEmpty {
      var numbers = [UInt16](repeating: 0, count: values.count)
      for (number, leaf) in leaves.enumerated() {
        numbers[leaf] = UInt16(truncatingIfNeeded: number)
      }
      walk.mark(left, of: rows.features, in: &marks, numbers: numbers, parallel)
    }
    ScoreUpdate(values: leaves.map { Double(values[$0]) }, parallel: parallel)
      .add(marks, to: &scores, from: output * rows.count)
    guard let validation else { return }
    walk.add(
      to: &validationScores, from: output * validation.count, of: validation.features, parallel)
  }

  /// For classes: the logarithm of each row's sum of e^score.
  private func normalizers() -> [Double] {
    guard case .softmax(let classes) = objective else { return [] }
    let scores = scores
    let count = rows.count
    var result = [Double](repeating: 0, count: count)
    SharedBuffer.sharing(&result) { result in
      let chunks = Chunks(count, size: GradientPass.chunk)
      parallel.forEach(chunks.count) { index in
        scores.withUnsafeBufferPointer { scores in
          guard let base = scores.baseAddress else { return }
          for row in chunks[index] {
            result.base[row] = SoftmaxLoss.normalizer(
              base, row: row, rows: count, classes: classes)
          }
        }
      }
    }
    return result
  }
}
