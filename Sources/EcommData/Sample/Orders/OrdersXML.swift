/// The export format, an element a line.
struct OrdersXML {
  let shop: OrdersShop

  func open(_ out: inout SampleWriter) throws {
    out.literal("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    out.literal(
      "<!-- Eksport zamówień; kwoty brutto, status: 0 nieopłacone, 1 częściowo, 2 opłacone -->\n")
    out.literal("<orders>")
    try out.endRow()
  }

  func close(_ out: inout SampleWriter) throws {
    out.literal("</orders>")
    try out.endRow()
  }

  func monthComment(_ day: Int, _ out: inout SampleWriter) throws {
    let date = CivilDate(days: day)
    let next = CivilDate(days: day + 1)
    guard day == OrdersSample.lastDay || date.month != next.month else { return }
    out.literal("<!-- ")
    out.digits(date.month, atLeast: 2)
    out.byte(".")
    out.integer(date.year)
    out.literal(" -->")
    try out.endRow()
  }

  func write(_ order: Order, _ out: inout SampleWriter) throws {
    out.literal("<order>\n<order_id>")
    out.integer(100_000 + order.number)
    out.literal("</order_id>\n<client_id>")
    out.integer(20_000 + order.client)
    out.literal("</client_id>\n<date_add>")
    moment(order.second, &out)
    out.literal("</date_add>\n<order_amount_brutto>")
    out.cents(order.amount)
    out.literal("</order_amount_brutto>\n<payment_name>")
    out.text(order.payment.name)
    out.literal("</payment_name>\n<payment_status>")
    out.integer(order.status)
    out.literal("</payment_status>\n<payment_paid>")
    out.cents(order.paid)
    out.literal("</payment_paid>\n<delivery_type>")
    out.text(order.delivery.name)
    out.literal("</delivery_type>\n<delivery_price>")
    out.cents(order.deliveryPrice)
    out.literal("</delivery_price>\n")
    client(order, &out)
    try rows(order, &out)
  }

  /// Who collects in person often gives no town.
  private func client(_ order: Order, _ out: inout SampleWriter) {
    if order.delivery == .pickup, order.number % 2 == 0 {
      return out.literal("<client_city/>\n")
    }
    element("client_city", shop.city(order.client, isHungarian: order.isHungarian), &out)
  }

  private func rows(_ order: Order, _ out: inout SampleWriter) throws {
    out.literal("<rows>\n")
    for line in order.lines { row(line, &out) }
    out.literal("</rows>\n</order>")
    try out.endRow()
  }

  private func row(_ line: Order.Line, _ out: inout SampleWriter) {
    let product = shop.catalogue.products[line.product]
    out.literal("<row>\n")
    element("name", product.name, &out)
    out.literal("<products_id>")
    out.integer(product.id)
    out.literal("</products_id>\n")
    element("products_ean", product.ean, &out)
    element("products_sku", product.sku, &out)
    out.literal("<item_price_brutto>")
    out.cents(line.price)
    out.literal("</item_price_brutto>\n<quantity>")
    out.integer(line.quantity)
    out.literal("</quantity>\n<amount_brutto>")
    out.cents(line.amount)
    out.literal("</amount_brutto>\n<vat_rate>")
    out.integer(product.vatPercent)
    out.literal("</vat_rate>\n</row>\n")
  }

  private func element(_ name: StaticString, _ value: String, _ out: inout SampleWriter) {
    out.byte("<")
    out.literal(name)
    guard !value.isEmpty else { return out.literal("/>\n") }
    out.byte(">")
    out.escaped(value)
    out.literal("</")
    out.literal(name)
    out.literal(">\n")
  }

  /// `29.02.2024 13:05:00`
  private func moment(_ second: Int, _ out: inout SampleWriter) {
    let date = CivilDate(days: SampleCalendar.day(ofSecond: second))
    out.digits(date.day, atLeast: 2)
    out.byte(".")
    out.digits(date.month, atLeast: 2)
    out.byte(".")
    out.integer(date.year)
    out.byte(" ")
    out.clock(SampleCalendar.secondOfDay(second))
  }
}
