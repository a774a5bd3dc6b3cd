/// The exponential function from additions and multiplications alone.
///
/// A C library may differ from another in the last bit, and a probability that differs may change a
/// byte of the output. Here e^x = 2^k e^r with |r| <= ln 2 / 2, and e^r by its series up to r^13, in a
/// fixed order: the error is about 1e-15, and it is the same error everywhere.
enum ExactMath {
  private static let series: [Double] = {
    var factorial = 1.0
    return (1...13).map { n in
      factorial *= Double(n)
      return 1 / factorial
    }.reversed()
  }()

  static func exp(_ x: Double) -> Double {
    let x = min(700, max(-700, x))
    let power = (x * 1.442_695_040_888_963_4).rounded()
    let rest = x - power * 0.693_147_180_559_945_3
    var sum = 0.0
    for coefficient in series { sum = (sum + coefficient) * rest }
    return (1 + sum) * Double(sign: .plus, exponent: Int(power), significand: 1)
  }

  static func logistic(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }
}
