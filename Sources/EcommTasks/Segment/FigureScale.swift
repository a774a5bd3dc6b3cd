import EcommBase
import Glibc

/// One figure made comparable with the others: logarithm where it is skewed, limits where a few
/// customers stand far out, then mean 0 and deviation 1.
struct FigureScale: Sendable, Equatable {
  let figure: CustomerFigure
  let isLogarithm: Bool
  /// After the logarithm; values beyond are taken as the limit.
  let low: Double
  let high: Double
  let mean: Double
  let deviation: Double
  /// For customers of whom the figure is not known.
  let usual: Double

  /// Skewed further than this to the right, a figure is taken by its logarithm.
  static let mostSkew = 0.25
  /// So many times the middle half's width beyond it, a value stands far out.
  static let fence = 4.0

  /// - Parameter values: not all missing.
  static func fit(
    _ figure: CustomerFigure, _ values: [Double], winsorises: Bool
  ) -> (scale: FigureScale, note: String) {
    let known = values.filter { !$0.isNaN }
    let skew = skewness(known)
    let isLogarithm = skew > mostSkew && (known.min() ?? -1) >= 0
    let sizes = (isLogarithm ? known.map { log1p($0) } : known).sorted()
    let (low, high) = winsorises ? limits(sizes) : (sizes.first ?? 0, sizes.last ?? 0)
    let held = sizes.map { min(max($0, low), high) }
    let mean = held.reduce(0, +) / Double(max(1, held.count))
    let squares = held.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / Double(max(1, held.count))).squareRoot()
    let scale = FigureScale(
      figure: figure, isLogarithm: isLogarithm, low: low, high: high, mean: mean,
      deviation: deviation > 1e-12 * abs(mean) ? deviation : 0, usual: quantile(sizes, 0.5))
    let beyond = sizes.count { $0 < low || $0 > high }
    return (scale, note(figure, skew, isLogarithm, beyond, values.count - known.count))
  }

  private static func note(
    _ figure: CustomerFigure, _ skew: Double, _ isLogarithm: Bool, _ beyond: Int, _ missing: Int
  ) -> String {
    var words = isLogarithm ? "ln(1 + \(figure.rawValue))" : figure.rawValue
    words += isLogarithm ? ", for its skew is \(Figures.fixed(skew, 1))" : ", as it is"
    if beyond > 0 {
      words += ", \(Figures.count(beyond, "customer")) far out held at the limit"
    }
    if missing > 0 { words += ", the median for \(Figures.count(missing)) without it" }
    return words
  }

  /// Nothing is far out where the middle half is one value.
  private static func limits(_ sorted: [Double]) -> (Double, Double) {
    let (first, last) = (sorted.first ?? 0, sorted.last ?? 0)
    let (lower, upper) = (quantile(sorted, 0.25), quantile(sorted, 0.75))
    guard upper > lower else { return (first, last) }
    let width = fence * (upper - lower)
    return (max(first, lower - width), min(last, upper + width))
  }

  static func skewness(_ values: [Double]) -> Double {
    let count = Double(max(1, values.count))
    let mean = values.reduce(0, +) / count
    var (squares, cubes) = (0.0, 0.0)
    for value in values {
      let off = value - mean
      squares += off * off
      cubes += off * off * off
    }
    let variance = squares / count
    guard variance > 0, variance.isFinite else { return 0 }
    return cubes / count / (variance * variance.squareRoot())
  }

  /// Between the two nearest of ascending values.
  static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    guard let last = sorted.indices.last else { return 0 }
    let place = share * Double(last)
    let below = min(last, max(0, Int(place)))
    let above = min(last, below + 1)
    return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
  }

  func apply(_ value: Double) -> Double {
    guard deviation > 0 else { return 0 }
    let size = value.isNaN ? usual : isLogarithm ? log1p(max(0, value)) : value
    return (min(max(size, low), high) - mean) / deviation
  }
}

extension FigureScale {
  var json: JSON {
    [
      "step": "figure", "figure": .string(figure.rawValue), "logarithm": .bool(isLogarithm),
      "low": .number(low), "high": .number(high), "mean": .number(mean),
      "deviation": .number(deviation), "usual": .number(usual),
    ]
  }

  init(_ fields: JSONFields) throws {
    figure = try fields.choice("figure")
    isLogarithm = try fields.flag("logarithm")
    low = try fields.number("low")
    high = try fields.number("high")
    mean = try fields.number("mean")
    deviation = try fields.number("deviation")
    usual = try fields.number("usual")
    guard low <= high else { throw fields.fault("high", expected: "at least 'low'") }
    guard deviation > 0 else { throw fields.fault("deviation", expected: "above 0") }
  }
}
