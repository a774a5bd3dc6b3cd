import EcommBase
import EcommData
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct OrdersToPanelTests {
  /// One order a day of the amount 2; `orders` are their numbers.
  private func panel(
    orders: [Int64], price: String = "amount", value: String? = nil
  ) throws -> OrdersToPanel {
    let moments = orders.indices.map { Int64($0) * Timestamp.day }
    let table = Table([
      Column("order_id", .integers(orders)), Column("date", .dates(moments)),
      Column(price, .numbers(orders.map { _ in 2 })),
      Column("quantity", .numbers(orders.map { _ in 3 })),
    ])
    var columns = SeriesColumns()
    columns.value = value
    return try OrdersToPanel(table, columns: columns, rejectedRows: 0)
  }

  private func sum(_ panel: OrdersToPanel) -> Double {
    panel.panel.series.flatMap(\.values).filter { !$0.isNaN }.reduce(0, +)
  }

  @Test func anOrderRepeatedNowAndThenCountsOnce() throws {
    let result = try panel(orders: Array(1...19) + [7])
    #expect(sum(result) == 38)
    #expect(result.notes.contains("1 row repeats an order_id: one of each counted"))
  }

  /// Lines of invoices are not repeats: nothing of them may be lost.
  @Test func linesOfOrdersAllCount() throws {
    let result = try panel(orders: [1, 1, 1, 2, 2, 3])
    #expect(sum(result) == 12)
    #expect(
      result.notes.contains(
        "rows are lines of orders, several with the same order_id: all are counted"))
  }

  @Test func ordersAndUnitsAreCounted() throws {
    #expect(try sum(panel(orders: [1, 1, 1, 2, 2, 3], value: "orders")) == 3)
    #expect(try sum(panel(orders: [1, 1, 1, 2, 2, 3], value: "units")) == 18)
  }

  /// The price of one piece is no amount; with the number of pieces it makes one.
  @Test func aPriceIsTakenTimesThePieces() throws {
    let result = try panel(orders: [1, 2, 3], price: "UnitPrice")
    #expect(sum(result) == 18)
    #expect(result.notes.contains("using quantity x UnitPrice as the value"))
  }

  private func dated(
    _ rows: [(String, Double)], by: [String] = [], gaps: GapRule = .found, keys: [String?]? = nil,
    regressors: [String] = []
  ) throws -> OrdersToPanel {
    let moments = try rows.map {
      Timestamp(date: try #require(CivilDate(iso: $0.0))).microseconds
    }
    var columns = [Column("date", .dates(moments)), Column("amount", .numbers(rows.map(\.1)))]
    if let keys {
      let texts = keys.reduce(into: Texts()) { texts, key in
        if let key { texts.append(key.utf8) } else { texts.appendMissing() }
      }
      columns.append(Column("shop", .texts(texts)))
    }
    var wishes = SeriesColumns()
    wishes.by = by
    wishes.gaps = gaps
    wishes.regressors = regressors
    return try OrdersToPanel(Table(columns), columns: wishes, rejectedRows: 0)
  }

  @Test func daysWithoutOrdersAreZeroAndWithoutFiguresMissing() throws {
    let orders = [("2025-01-01", 1.0), ("2025-01-01", 2), ("2025-01-03", 3), ("2025-01-03", 4)]
    #expect(try dated(orders).panel.series[0].values == [3, 0, 7])
    let figures = try dated([("2025-01-01", 1), ("2025-01-02", 2), ("2025-01-04", 3)])
    #expect(figures.panel.series[0].values[2].isNaN)
    #expect(figures.notes.contains { $0.contains("missing, not zero") })
    let zero = try dated(
      [("2025-01-01", 1), ("2025-01-02", 2), ("2025-01-04", 3)], gaps: .zero)
    #expect(zero.panel.series[0].values == [1, 2, 0, 3])
  }

  @Test func aLongSilenceIsMissing() throws {
    let rows = [1, 1, 3, 3].flatMap { month in
      (1...28).map { (date(2025, month, $0), 1.0) }
    }
    let result = try dated(rows)
    let values = result.panel.series[0].values
    #expect(values.count { $0.isNaN } == 31)
    #expect(
      result.notes.contains {
        $0.hasPrefix("no rows from 2025-01-29 to 2025-02-28: taken as missing")
      })
  }

  private func date(_ year: Int, _ month: Int, _ day: Int) -> String {
    CivilDate(year: year, month: month, day: day)?.description ?? ""
  }

  @Test func aPanelIsInTheOrderOfItsKeysAndEndsTogether() throws {
    let result = try dated(
      [("2025-01-02", 1), ("2025-01-01", 2), ("2025-01-03", 4), ("2025-01-03", 5)], by: ["shop"],
      gaps: .zero, keys: ["b", "a", "a", "a"])
    #expect(result.panel.series.map(\.key) == [["a"], ["b"]])
    #expect(result.panel.series.map(\.values) == [[2, 0, 9], [1, 0]])
    #expect(Set(result.panel.series.map(\.end)).count == 1)
  }

  @Test func refusesWhatIsNoSeries() {
    #expect(throws: ForecastError.noRows) { try dated([("2025-01-01", .nan)]) }
    #expect(throws: ForecastError.self) { try dated([("1825-01-01", 1), ("2125-01-01", 1)]) }
  }

  @Test func whatIsLeftOutIsToldByReason() throws {
    let result = try dated(
      [("2025-01-01", 1), ("2025-01-02", .nan), ("2025-01-03", 4), ("2025-01-04", 5)],
      by: ["shop"], keys: ["a", "a", nil, "a"])
    #expect(result.notes.contains("1 row without amount left out"))
    #expect(result.notes.contains("1 row without shop left out"))
    #expect(result.panel.series.map(\.key) == [["a"]])
  }

  /// What is to be foretold is not known ahead.
  @Test func theValueIsNoRegressor() throws {
    #expect(throws: ForecastError.regressorIsUsed("amount")) {
      try dated([("2025-01-01", 1), ("2025-01-02", 2)], regressors: ["amount"])
    }
  }

  @Test func aRegressorThatFollowsTheValueIsSuspicious() {
    let values = (0..<40).map { Double($0 * 7 % 11) }
    let noisy = values.enumerated().map { 3 * $1 + ($0 % 2 == 0 ? 0.1 : 0) }
    let other = values.indices.map { Double($0 % 5) }
    let series = DatedSeries(start: 0, values: values, regressors: [noisy, other])
    let warnings = FollowsValue.warnings(
      SeriesPanel(regressors: ["pieces", "price"], series: [series]))
    #expect(warnings.count == 1 && warnings[0].contains("pieces"))
  }

  @Test func theOrderOfRowsDoesNotMatter() throws {
    let rows = (1...28).map { (date(2025, 1, $0), Double($0)) }
    #expect(try dated(rows).panel == dated(rows.reversed()).panel)
    #expect(try dated(rows).data == dated(rows.reversed()).data)
  }
}
