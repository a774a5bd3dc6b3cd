import EcommBase

/// How much a metric moves when the rows are drawn again (Efron, 1979): percentiles over seeded
/// resamples. A resample is how often each row was drawn, which any weighted metric takes.
///
/// Each resample has a random source of its own, so threads do not show. O(repeats · metric).
public struct Bootstrap: Sendable, Equatable {
  public let lower: Double
  public let upper: Double
  public let standardError: Double
  /// Resamples that had a value.
  public let repeats: Int

  /// Nil where fewer than two resamples have a value. `groups`, where given, are drawn whole.
  public init?(
    rows: Int, groups: [Int] = [], repeats: Int = 1000, seed: UInt64 = 42,
    confidence: Double = 0.95, on parallel: Parallel = Parallel(),
    metric: @Sendable ([Double]) throws -> Double?
  ) throws {
    guard (2...1_000_000).contains(repeats) else {
      throw MetricError.badSetting(name: "repeats", expected: "from 2 to 1,000,000")
    }
    guard confidence > 0, confidence < 1 else {
      throw MetricError.badSetting(name: "confidence", expected: "between 0 and 1")
    }
    guard groups.isEmpty || groups.count == rows else {
      throw MetricError.differentCounts(scores: groups.count, labels: rows)
    }
    guard rows > 0 else { return nil }
    let members = Self.numbered(groups)
    let source = SeededRandom(seed: seed)
    let values = try parallel.map(repeats) { index in
      try metric(Self.draw(rows, members, source.split(UInt64(index))))
    }.compactMap { $0 }.filter { !$0.isNaN }.sorted()
    guard values.count > 1 else { return nil }
    let tail = (1 - confidence) / 2
    lower = Self.percentile(values, tail)
    upper = Self.percentile(values, 1 - tail)
    standardError = Self.deviation(values)
    self.repeats = values.count
  }

  private static func deviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (square / Double(values.count - 1)).squareRoot()
  }

  /// Groups numbered from 0 in the order in which they appear; empty stays empty.
  private static func numbered(_ groups: [Int]) -> (of: [Int], count: Int) {
    var numbers: [Int: Int] = [:]
    let of = groups.map { group in
      if let number = numbers[group] { return number }
      numbers[group] = numbers.count
      return numbers.count - 1
    }
    return (of, numbers.count)
  }

  private static func draw(
    _ rows: Int, _ groups: (of: [Int], count: Int), _ source: SeededRandom
  ) -> [Double] {
    var random = source
    let count = groups.of.isEmpty ? rows : groups.count
    var drawn = [Double](repeating: 0, count: count)
    for _ in 0..<count { drawn[random.below(count)] += 1 }
    return groups.of.isEmpty ? drawn : groups.of.map { drawn[$0] }
  }

  /// Between the two values around it in proportion.
  static func percentile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = min(max(0, Int(place)), sorted.count - 1)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}
