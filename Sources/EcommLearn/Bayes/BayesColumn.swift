import Glibc

/// How likely the values of a column are in each class.
enum BayesColumn: Sendable, Equatable {
  /// Of each class.
  case numbers([NormalCurve])
  /// (classes, categories): ln of the shares.
  case categories([[Double]])
}

/// The normal curve of the numbers of a class.
struct NormalCurve: Sendable, Equatable {
  let mean: Double
  let variance: Double
  private let height: Double
  private let precision: Double

  /// Variances for which all that is computed of them is finite.
  static let variances = 1e-200...1e300
  /// Numbers up to this size can be squared and summed.
  static let largest = 1e140
  /// Likelihoods are told apart down to this logarithm: their sum stays finite.
  private static let least = -1e200

  init(mean: Double, variance: Double) {
    self.mean = mean
    self.variance = variance
    height = -0.5 * Glibc.log(2 * Double.pi * variance)
    precision = 0.5 / variance
  }

  /// ln of the density.
  func log(at value: Double) -> Double {
    let step = value - mean
    return max(Self.least, height - step * step * precision)
  }

  /// Of `log(at:)` over numbers whose squared distance from the mean is `distance` on average.
  func averageLog(distance: Double) -> Double { max(Self.least, height - distance * precision) }
}

extension BayesColumn {
  func isLike(_ column: FeatureColumn) -> Bool {
    switch (self, column) {
    case (.numbers, .categories), (.categories, .numbers), (.categories, .doubles): false
    default: true
    }
  }

  /// ln of the likelihood of a row's value in each class; nil where it is left out.
  func logs(_ column: FeatureColumn, _ row: Int) -> [Double]? {
    switch (self, column) {
    case (.numbers(let curves), .doubles(let values)): Self.logs(curves, values[row])
    case (.numbers(let curves), .numbers(let values)): Self.logs(curves, Double(values[row]))
    case (.categories(let shares), .categories(let codes)): Self.logs(shares, Int(codes[row]))
    default: nil
    }
  }

  private static func logs(_ curves: [NormalCurve], _ value: Double) -> [Double]? {
    value.isNaN ? nil : curves.map { $0.log(at: value) }
  }

  private static func logs(_ shares: [[Double]], _ code: Int) -> [Double]? {
    shares[0].indices.contains(code) ? shares.map { $0[code] } : nil
  }

  /// The same on average over rows as the model itself supposes them, with classes by `shares`.
  func averageLogs(_ shares: [Double]) -> [Double] {
    switch self {
    case .numbers(let curves):
      curves.map { own in
        own.averageLog(
          distance: zip(shares, curves).reduce(0) { sum, other in
            let step = other.1.mean - own.mean
            return sum + other.0 * (other.1.variance + step * step)
          })
      }
    case .categories(let logs):
      logs.map { own in
        own.indices.reduce(0) { sum, code in
          sum + own[code] * zip(shares, logs).reduce(0) { $0 + $1.0 * exp($1.1[code]) }
        }
      }
    }
  }
}
