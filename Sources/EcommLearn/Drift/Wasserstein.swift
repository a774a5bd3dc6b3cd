/// How far values have to be moved, on average, to make one distribution of another (Wasserstein's first
/// distance): the area between both cumulative shares. Within a stretch of a thinned reference its values are
/// taken as evenly spread. O(points).
public enum Wasserstein {
  public static func distance(
    _ reference: EmpiricalDistribution, _ current: EmpiricalDistribution
  ) -> Double? {
    guard reference.count > 0, current.count > 0 else { return nil }
    let steps = MergedSteps(reference, current)
    let line = reference.isExact ? nil : Line(reference)
    return (1..<max(1, steps.values.count)).reduce(0) { area, place in
      let (low, high) = (steps.values[place - 1], steps.values[place])
      let share = steps.second[place - 1]
      guard let line else { return area + abs(steps.first[place - 1] - share) * (high - low) }
      return area + between(line.share(at: low) - share, line.share(at: high) - share, high - low)
    }
  }

  /// The area under the size of a line from one height to another.
  private static func between(_ from: Double, _ to: Double, _ width: Double) -> Double {
    guard from * to < 0 else { return abs(from + to) / 2 * width }
    return (from * from + to * to) / (2 * (abs(from) + abs(to))) * width
  }

  /// The cumulative shares of a thinned distribution, joined by straight lines.
  private struct Line {
    let points: [Double]
    let shares: [Double]

    init(_ distribution: EmpiricalDistribution) {
      points = distribution.points
      let all = Double(max(1, distribution.count))
      var sum = 0
      shares = distribution.counts.map { count in
        sum += count
        return Double(sum) / all
      }
    }

    func share(at value: Double) -> Double {
      var (low, high) = (0, points.count)
      while low < high {
        let middle = (low + high) / 2
        if points[middle] <= value { low = middle + 1 } else { high = middle }
      }
      guard low > 0 else { return 0 }
      guard low < points.count else { return 1 }
      let part = (value - points[low - 1]) / (points[low] - points[low - 1])
      return shares[low - 1] + (shares[low] - shares[low - 1]) * part
    }
  }
}
