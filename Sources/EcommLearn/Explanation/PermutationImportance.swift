import EcommBase

/// How much worse a model's predictions get when one feature's values change rows (Breiman, "Random
/// Forests", 2001): what the model rests on, for rows it was not trained on.
///
/// Features that say the same share their weight between them: each can stand in for the other. Every
/// shuffle has a source of random numbers of its own, so the result does not depend on threads. Cost:
/// a prediction of all rows for each feature and repeat.
public struct PermutationImportance: Sendable, Equatable {
  public struct Feature: Sendable, Equatable {
    /// How much the score fell, for each shuffle.
    public let drops: [Double]

    public var mean: Double { drops.reduce(0, +) / Double(drops.count) }

    /// The standard deviation of the drops; 0 for one shuffle.
    public var spread: Double {
      guard drops.count > 1 else { return 0 }
      let mean = mean
      let squares = drops.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (squares / Double(drops.count - 1)).squareRoot()
    }
  }

  /// The score of the rows as they are.
  public let score: Double
  /// In the order of the columns.
  public let features: [Feature]

  /// `score` says how good predictions of all rows are, greater is better: a loss is given with its
  /// sign turned. `predict` must not start threads of its own.
  public init(
    _ columns: [FeatureColumn], repeats: Int = 5, seed: UInt64 = 0,
    on parallel: Parallel = Parallel(),
    predict: @Sendable ([FeatureColumn]) throws -> [Double],
    score: @Sendable ([Double]) throws -> Double
  ) throws {
    guard (1...10_000).contains(repeats) else {
      throw BoostingError.parameter("repeats", Double(repeats), "from 1 to 10000")
    }
    let plain = try score(predict(columns))
    let random = SeededRandom(seed: seed)
    let drops = try parallel.map(columns.count * repeats) { index in
      var own = random.split(UInt64(index))
      var shuffled = columns
      shuffled[index / repeats] = columns[index / repeats].shuffled(by: &own)
      return plain - (try score(predict(shuffled)))
    }
    self.score = plain
    features = columns.indices.map { feature in
      Feature(drops: Array(drops[feature * repeats..<(feature + 1) * repeats]))
    }
  }
}

extension BoostedTrees {
  /// `score` is of predictions (rows, outputs); greater is better.
  public func permutationImportance(
    _ columns: [FeatureColumn], repeats: Int = 5, seed: UInt64 = 0,
    on parallel: Parallel = Parallel(), score: @Sendable ([Double]) throws -> Double
  ) throws -> PermutationImportance {
    try PermutationImportance(
      columns, repeats: repeats, seed: seed, on: parallel,
      predict: { try predict($0, parallel: .serial) }, score: score)
  }
}

extension FeatureColumn {
  fileprivate func shuffled(by random: inout SeededRandom) -> FeatureColumn {
    switch self {
    case .numbers(var values):
      random.shuffle(&values)
      return .numbers(values)
    case .doubles(var values):
      random.shuffle(&values)
      return .doubles(values)
    case .categories(var codes):
      random.shuffle(&codes)
      return .categories(codes)
    }
  }
}
