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
      return area
        + between(line.share(at: low) - share, line.share(before: high) - share, high - low)
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
    let isSingle: [Bool]
    let shares: [Double]

    init(_ distribution: EmpiricalDistribution) {
      points = distribution.points
      isSingle = distribution.isSingle
      let all = Double(max(1, distribution.count))
      var sum = 0
      shares = distribution.counts.map { count in
        sum += count
        return Double(sum) / all
      }
    }

    func share(at value: Double) -> Double {
      let place = firstPoint { $0 > value }
      return place < points.count && isSingle[place]
        ? below(place) : interpolated(place, value)
    }

    /// As one comes near the value from below.
    func share(before value: Double) -> Double {
      let place = firstPoint { $0 >= value }
      return place < points.count && isSingle[place] ? below(place) : interpolated(place, value)
    }

    private func below(_ place: Int) -> Double { place > 0 ? shares[place - 1] : 0 }

    private func interpolated(_ place: Int, _ value: Double) -> Double {
      guard place > 0 else { return 0 }
      guard place < points.count else { return 1 }
      let part = (value - points[place - 1]) / (points[place] - points[place - 1])
      return shares[place - 1] + (shares[place] - shares[place - 1]) * part
    }

    private func firstPoint(_ isBeyond: (Double) -> Bool) -> Int {
      var (low, high) = (0, points.count)
      while low < high {
        let middle = (low + high) / 2
        if isBeyond(points[middle]) { high = middle } else { low = middle + 1 }
      }
      return low
    }
  }
}
