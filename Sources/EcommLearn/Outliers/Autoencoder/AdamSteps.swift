import Glibc

/// Steps against the gradient, each weight at its own pace: D. Kingma, J. Ba, "Adam", 2015.
struct AdamSteps {
  private var means: [Double]
  private var squares: [Double]
  private var fadedMean = 1.0
  private var fadedSquare = 1.0
  private let rate: Double

  init(count: Int, rate: Double) {
    means = [Double](repeating: 0, count: count)
    squares = means
    self.rate = rate
  }

  mutating func step(_ weights: inout [Double], _ gradient: [Double]) {
    fadedMean *= 0.9
    fadedSquare *= 0.999
    let (mean, square) = (1 / (1 - fadedMean), 1 / (1 - fadedSquare))
    for place in weights.indices {
      means[place] += 0.1 * (gradient[place] - means[place])
      squares[place] += 0.001 * (gradient[place] * gradient[place] - squares[place])
      weights[place] -=
        rate * means[place] * mean / ((squares[place] * square).squareRoot() + 1e-8)
    }
  }
}
