import EcommBase

/// How many values lie where, by group: bins of equal width over what is finite.
public struct Histogram: Sendable, Equatable {
  public let names: [String]
  /// One more than bins.
  public let edges: [Double]
  /// (groups, bins)
  public let counts: [[Int]]

  public static let usualBins = 25

  /// - Parameters:
  ///   - groups: the place in `names` of each value; empty for one group; negative ones count nowhere.
  ///   - range: from the least to the most, where it is not told.
  public init(
    _ values: [Double], groups: [Int] = [], names: [String], range: ClosedRange<Double>? = nil,
    bins: Int = usualBins
  ) {
    let range = Self.widened(range ?? Self.range(values))
    let width = (range.upperBound - range.lowerBound) / Double(bins)
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: bins), count: max(1, names.count))
    for (row, value) in values.enumerated() where range.contains(value) {
      let group = groups.isEmpty ? 0 : groups[row]
      guard counts.indices.contains(group) else { continue }
      counts[group][min(bins - 1, max(0, Int((value - range.lowerBound) / width)))] += 1
    }
    self.names = names
    self.counts = counts
    edges = (0...bins).map { $0 == bins ? range.upperBound : range.lowerBound + Double($0) * width }
  }

  private static func range(_ values: [Double]) -> ClosedRange<Double> {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    return low <= high ? low...high : 0...1
  }

  /// A width that arithmetic can take: one value stands in the middle of a bin's width.
  private static func widened(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let (low, high) = (max(range.lowerBound, -1e300), min(range.upperBound, 1e300))
    let room = max(abs(low), abs(high), 1e-300) * 1e-9
    return high - low > room ? low...high : low - max(0.5, room)...low + max(0.5, room)
  }

  public var json: JSON {
    [
      "edges": .numbers(edges),
      "groups": .array(
        zip(names, counts).map { ["name": .string($0), "counts": .integers($1)] }),
    ]
  }
}
