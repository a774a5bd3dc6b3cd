import EcommData
import Testing

@Suite struct SessionsSampleTests {
  @Test func `The base rate is what the truth says`() throws {
    let truth = SessionsSample.trueProbabilities()
    let bought = try MadeSample("sessions").records.count { $0[17] == "TRUE" }
    let expected = truth.reduce(0, +)
    #expect(abs(Double(bought) - expected) < 4 * expected.squareRoot())
    #expect((0.13...0.18).contains(expected / Double(truth.count)))
  }

  @Test func `The truth ranks buyers with an AUC of 0.92 to 0.96`() throws {
    let records = try MadeSample("sessions").records
    let ranked = zip(SessionsSample.trueProbabilities(), records.map { $0[17] == "TRUE" })
      .sorted { $0.0 < $1.0 }
    let buyers = ranked.count { $0.1 }
    let ranks = ranked.enumerated().filter(\.element.1).reduce(0) { $0 + $1.offset + 1 }
    let pairs = Double(buyers * (ranked.count - buyers))
    let area = (Double(ranks) - Double(buyers * (buyers + 1)) / 2) / pairs
    #expect((0.92...0.96).contains(area))
  }

  @Test func `Values keep to their ranges`() throws {
    for record in try MadeSample("sessions", rows: 2000).records {
      #expect(record.count == 18)
      let bounce = try #require(Double(record[6]))
      let exit = try #require(Double(record[7]))
      #expect(0 <= bounce && bounce <= exit && exit <= 0.2)
      #expect((1...9).contains(Int(record[13]) ?? 0))
    }
  }

  @Test func `Some rows are copies and some durations are missing`() throws {
    let records = try MadeSample("sessions").records
    #expect((40...160).contains(records.count - Set(records).count))
    #expect((60...200).contains(records.count { $0[5].isEmpty }))
    #expect(!records.contains { row in row.indices.contains { $0 != 5 && row[$0].isEmpty } })
  }
}
