/// What is known of each customer, as columns of numbers; their raw values are the names in tables.
public enum CustomerFigure: String, Sendable, CaseIterable {
  /// Whole days from the last purchase to the day the figures are of.
  case recency
  /// Orders.
  case frequency
  /// The sum of what was paid.
  case monetary
  case averageOrderValue = "average_order_value"
  /// Whole days since the first purchase.
  case tenure
  /// Days between orders; missing for those of one order.
  case meanGap = "mean_gap"
  /// The sample's standard deviation; missing for those of fewer than three orders.
  case gapSpread = "sd_gap"
  case itemsPerOrder = "items_per_order"
  case products = "distinct_products"
  /// Of what was bought, by value.
  case shareReturned = "share_returned"
  /// Days with an order after the first such day, and the mean sum of such a day.
  case repeats = "repeat_days"
  case repeatValue = "repeat_value"
  /// Days from the first day with an order to the last, and to the end of the observation.
  case lastRepeat = "last_repeat"
  case age

  /// What segments are made of, unless something else is asked for.
  public static let usual: [CustomerFigure] = [.recency, .frequency, .monetary]

  public var title: String {
    switch self {
    case .monetary: "value"
    case .frequency: "orders"
    default: String(rawValue.map { $0 == "_" ? " " : $0 })
    }
  }
}
