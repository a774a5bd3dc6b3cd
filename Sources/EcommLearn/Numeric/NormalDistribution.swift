import Glibc

/// The standard normal distribution.
enum NormalDistribution {
  static func below(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

  /// The chance of a value at least as far from zero as `z`.
  static func beyond(_ z: Double) -> Double { erfc(z.magnitude / 2.0.squareRoot()) }

  /// z where `below(z)` is `share`: a rational guess (Acklam, 2003) and two steps of Halley.
  static func quantile(_ share: Double) -> Double {
    guard share > 0 else { return -.infinity }
    guard share < 1 else { return .infinity }
    if share > 0.5 { return -quantile(1 - share) }
    var z = guess(share)
    for _ in 0..<2 {
      let miss = (below(z) - share) * (2 * Double.pi).squareRoot() * exp(z * z / 2)
      z -= miss / (1 + z * miss / 2)
    }
    return z
  }

  private static func guess(_ share: Double) -> Double {
    if share < 0.02425 {
      let q = (-2 * log(share)).squareRoot()
      return polynomial(
        q,
        [
          -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
          4.374664141464968, 2.938163982698783,
        ])
        / polynomial(
          q, [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1])
    }
    let q = share - 0.5
    let r = q * q
    return q
      * polynomial(
        r,
        [
          -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690,
          -30.66479806614716, 2.506628277459239,
        ])
      / polynomial(
        r,
        [
          -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972,
          -13.28068155288572, 1,
        ])
  }

  private static func polynomial(_ x: Double, _ coefficients: [Double]) -> Double {
    coefficients.reduce(0) { $0 * x + $1 }
  }
}
