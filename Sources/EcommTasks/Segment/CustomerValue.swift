import EcommBase
import EcommLearn

/// What customers are still worth: purchases to be expected of each and their value, by the BG/NBD and
/// the Gamma-Gamma model.
struct CustomerValue: Sendable, Equatable {
  let purchases: PurchaseModel
  let spending: SpendingModel
  /// How far ahead.
  let days: Int

  struct Outlook: Sendable, Equatable {
    let purchases: [Double]
    let value: [Double]
    /// The chance that the customer has not left.
    let alive: [Double]
  }

  /// Histories of customers that are known to have one, and their rows.
  private static func history(
    _ customers: Customers
  ) throws -> (rows: [Int], history: PurchaseHistory, means: [Double])? {
    guard let repeats = customers[.repeats], let values = customers[.repeatValue],
      let last = customers[.lastRepeat], let age = customers[.age]
    else { return nil }
    let rows = repeats.indices.filter { row in
      repeats[row] >= 0 && repeats[row] <= 1e6 && last[row] >= 0 && last[row] <= age[row]
        && age[row].isFinite && (repeats[row] >= 1 || last[row] == 0)
    }
    let history = try PurchaseHistory(
      repeats: rows.map { Int(repeats[$0]) }, lastRepeat: rows.map { last[$0] },
      age: rows.map { age[$0] })
    return (rows, history, rows.map { values[$0] })
  }

  /// Nil where the figures that it takes are not known.
  static func fit(_ customers: Customers, days: Int) throws -> CustomerValue? {
    guard let (_, history, means) = try history(customers) else { return nil }
    return CustomerValue(
      purchases: try PurchaseModel.fit(history),
      spending: try SpendingModel.fit(repeats: history.repeats, means: means), days: days)
  }

  /// Not-a-number for customers without a history.
  func outlook(_ customers: Customers, parallel: Parallel) throws -> Outlook? {
    guard let (rows, history, means) = try Self.history(customers) else { return nil }
    let foretold = try parallel.mapChunks(of: rows.count, size: 512) { range in
      range.map { own -> (Double, Double, Double) in
        let (repeats, last, age) = (
          history.repeats[own], history.lastRepeat[own], history.age[own]
        )
        let count = self.purchases.expectedPurchases(
          in: Double(days), repeats: repeats, lastRepeat: last, age: age)
        let mean = spending.expectedMean(repeats: repeats, mean: means[own]) ?? .nan
        let alive = self.purchases.chanceAlive(repeats: repeats, lastRepeat: last, age: age)
        return (count, count * mean, alive)
      }
    }.flatMap { $0 }
    var purchases = [Double](repeating: .nan, count: customers.count)
    var (value, alive) = (purchases, purchases)
    for (row, own) in zip(rows, foretold) { (purchases[row], value[row], alive[row]) = own }
    return Outlook(purchases: purchases, value: value, alive: alive)
  }

  var json: JSON {
    ["purchases": purchases.json, "spending": spending.json, "days": .integer(days)]
  }

  init(purchases: PurchaseModel, spending: SpendingModel, days: Int) {
    self.purchases = purchases
    self.spending = spending
    self.days = days
  }

  init(_ fields: JSONFields) throws {
    purchases = try PurchaseModel(fields.fields("purchases"))
    spending = try SpendingModel(fields.fields("spending"))
    days = try fields.integer("days", in: 1...100_000)
  }
}
