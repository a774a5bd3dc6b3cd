import EcommBase

/// How far from the forecast the true value was in the backtest, for each number of days ahead, in a share of all
/// cases (split conformal prediction, Vovk et al., 2005).
///
/// A step borrows the errors of the steps beside it until there are enough, and no interval is narrower
/// than one nearer by. Beyond the backtest they widen with the root of the distance, as those of a walk
/// without memory would.
public struct ForecastIntervals: Sendable, Equatable {
  public let level: Double
  /// For 1, 2, ... days ahead.
  let halfWidths: [Double]

  public static let levels = [0.8, 0.95]
  /// So that a bound is always a number.
  private static let widest = 1e300
  private static let enoughErrors = 60

  /// `errors` is (origins, steps).
  init(errors: [[Double]], level: Double) {
    let steps = errors.first?.count ?? 0
    var widths: [Double] = []
    for step in 0..<steps {
      var reach = 0
      while reach < steps, Self.count(errors.count, step, reach, steps) < Self.enoughErrors {
        reach += 1
      }
      let near = max(0, step - reach)...min(steps - 1, step + reach)
      let sizes = errors.flatMap { $0[near].map(abs) }.filter(\.isFinite)
      widths.append(max(widths.last ?? 0, Self.quantile(sizes, level)))
    }
    self.level = level
    halfWidths = widths
  }

  private static func count(_ origins: Int, _ step: Int, _ reach: Int, _ steps: Int) -> Int {
    origins * (min(steps - 1, step + reach) - max(0, step - reach) + 1)
  }

  /// The smallest size that holds `level` of them, counting one more case to come.
  private static func quantile(_ sizes: [Double], _ level: Double) -> Double {
    let sorted = sizes.sorted()
    let rank = Int((level * Double(sorted.count + 1)).rounded(.up))
    return sorted.isEmpty ? 0 : sorted[min(max(rank, 1), sorted.count) - 1]
  }

  /// `step` 0 is the first day ahead.
  func halfWidth(_ step: Int) -> Double {
    guard let last = halfWidths.last else { return 0 }
    guard step >= halfWidths.count else { return halfWidths[step] }
    return min(
      Self.widest, last * (Double(step + 1) / Double(halfWidths.count)).squareRoot())
  }
}

extension ForecastIntervals {
  var json: JSON { ["level": .number(level), "half_widths": .numbers(halfWidths)] }

  init(_ fields: JSONFields) throws {
    level = try fields.number("level")
    halfWidths = try fields.numbers("half_widths")
    guard level > 0, level < 1 else {
      throw fields.fault("level", expected: "a share between 0 and 1")
    }
    guard halfWidths.allSatisfy({ (0...Self.widest).contains($0) }) else {
      throw fields.fault("half_widths", expected: "numbers from 0 to \(Self.widest)")
    }
  }
}
