import Glibc

/// The line through a series: `intercept` at the moment before its first value.
struct ThetaLine: Sendable, Equatable {
  var intercept: Double
  var slope: Double

  init(intercept: Double, slope: Double) {
    self.intercept = intercept
    self.slope = slope
  }

  /// Least squares over what is known.
  init(_ values: [Double]) {
    var (count, time, value) = (0.0, 0.0, 0.0)
    for (t, known) in values.enumerated() where !known.isNaN {
      count += 1
      time += Double(t + 1)
      value += known
    }
    (time, value) = (time / count, value / count)
    var (spread, covariance) = (0.0, 0.0)
    for (t, known) in values.enumerated() where !known.isNaN {
      spread += (Double(t + 1) - time) * (Double(t + 1) - time)
      covariance += (Double(t + 1) - time) * (known - value)
    }
    slope = spread > 0 ? covariance / spread : 0
    intercept = value - slope * time
  }

  /// What the line adds to the level after `time` values, so many steps past the next one (Fiorucci
  /// and others, 2016, equation 10).
  func drift(after time: Int, step: Int, _ levelWeight: Double) -> Double {
    let decay = pow(1 - levelWeight, Double(time))
    return intercept * decay
      + slope * (Double(step) + (1 - decay * (1 - levelWeight)) / levelWeight)
  }

  func scaled(by scale: Double) -> ThetaLine {
    ThetaLine(intercept: intercept * scale, slope: slope * scale)
  }
}

/// The weights of the Theta method with the least squared one-step errors. For a weight of the level
/// the predictions are linear in the starting level and in the share of the line, so that these two
/// come from least squares and only the weight is searched for.
struct ThetaSearch {
  let values: [Double]
  let variant: Theta.Variant
  let line: ThetaLine

  struct Choice {
    var squares: Double
    var levelWeight: Double
    var start: Double
    /// 1 - 1/θ.
    var lineShare: Double
    var line: ThetaLine
  }

  static let range = 0.01...0.99
  /// Beyond it the forecast is the line's alone.
  private static let largestShare = 0.98

  init(_ values: [Double], variant: Theta.Variant) {
    self.values = values
    self.variant = variant
    line = ThetaLine(values)
  }

  /// A grid, then golden sections around its best point.
  func best() -> Choice {
    let grid = (0..<25).map { Self.range.lowerBound + 0.98 * Double($0) / 24 }.map(choice)
    var best = grid[0]
    for next in grid where next.squares < best.squares { best = next }
    var low = max(Self.range.lowerBound, best.levelWeight - 0.041)
    var high = min(Self.range.upperBound, best.levelWeight + 0.041)
    for _ in 0..<18 {
      let (a, b) = (high - 0.618 * (high - low), low + 0.618 * (high - low))
      let (left, right) = (choice(a), choice(b))
      if left.squares < right.squares { high = b } else { low = a }
      for next in [left, right] where next.squares < best.squares { best = next }
    }
    return best
  }

  private func choice(_ weight: Double) -> Choice {
    var products = Products()
    // A missing value leaves the level, so the start fades with known values only.
    var (level, decay, fade) = (0.0, 1.0, 1.0)
    for value in values {
      let push =
        line.intercept * decay + line.slope * (1 - decay * (1 - weight)) / weight
      decay *= 1 - weight
      if value.isNaN { continue }
      products.add(value - level, fade, push)
      level += weight * (value - level)
      fade *= 1 - weight
    }
    let (start, share) = products.solve(isFixed: variant == .standard, most: Self.largestShare)
    return Choice(
      squares: products.squares(start, share), levelWeight: weight, start: start,
      lineShare: share, line: line)
  }
}

/// Sums for the regression of errors on the fading start and the line.
private struct Products {
  private var (yy, ys, yl, ss, sl, ll) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

  mutating func add(_ y: Double, _ start: Double, _ line: Double) {
    yy += y * y
    ys += y * start
    yl += y * line
    ss += start * start
    sl += start * line
    ll += line * line
  }

  /// The share is kept between 0 (θ = 1) and `most`; a fixed one is a half (θ = 2).
  func solve(isFixed: Bool, most: Double) -> (start: Double, share: Double) {
    let determinant = ss * ll - sl * sl
    var share = 0.5
    if !isFixed {
      let free = determinant > 1e-12 * ss * ll ? (ss * yl - sl * ys) / determinant : 0
      share = min(max(free, 0), most)
    }
    return ((ys - share * sl) / ss, share)
  }

  func squares(_ start: Double, _ share: Double) -> Double {
    max(
      0,
      yy - 2 * start * ys - 2 * share * yl + start * start * ss + 2 * start * share * sl
        + share * share * ll)
  }
}
