import EcommData
import Testing

@Suite struct PaymentsSampleTests {
  @Test func `Fraud is where the truth says`() throws {
    let records = try MadeSample("payments").records
    let patterns = PaymentsSample.fraudPatterns()
    #expect(records.map { $0[10] == "1" } == patterns.map { $0 != nil })
    #expect(Set(patterns.compactMap(\.self)).count == FraudPattern.allCases.count)
    #expect((150...250).contains(patterns.count { $0 != nil }))
  }

  @Test func `Payments are in the order of time and after sign-up`() throws {
    let records = try MadeSample("payments").records
    let times = records.map { $0[1] }
    #expect(times == times.sorted())
    for record in records { #expect(record[3] < record[1]) }
  }

  @Test func `An account keeps its day of sign-up`() throws {
    var signups: [String: String] = [:]
    for record in try MadeSample("payments").records {
      #expect(signups[record[2], default: record[3]] == record[3])
      signups[record[2]] = record[3]
    }
  }

  @Test func `Tested cards share a device, stolen accounts come on a new one`() throws {
    let records = try MadeSample("payments").records
    let patterns = PaymentsSample.fraudPatterns()
    var cards: [String: Set<String>] = [:]
    var known: [String: Set<String>] = [:]
    for (record, pattern) in zip(records, patterns) {
      if pattern == .cardTesting { cards[record[5], default: []].insert(record[4]) }
      if pattern == nil { known[record[2], default: []].insert(record[5]) }
      if pattern == .takeover { #expect(known[record[2]]?.contains(record[5]) != true) }
    }
    #expect(!cards.isEmpty)
    for tried in cards.values { #expect(tried.count >= 6) }
  }
}
