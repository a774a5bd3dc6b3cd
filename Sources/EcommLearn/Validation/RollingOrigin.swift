/// Splits of a series by time: at each origin everything before it is known and the next `horizon`
/// values are the future (Tashman, 2000). Futures do not overlap, and the last one ends the series.
public struct RollingOrigin: Sendable, Equatable {
  public let horizon: Int
  /// Ascending.
  public let origins: [Int]

  /// At most `count` origins, none with fewer than `minimum` values before it; none at all without a
  /// horizon.
  public init(length: Int, horizon: Int, count: Int, minimum: Int) {
    self.horizon = horizon
    let most = horizon > 0 ? min(count, length / horizon) : 0
    origins = (0..<max(0, most)).map { length - ($0 + 1) * horizon }
      .filter { $0 >= minimum }.reversed()
  }
}
