import EcommBase
import EcommData
import EcommTasks
import Testing

@Suite struct OrdersToSeriesTests {
  /// One order a day of the amount 2; `orders` are their numbers.
  private func series(orders: [Int64], price: String = "amount") throws -> OrdersToSeries {
    let moments = orders.indices.map { Int64($0) * Timestamp.day }
    let table = Table([
      Column("order_id", .integers(orders)), Column("date", .dates(moments)),
      Column(price, .numbers(orders.map { _ in 2 })),
      Column("quantity", .numbers(orders.map { _ in 1 })),
    ])
    return try OrdersToSeries(table, columns: .init(), rejectedRows: 0)
  }

  @Test func anOrderRepeatedNowAndThenCountsOnce() throws {
    let result = try series(orders: Array(1...19) + [7])
    #expect(result.series.values.reduce(0, +) == 38)
    #expect(result.notes.contains("1 row repeats an order_id: one of each counted"))
  }

  /// Lines of invoices are not repeats: nothing of them may be lost.
  @Test func linesOfOrdersAllCount() throws {
    let result = try series(orders: [1, 1, 1, 2, 2, 3])
    #expect(result.series.values.reduce(0, +) == 12)
    #expect(
      result.notes.contains(
        "rows are lines of orders, several with the same order_id: all are counted"))
  }

  /// The price of one piece is no amount, so it is not taken for one.
  @Test func aPriceIsNotTakenForTheValue() {
    #expect(throws: ColumnError.self) { try series(orders: [1, 2, 3], price: "UnitPrice") }
  }
}
