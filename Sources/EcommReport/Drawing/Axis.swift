import Glibc

/// A scale from values to points, with ticks at round numbers.
struct Axis: Sendable {
  let values: ClosedRange<Double>
  let points: ClosedRange<Double>
  let ticks: [Double]
  let step: Double

  /// Beyond these the arithmetic of ticks overflows or ends in zero.
  private static let largest = 1e300
  private static let smallest = 1e-300

  /// The range is widened to the ticks around it; `count` is about how many there are. A single value
  /// lies in the middle, but for bars, which begin at an end.
  init(
    covering data: some Sequence<Double>, points: ClosedRange<Double>, count: Int = 5,
    isCentred: Bool = true
  ) {
    let drawable = data.lazy.filter(\.isFinite).map { min(max($0, -Self.largest), Self.largest) }
    let low = drawable.min() ?? 0
    let high = drawable.max() ?? 1
    let isOneValue = high - low <= max(Self.smallest, abs(high) * 1e-12)
    let around = isOneValue && isCentred ? 1.0 : 0
    let span = isOneValue ? max(abs(high), abs(high) > Self.smallest ? 0 : 1) / 2 : high - low
    let step = Self.roundStep(isOneValue ? span : span / Double(max(1, count)))
    let first = (low / step).rounded(.down) - around
    let last = max((high / step).rounded(.up) + around, first + 1)
    ticks = (0...Int(min(last - first, 100))).map { (first + Double($0)) * step }
    values = first * step...last * step
    self.points = points
    self.step = step
  }

  private init(_ axis: Axis, points: ClosedRange<Double>) {
    values = axis.values
    ticks = axis.ticks
    step = axis.step
    self.points = points
  }

  /// The same values on another stretch of the drawing.
  func on(_ points: ClosedRange<Double>) -> Axis { Axis(self, points: points) }

  /// 1, 2 or 5 times a power of ten, not below `step`.
  static func roundStep(_ step: Double) -> Double {
    let power = pow(10, log10(step).rounded(.down))
    return power * ([1, 2, 5, 10].first { $0 * power >= step * 0.999 } ?? 10)
  }

  /// Values outside end at the edge.
  func point(_ value: Double) -> Double {
    let share = (value - values.lowerBound) / (values.upperBound - values.lowerBound)
    return points.lowerBound + min(max(share, 0), 1) * (points.upperBound - points.lowerBound)
  }
}
