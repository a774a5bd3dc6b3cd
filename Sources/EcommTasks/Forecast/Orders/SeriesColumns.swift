/// What a person may say of the table that a forecast is made from.
public struct SeriesColumns: Sendable, Equatable {
  public var date: String?
  /// A column, or one of `amount`, `orders`, `units`.
  public var value: String?
  /// Columns that tell series apart.
  public var by: [String] = []
  /// Of the series those that sum to most; nil for all.
  public var top: Int?
  /// Columns of numbers that are known ahead.
  public var regressors: [String] = []
  public var period: Period?
  public var gaps = GapRule.found

  public init() {}
}

/// What is summed, where no column is named.
public enum Quantity: String, Sendable, CaseIterable {
  case amount, orders, units
}
