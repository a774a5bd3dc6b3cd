/// Splits of a series by time: at each origin everything before it is known and the next `horizon`
/// values are the future (Tashman, 2000). Futures do not overlap, and the last one ends the series.
public struct RollingOrigin: Sendable, Equatable {
  public let horizon: Int
  /// Ascending.
  public let origins: [Int]

  /// At most `count` origins, none with fewer than `minimum` values before it.
  public init(length: Int, horizon: Int, count: Int, minimum: Int) {
    self.horizon = horizon
    let last = length - horizon
    origins = stride(from: last, through: last - (count - 1) * horizon, by: -horizon)
      .filter { $0 >= minimum }.reversed()
  }
}
