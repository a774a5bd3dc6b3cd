/// Means and quantiles of values that count more or less.
enum WeightedStatistics {
  static func mean(_ values: [Double], _ weights: [Double]?) -> Double {
    guard let weights else { return values.reduce(0, +) / Double(max(1, values.count)) }
    let total = weights.reduce(0, +)
    let sum = zip(values, weights).reduce(0.0) { $0 + $1.0 * $1.1 }
    return total > 0 ? sum / total : 0
  }

  /// The smallest value that at least this share of the weight does not exceed; the middle between two
  /// where the share ends exactly between them.
  static func quantile(_ share: Double, _ values: [Double], _ weights: [Double]?) -> Double {
    var pairs: [(value: Double, weight: Double)] = []
    pairs.reserveCapacity(values.count)
    for index in values.indices { pairs.append((values[index], weights?[index] ?? 1)) }
    return quantile(share, &pairs)
  }

  static func quantile(
    _ share: Double, _ pairs: inout [(value: Double, weight: Double)]
  ) -> Double {
    pairs.sort { $0.value < $1.value }
    let wanted = share * pairs.reduce(0) { $0 + $1.weight }
    var sum = 0.0
    for (place, pair) in pairs.enumerated() {
      sum += pair.weight
      if sum == wanted, place + 1 < pairs.count { return (pair.value + pairs[place + 1].value) / 2 }
      if sum > wanted { return pair.value }
    }
    return pairs.last?.value ?? 0
  }
}
