import EcommBase
import EcommLearn
import EcommTestKit
import Glibc
import Testing

/// Customers of a public set by recency, frequency and money: figures known from scikit-learn.
@Suite(.enabled(if: RealData.isThere, "\(RealData.note)")) struct OnlineRetailTests {
  private static let customers = Result { try RetailCustomers(RealData.path("online_retail.csv")) }

  @Test func totals() throws {
    let customers = try Self.customers.get()
    #expect(customers.recency.count == 4338)
    #expect(customers.recency.reduce(0, +) == 401_423)
    #expect(customers.frequency.reduce(0, +) == 18_532)
    #expect(abs(customers.money.reduce(0, +) - 8_911_407.90) < 0.01)
  }

  @Test func inertiaAndSilhouette() throws {
    let rows = try Self.customers.get().scaled
    let inertias = [6481.0, 4868, 3939, 3296, 2855, 2549, 2337]
    let silhouettes = [0.433, 0.337, 0.337, 0.316, 0.313, 0.310, 0.301]
    for (place, clusters) in (2...8).enumerated() {
      let model = try KMeans.fit(rows, parameters: KMeansParameters(clusters: clusters))
      #expect(model.inertia < inertias[place] + 1, "\(clusters): \(model.inertia)")
      guard clusters == 2 || clusters == 4 else { continue }
      let labels = try model.predict(rows).labels
      let silhouette = try Silhouette.measure(rows, labels: labels).mean
      #expect(abs(silhouette - silhouettes[place]) < 0.002, "\(clusters): \(silhouette)")
    }
  }

  @Test func noise() throws {
    let rows = try Self.customers.get().scaled
    let counts = try [0.1, 0.2, 0.3, 0.4, 0.5, 0.6].map { try DBSCAN.fit(rows, eps: $0).noise }
    #expect(counts == [1969, 656, 241, 101, 62, 33])
  }
}

/// Lines with a customer, a positive quantity and a positive price that are no cancellation, by
/// customer.
private struct RetailCustomers: Sendable {
  private(set) var recency: [Double] = []
  private(set) var frequency: [Double] = []
  private(set) var money: [Double] = []

  private struct Customer {
    var last = 0
    var invoices: Set<Int> = []
    var money = 0.0
  }

  init(_ path: String) throws {
    var customers: [Int: Customer] = [:]
    var snapshot = 0
    try Self.forEachLine(path) { cells in
      guard let invoice = Int(cells[0]), let id = Int(cells[6].prefix { $0 != "." }),
        let quantity = Double(cells[3]), quantity > 0, let price = Double(cells[5]), price > 0
      else { return }
      let minute = Self.minute(cells[4])
      snapshot = max(snapshot, minute)
      customers[id, default: Customer()].last = max(customers[id]?.last ?? 0, minute)
      customers[id]?.invoices.insert(invoice)
      customers[id]?.money += quantity * price
    }
    for (_, customer) in customers.sorted(by: { $0.key < $1.key }) {
      recency.append(Double((snapshot + 1440 - customer.last) / 1440))
      frequency.append(Double(customer.invoices.count))
      money.append(customer.money)
    }
  }

  /// Minutes since some day: `2010-12-01 08:26:00`. Months are counted from March, as the year's
  /// odd month comes last then.
  private static func minute(_ text: Substring) -> Int {
    let parts = text.split { "- :".contains($0) }.compactMap { Int($0) }
    guard parts.count >= 5 else { return 0 }
    let month = (parts[1] + 9) % 12
    let year = parts[0] - (month > 9 ? 1 : 0)
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + parts[2]
    return (days * 24 + parts[3]) * 60 + parts[4]
  }

  /// Cells of every line but the first; quotes only keep commas.
  private static func forEachLine(_ path: String, _ body: ([Substring]) -> Void) throws {
    guard let file = fopen(path, "r") else { throw FileError.cannotRead(path: path, code: errno) }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 4096)
    var isFirst = true
    while fgets(&buffer, 4096, file) != nil {
      if !isFirst { body(cells(text(buffer))) }
      isFirst = false
    }
  }

  private static func text(_ line: [CChar]) -> String {
    String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// A description in quotes, the third cell, is cut out first.
  private static func cells(_ line: String) -> [Substring] {
    let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
    guard let start = parts.first, let end = parts.last, parts.count > 1 else {
      return line.split(separator: ",", omittingEmptySubsequences: false)
    }
    let before = start.split(separator: ",", omittingEmptySubsequences: false)
    return before + end.split(separator: ",", omittingEmptySubsequences: false).dropFirst()
  }

  /// log1p, then mean 0 and standard deviation 1.
  var scaled: Matrix {
    let columns = [recency, frequency, money].map { column in
      let logs = column.map { log1p($0) }
      let mean = logs.reduce(0, +) / Double(logs.count)
      let variance = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(logs.count)
      return logs.map { ($0 - mean) / variance.squareRoot() }
    }
    return Matrix(
      rows: recency.count, columns: 3,
      values: recency.indices.flatMap { row in columns.map { $0[row] } })
  }
}
