import EcommBase

extension Search {
  /// The setting of trial `index`, from the finished batches before its own.
  func propose(_ index: Int, _ earlier: [Trial]) -> [TuningValue] {
    var random = SeededRandom(seed: seed).split(UInt64(index))
    switch strategy {
    case .grid(let places): return combination(index, places)
    case .random: return space.dimensions.map { $0.range.value(at: random.uniform()) }
    case .parzen(let randomTrials):
      let ranked = ranked(earlier)
      if earlier.count < randomTrials || ranked.isEmpty {
        return space.dimensions.map { $0.range.value(at: random.uniform()) }
      }
      return space.dimensions.enumerated().map { place, dimension in
        let shares = ranked.compactMap { dimension.range.share(of: $0.values[place]) }
        let proposal = ParzenProposal(shares)
        return dimension.range.value(
          at: proposal.propose(&random, choices: dimension.range.choices))
      }
    }
  }

  /// Finished trials from the best on, behind them those given up, the longest lived first. Failed ones
  /// tell nothing.
  private func ranked(_ trials: [Trial]) -> [Trial] {
    func worse(_ value: Double) -> Double { isLowerBetter ? value : -value }
    let done = trials.filter { $0.score != nil }
      .sorted { (worse($0.score ?? 0), $0.index) < (worse($1.score ?? 0), $1.index) }
    let pruned = trials.filter { $0.outcome == .pruned && !($0.steps.last ?? .nan).isNaN }
      .sorted {
        (-$0.steps.count, worse($0.steps.last ?? 0), $0.index)
          < (-$1.steps.count, worse($1.steps.last ?? 0), $1.index)
      }
    return done + pruned
  }

  /// Combinations of a grid; nil for other strategies.
  var gridSize: Int? {
    guard case .grid(let places) = strategy else { return nil }
    return space.dimensions.reduce(1) { product, dimension in
      let (size, overflow) = product.multipliedReportingOverflow(
        by: dimension.range.levels(places))
      return overflow ? Int.max : size
    }
  }

  /// The last setting turns fastest.
  private func combination(_ index: Int, _ places: Int) -> [TuningValue] {
    var rest = index
    var values: [TuningValue] = []
    for dimension in space.dimensions.reversed() {
      let levels = dimension.range.levels(places)
      values.append(dimension.range.level(rest % levels, of: levels))
      rest /= levels
    }
    return values.reversed()
  }
}

extension SearchRange {
  /// How many values a grid has here.
  fileprivate func levels(_ places: Int) -> Int {
    switch self {
    case .number(let range, _): range.lowerBound == range.upperBound ? 1 : places
    case .integer(let range, _): min(places, range.upperBound - range.lowerBound + 1)
    case .choice(let names): names.count
    }
  }

  /// Both ends are among the values; a single one is the middle.
  fileprivate func level(_ index: Int, of count: Int) -> TuningValue {
    if choices != nil { return value(at: (Double(index) + 0.5) / Double(count)) }
    return value(at: count == 1 ? 0.5 : Double(index) / Double(count - 1))
  }
}
