import EcommData
import Testing

@Suite struct OrdersSampleTests {
  private struct Order {
    var id = ""
    var day = ""
    var cents = 0
    var parts = 0
    var delivery = ""
    var moment = ""
  }

  private static func orders(rows: Int? = nil) throws -> [Order] {
    var orders: [Order] = []
    for line in try MadeSample("orders", rows: rows).lines {
      guard let end = line.firstIndex(of: ">"), line.hasPrefix("<") else { continue }
      let value = String(line[line.index(after: end)...].prefix { $0 != "<" })
      let last = orders.count - 1
      switch line[...end] {
      case "<order>": orders.append(Order())
      case "<order_id>": orders[last].id = value
      case "<date_add>":
        let parts = value.prefix(10).split(separator: ".")
        orders[last].day = parts.reversed().joined(separator: "-")
        orders[last].moment = orders[last].day + value.dropFirst(10)
      case "<order_amount_brutto>": orders[last].cents = cents(value)
      case "<delivery_type>": orders[last].delivery = value
      case "<delivery_price>", "<amount_brutto>": orders[last].parts += cents(value)
      default: break
      }
    }
    return orders
  }

  private static func cents(_ text: String) -> Int { Int(text.filter { $0 != "." }) ?? .min }

  @Test func `Amounts are the sum of their rows and delivery`() throws {
    for order in try Self.orders() { #expect(order.cents == order.parts, "\(order.id)") }
  }

  @Test func `Newest first, few twice`() throws {
    let orders = try Self.orders()
    let moments = orders.map(\.moment)
    #expect(moments == moments.sorted(by: >))
    let repeats = orders.count - Set(orders.map(\.id)).count
    #expect((3...40).contains(repeats))
    #expect(orders.first?.day == "2025-11-02")
    #expect(orders.first.map { $0.moment < "2025-11-02 11:20:00" } == true)
    #expect(orders.last?.day == "2023-05-01")
  }

  @Test func `Few orders are those of the last days`() throws {
    let orders = try Self.orders(rows: 300)
    #expect(Set(orders.map(\.day)).count > 90)
    #expect(orders.last.map { $0.day >= "2025-07-26" } == true)
    let amounts = orders.map(\.cents).sorted()
    #expect((10_000...30_000).contains(amounts[150]))
  }

  @Test func `Forints are many times the rest`() throws {
    let orders = try Self.orders()
    let abroad = orders.filter { $0.delivery.hasSuffix("Węgry") }.map(\.cents).sorted()
    let home = orders.filter { !$0.delivery.hasSuffix("Węgry") }.map(\.cents).sorted()
    #expect((10...40).contains(abroad.count))
    #expect((40...130).contains(abroad[abroad.count / 2] / home[home.count / 2]))
  }

  /// Sales over their expectation, scaled by the median, by date.
  private static func surprises() throws -> [String: Double] {
    var sums: [String: Int] = [:]
    var seen: Set<String> = []
    for order in try orders() where seen.insert(order.id).inserted {
      if !order.delivery.hasSuffix("Węgry") { sums[order.day, default: 0] += order.cents }
    }
    var ratios: [String: Double] = [:]
    for day in OrdersSample.firstDay..<OrdersSample.lastDay {
      let date = OrdersSample.date(day)
      ratios[date] = Double(sums[date] ?? 0) / OrdersSample.expected(day)
    }
    let middle = ratios.values.sorted()[ratios.count / 2]
    return ratios.mapValues { $0 / middle }
  }

  @Test func `Planted days stand out, all others follow the truth`() throws {
    let surprises = try Self.surprises()
    let planted = Set(OrdersSample.plantedOutliers.map(\.date))
    for outlier in OrdersSample.plantedOutliers {
      let ratio = try #require(surprises[outlier.date])
      switch outlier.kind {
      case .gap: #expect(ratio == 0)
      case .up, .down:
        #expect((0.6...1.67).contains(ratio / outlier.factor), "\(outlier.date) \(ratio)")
      }
    }
    for (date, ratio) in surprises where !planted.contains(date) {
      #expect((0.5...2).contains(ratio), "\(date) \(ratio)")
    }
  }

  @Test func `Numbers on goods have their check digit`() throws {
    var count = 0
    for line in try MadeSample("orders", rows: 300).lines where line.hasPrefix("<products_ean>") {
      let digits = line.compactMap(\.wholeNumberValue)
      let sum = digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3) }
      #expect(digits.count == 13 && sum % 10 == 0 && digits[0] == 2)
      count += 1
    }
    #expect(count > 100)
  }
}
