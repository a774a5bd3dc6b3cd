import EcommData
import Testing

@Suite struct TransactionsSampleTests {
  private static let records = Result { try MadeSample("transactions").records }

  @Test func `Every customer has a kind`() throws {
    let kinds = TransactionsSample.customerKinds()
    let buyers = Set(try Self.records.get().compactMap { Int($0[6]) })
    #expect(buyers.count > kinds.count * 9 / 10)
    for buyer in buyers { #expect(kinds[buyer] != nil, "\(buyer)") }
    #expect(Set(kinds.values).count == CustomerKind.allCases.count)
  }

  @Test func `Kinds buy as they should`() throws {
    let kinds = TransactionsSample.customerKinds()
    var invoices: [Int: Set<String>] = [:]
    var last: [Int: String] = [:]
    for record in try Self.records.get() where !record[0].hasPrefix("C") {
      guard let customer = Int(record[6]) else { continue }
      invoices[customer, default: []].insert(record[0])
      last[customer] = record[4]
    }
    for (customer, bought) in invoices {
      switch kinds[customer] {
      case .lost: #expect(bought.count == 1 && last[customer] ?? "" < "2024-08-05")
      case .new: #expect(bought.count <= 2 && last[customer] ?? "" > "2024-10-25")
      case .atRisk: #expect(last[customer] ?? "" < "2024-07-09")
      case .champions: #expect(bought.count >= 8)
      default: break
      }
    }
  }

  @Test func `Dirt is there in small doses`() throws {
    let records = try Self.records.get()
    let count = Double(records.count)
    let nameless = Double(records.count { $0[6].isEmpty }) / count
    #expect((0.15...0.27).contains(nameless))
    #expect((0.005...0.03).contains(Double(records.count { $0[0].hasPrefix("C") }) / count))
    #expect(records.contains { $0[1] == "POST" })
    #expect(records.contains { $0[5] == "0.00" })
    #expect(Set(records).count < records.count)
    for record in records where record[0].hasPrefix("C") { #expect(record[3].hasPrefix("-")) }
  }

  @Test func `Lines are in the order of time`() throws {
    let times = try Self.records.get().map { $0[4] }
    #expect(times == times.sorted())
    #expect(times.first?.hasPrefix("2023-12-01") == true)
    #expect(times.last?.hasPrefix("2024-12-08") == true)
  }
}
