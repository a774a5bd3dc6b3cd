import Glibc

/// The logarithm of the gamma function and its derivative, for arguments above zero.
enum GammaFunction {
  static func logarithm(_ x: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(x, &sign)
  }

  /// ψ(x): carried up to 6 and above by ψ(x) = ψ(x + 1) - 1/x, then its asymptotic series.
  static func digamma(_ x: Double) -> Double {
    var x = x
    var sum = 0.0
    while x < 6 {
      sum -= 1 / x
      x += 1
    }
    let square = 1 / (x * x)
    let series =
      square
      * (1.0 / 12
        - square
        * (1.0 / 120
          - square
          * (1.0 / 252
            - square * (1.0 / 240 - square * (1.0 / 132 - square * (691.0 / 32760 - square / 12))))))
    return sum + log(x) - 0.5 / x - series
  }
}
