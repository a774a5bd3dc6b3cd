import EcommBase
import EcommData
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct PaymentFeaturesTests {
  private func table(_ rows: [(minute: Int64, user: String, device: String, amount: Double)])
    -> Table
  {
    Table([
      Column("time", .dates(rows.map { $0.minute * 60 * Timestamp.second })),
      Column("user_id", .categories(Categories(of: rows.map { $0.user }))),
      Column("device_id", .categories(Categories(of: rows.map { $0.device }))),
      Column("amount", .numbers(rows.map(\.amount))),
    ])
  }

  private func features(_ table: Table) throws -> Table {
    var notes: [String] = []
    let columns = try #require(PaymentColumns(found: table, taken: nil))
    return try PaymentFeatures.adding(columns, to: table, &notes)
  }

  @Test func countsAreOfEarlierPayments() throws {
    let made = try features(
      table([
        (0, "a", "x", 10), (30, "b", "x", 10), (50, "a", "y", 1000), (70, "a", "x", 10),
        (3000, "a", "x", 10),
      ]))
    func numbers(_ name: String) throws -> [Double] { try #require(made[name]?.values.doubles) }
    #expect(try numbers("payments of user_id within an hour") == [1, 1, 2, 2, 1])
    #expect(try numbers("payments of user_id within a day") == [1, 1, 2, 3, 1])
    #expect(try numbers("user_id so far on one device_id") == [1, 2, 1, 2, 2])
    #expect(try numbers("new device_id of a known user_id") == [0, 0, 1, 0, 0])
    let times = try numbers("times the usual amount")
    #expect(isClose(times[0], 1, within: 1e-12) && times[2] > 20 && times[3] < 0.5)
  }

  /// Rows behind a payment change nothing of what it was told by.
  @Test func laterPaymentsNeverShow() throws {
    let whole = try AnomalySamples.read("payments.csv").table
    let first = Array(0..<2000)
    let part = try features(whole.selecting(rows: first))
    let all = try features(whole).selecting(rows: first)
    for (a, b) in zip(part.columns, all.columns).dropFirst(whole.columns.count) {
      let same = zip(a.values.doubles ?? [], b.values.doubles ?? []).allSatisfy {
        $0 == $1 || $0.isNaN && $1.isNaN
      }
      #expect(same, "\(a.name)")
    }
    #expect(part.columns.count == whole.columns.count + 18)
  }

  @Test func otherTablesAreNoPayments() {
    let table = Table([
      Column("time", .dates([0, 1])), Column("user_id", .integers([1, 2])),
      Column("amount", .numbers([1, 2])),
    ])
    #expect(PaymentColumns(found: table, taken: nil) == nil)
  }

  /// The figures of Data/README.md: what is found without labels, and with them, on later rows.
  @Test func fraudIsFoundAndLabelsPay() throws {
    let input = try AnomalySamples.input(try AnomalySamples.read("payments.csv").table)
    var settings = AnomalySettings()
    settings.kinds = [.isolationForest]
    settings.folds = 2
    let comparison = try input.compare(settings)
    let found = comparison.entries[0]
    let taught = comparison.entries[1]
    #expect((found.rocAUC?.mean ?? 0) > 0.8 && (found.averagePrecision?.mean ?? 0) > 0.1)
    #expect((taught.averagePrecision?.mean ?? 0) > (found.averagePrecision?.mean ?? 1) + 0.3)
    #expect(comparison.splitName == "time-ordered")
  }
}
