import Glibc

/// The likelihood of the BG/NBD model and its gradient, as functions of the logarithms of r, alpha, a, b.
struct PurchaseLikelihood {
  private let histories: DistinctHistories
  private let unit: Double
  private let customers: Double

  /// Beyond this the logarithm of a parameter is a wall.
  private static let farthest = 12.0

  init(_ histories: DistinctHistories, unit: Double) {
    self.histories = histories
    self.unit = unit
    customers = max(1, histories.weight.reduce(0, +))
  }

  /// What depends on the number of repeats alone.
  private struct Level {
    let x: Double
    /// ln Γ(r + x) / Γ(r) and the beta functions.
    let constant: Double
    /// ln a / (b + x - 1), where there are repeats.
    let leaving: Double
  }

  private struct Parameters {
    let r, alpha, a, b: Double

    init?(_ logarithms: [Double]) {
      guard logarithms.allSatisfy({ abs($0) <= PurchaseLikelihood.farthest }) else { return nil }
      (r, alpha) = (exp(logarithms[0]), exp(logarithms[1]))
      (a, b) = (exp(logarithms[2]), exp(logarithms[3]))
    }

    func level(_ x: Double) -> Level {
      let gamma = GammaFunction.logarithm
      return Level(
        x: x,
        constant: gamma(r + x) - gamma(r) + r * log(alpha) + gamma(a + b) + gamma(b + x)
          - gamma(b) - gamma(a + b + x),
        leaving: x > 0 ? log(a) - log(b + x - 1) : -.infinity)
    }
  }

  /// The mean, negative.
  func value(_ logarithms: [Double]) -> Double {
    guard let parameters = Parameters(logarithms) else { return .infinity }
    let levels = histories.levels.map(parameters.level)
    var sum = 0.0
    for row in 0..<histories.count {
      let level = levels[histories.level[row]]
      let staying = -(parameters.r + level.x) * log(parameters.alpha + histories.age[row] / unit)
      var density = staying
      if level.x > 0 {
        let gone = leaving(level, parameters, row)
        density = max(staying, gone) + log1p(exp(-abs(staying - gone)))
      }
      sum += histories.weight[row] * (level.constant + density)
    }
    return -sum / customers
  }

  private func leaving(_ level: Level, _ parameters: Parameters, _ row: Int) -> Double {
    level.leaving
      - (parameters.r + level.x) * log(parameters.alpha + histories.lastRepeat[row] / unit)
  }

  func gradient(_ logarithms: [Double]) -> [Double] {
    guard let own = Parameters(logarithms) else { return [0, 0, 0, 0] }
    let levels = histories.levels.map(own.level)
    let slopes = histories.levels.map { levelSlopes($0, own) }
    var sums = [0.0, 0.0, 0.0, 0.0]
    for row in 0..<histories.count {
      let place = histories.level[row]
      let level = levels[place]
      let (weight, total) = (histories.weight[row], own.r + level.x)
      let (end, last) = (
        own.alpha + histories.age[row] / unit, own.alpha + histories.lastRepeat[row] / unit
      )
      var left = 0.0
      if level.x > 0 {
        left = 1 / (1 + exp(-total * log(end) - leaving(level, own, row)))
      }
      let slope = slopes[place]
      sums[0] += weight * (slope.r - (1 - left) * log(end) - left * log(last))
      sums[1] += weight * (own.r / own.alpha - total * ((1 - left) / end + left / last))
      sums[2] += weight * (slope.a + left / own.a)
      sums[3] += weight * (slope.b - (level.x > 0 ? left / (own.b + level.x - 1) : 0))
    }
    let scales = [own.r, own.alpha, own.a, own.b]
    return zip(sums, scales).map { -$0 * $1 / customers }
  }

  private func levelSlopes(_ x: Double, _ own: Parameters) -> (r: Double, a: Double, b: Double) {
    let psi = GammaFunction.digamma
    let both = psi(own.a + own.b) - psi(own.a + own.b + x)
    return (
      psi(own.r + x) - psi(own.r) + log(own.alpha), both, both + psi(own.b + x) - psi(own.b)
    )
  }
}
