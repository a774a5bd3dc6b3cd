/// How a cart of events.csv comes to be bought: the product is purchased in the same session with the
/// probability whose logit is `logit`, and every term can be computed from the lines before.
public enum EventsTruth {
  /// What is known when a product goes into the cart.
  public struct Cart: Sendable {
    /// Purchases of the user before this session, 3 for more.
    public var earlierPurchases: Int
    /// Carts of the user before this session that were not bought, 3 for more.
    public var earlierAbandoned: Int
    /// Views of this product in this session before the cart.
    public var views: Int
    /// The price over the middle price of its category.
    public var priceRatio: Double
    /// 18:00 to 22:59 in the time of the file.
    public var isEvening: Bool

    public init(
      earlierPurchases: Int, earlierAbandoned: Int, views: Int, priceRatio: Double,
      isEvening: Bool
    ) {
      self.earlierPurchases = earlierPurchases
      self.earlierAbandoned = earlierAbandoned
      self.views = views
      self.priceRatio = priceRatio
      self.isEvening = isEvening
    }
  }

  public static func logit(_ cart: Cart) -> Double {
    -0.2 + 1.0 * Double(cart.earlierPurchases) - 0.9 * Double(cart.earlierAbandoned)
      + (cart.views > 1 ? 1.1 : 0) - 1.2 * (min(3, cart.priceRatio) - 1)
      + (cart.isEvening ? 0.5 : 0)
  }
}
