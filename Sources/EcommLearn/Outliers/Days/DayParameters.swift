/// How days are held against what was to be expected of them.
public struct DayParameters: Sendable, Equatable {
  /// A day is judged by the days before it alone.
  public var isOnline = false
  /// Days that say how weekdays differ and how far days lie apart.
  public var window = 84
  /// Days whose middle is the level.
  public var levelDays = 28
  /// Deviations from which on a day is strange.
  public var threshold = 4.5
  /// Days on both sides of a shift of the level.
  public var shiftDays = 56

  public init() {}

  /// Days of a season.
  static let week = 7
  /// Fewer tell nothing of what is usual.
  public static let fewestDays = 28

  public func validate() throws(OutlierError) {
    try OutlierError.check("window", Double(window), 28...3660, "from 28 to 3,660 days")
    try OutlierError.check("level-days", Double(levelDays), 7...3660, "from 7 to 3,660 days")
    try OutlierError.check("threshold", threshold, 0.1...1e9, "above 0.1")
    try OutlierError.check("shift-days", Double(shiftDays), 7...366, "from 7 to 366 days")
  }
}

/// What was expected of a day, and how far it lies from that.
public struct DayJudgement: Sendable, Equatable {
  public enum Status: Sendable, Equatable {
    case judged
    /// Too few days to tell.
    case tooEarly
    /// A day of the calendar that was not seen before.
    case firstOfItsKind
    /// Too few of the days beside it sold anything.
    case tooSparse
  }

  public var value: Double
  public var expected: Double
  /// Two deviations to both sides: what would not surprise.
  public var low: Double
  public var high: Double
  /// In deviations, with its sign; 0 unless judged.
  public var score: Double
  public var status: Status
}
