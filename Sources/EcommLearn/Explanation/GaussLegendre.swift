import Glibc

/// Points and weights that integrate polynomials over [0, 1] exactly, up to degree 2 count - 1.
struct GaussLegendre: Sendable, Equatable {
  let points: [Double]
  let weights: [Double]

  /// The fewest points that are exact for this degree.
  static func exact(degree: Int) -> GaussLegendre { GaussLegendre(count: max(0, degree) / 2 + 1) }

  /// The roots of the Legendre polynomial by Newton's method, from the usual first guess.
  init(count: Int) {
    var points: [Double] = []
    var weights: [Double] = []
    for index in 0..<count {
      var x = cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      for _ in 0..<20 {
        let (value, slope) = Self.legendre(count, x)
        x -= value / slope
      }
      let slope = Self.legendre(count, x).slope
      points.append((1 - x) / 2)
      weights.append(1 / ((1 - x * x) * slope * slope))
    }
    self.points = points
    self.weights = weights
  }

  private static func legendre(_ degree: Int, _ x: Double) -> (value: Double, slope: Double) {
    var before = 1.0
    var value = x
    for n in stride(from: 2, through: degree, by: 1) {
      let k = Double(n)
      (before, value) = (value, ((2 * k - 1) * x * value - (k - 1) * before) / k)
    }
    return (value, Double(degree) * (x * value - before) / (x * x - 1))
  }
}
