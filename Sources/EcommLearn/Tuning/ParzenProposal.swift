import EcommBase
import Glibc

/// Proposes the next setting from those tried: the tree-structured Parzen estimator (Bergstra and
/// others, 2011).
///
/// The tried settings are parted into the best tenth and the rest, each smoothed into a density; of
/// some draws from the good density the one is taken at which it outweighs the other most. Each
/// setting by itself. O(trials · candidates) a setting.
struct ParzenProposal {
  private static let candidates = 24

  /// Places of a setting along its range, 0...1.
  let good: [Double]
  let rest: [Double]

  /// `ranked` from the best to the worst.
  init(_ ranked: [Double]) {
    let count = min(25, max(1, (ranked.count + 9) / 10))
    good = Array(ranked.prefix(count))
    rest = Array(ranked.dropFirst(count))
  }

  func propose(_ random: inout SeededRandom, choices: Int?) -> Double {
    if let choices { return proposeChoice(&random, choices) }
    let (a, b) = (ParzenDensity(good), ParzenDensity(rest))
    var best = (place: 0.5, gain: -Double.infinity)
    for _ in 0..<Self.candidates {
      let place = a.draw(&random)
      let gain = log(a.density(place)) - log(b.density(place))
      if gain > best.gain { best = (place, gain) }
    }
    return best.place
  }

  private func proposeChoice(_ random: inout SeededRandom, _ choices: Int) -> Double {
    let (a, b) = (shares(good, choices), shares(rest, choices))
    var best = (choice: 0, gain: -Double.infinity)
    for _ in 0..<Self.candidates {
      var left = random.uniform()
      var choice = 0
      while choice < choices - 1, left >= a[choice] {
        left -= a[choice]
        choice += 1
      }
      if a[choice] / b[choice] > best.gain { best = (choice, a[choice] / b[choice]) }
    }
    return (Double(best.choice) + 0.5) / Double(choices)
  }

  /// Counts with one more spread over all, so that none is impossible.
  private func shares(_ places: [Double], _ choices: Int) -> [Double] {
    var counts = [Double](repeating: 1 / Double(choices), count: choices)
    for place in places { counts[min(choices - 1, Int(place * Double(choices)))] += 1 }
    return counts.map { $0 / Double(places.count + 1) }
  }
}

/// Normal bumps over 0...1, one at each place and a wide one over all; a bump is as wide as the larger
/// gap to its neighbours.
struct ParzenDensity {
  private let bumps: [(centre: Double, width: Double, inside: Double, below: Double)]

  init(_ places: [Double]) {
    let sorted = places.sorted()
    let least = 1 / min(100, Double(places.count) + 1)
    var bumps = sorted.enumerated().map { index, place in
      let left = place - (index > 0 ? sorted[index - 1] : 0)
      let right = (index + 1 < sorted.count ? sorted[index + 1] : 1) - place
      return Self.bump(place, min(1, max(least, left, right)))
    }
    bumps.append(Self.bump(0.5, 1))
    self.bumps = bumps
  }

  private static func bump(
    _ centre: Double, _ width: Double
  ) -> (centre: Double, width: Double, inside: Double, below: Double) {
    let below = NormalDistribution.below(-centre / width)
    let inside = NormalDistribution.below((1 - centre) / width) - below
    return (centre, width, inside, below)
  }

  func draw(_ random: inout SeededRandom) -> Double {
    let bump = bumps[random.below(bumps.count)]
    let z = NormalDistribution.quantile(bump.below + random.uniform() * bump.inside)
    return min(max(bump.centre + bump.width * z, 0), 1)
  }

  func density(_ place: Double) -> Double {
    bumps.reduce(0) { sum, bump in
      let z = (place - bump.centre) / bump.width
      return sum + exp(-z * z / 2) / (bump.width * bump.inside)
    } / (Double(bumps.count) * (2 * Double.pi).squareRoot())
  }
}
