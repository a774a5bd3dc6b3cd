import EcommBase

/// orders.xml: two and a half years of orders as a shop's software exports them, newest first.
///
/// `rows` counts `<order>` elements; fewer than 2,751 are those of the last days only. What the sales of
/// a day follow is in OrdersTruth.swift; the dirt: about 1 in 250 orders stands twice, about 1 in 170
/// is in forints without saying so (about 100 times the others), elements are empty, and comments
/// stand between months.
///
/// Memory: the orders of one day.
public enum OrdersSample {
  static let set = SampleSet(
    name: "orders", summary: "two and a half years of a shop's orders, for forecasting",
    fileName: "orders.xml", defaultRows: 3200, generate: generate)

  /// What each source of random numbers is for.
  enum Concern: UInt64 {
    case noise, catalogue, days, clients
  }

  private static func generate(
    rows: Int, seed: UInt64, to out: inout SampleWriter
  ) throws {
    let random = SeededRandom(seed: seed)
    let plan = OrdersPlan(rows: rows, random: random)
    let shop = OrdersShop(random)
    let xml = OrdersXML(shop: shop)
    try xml.open(&out)
    for day in plan.days.reversed() {
      try xml.monthComment(firstDay + day, &out)
      for order in OrdersDay.orders(day, plan: plan, shop: shop) { try xml.write(order, &out) }
    }
    try xml.close(&out)
  }
}
