import EcommData
import Testing

@Suite struct ProductsSampleTests {
  @Test func `Labels are those of the truth`() throws {
    let records = try MadeSample("products").records
    #expect(records.map { $0[2] } == ProductsSample.truth().map(\.label))
    #expect(Set(records.map { $0[2] }).count == 12)
  }

  @Test func `Copies are copies`() throws {
    let records = try MadeSample("products").records
    let copies = ProductsSample.truth().enumerated().compactMap { row, truth in
      truth.copyOf.map { (row, $0) }
    }
    #expect((40...130).contains(copies.count))
    for (row, original) in copies { #expect(records[row] == records[original]) }
  }

  @Test func `Few are mislabelled or ambiguous`() {
    let truth = ProductsSample.truth()
    let count = Double(truth.count)
    #expect((0.008...0.025).contains(Double(truth.count(where: \.isMislabelled)) / count))
    #expect((0.025...0.055).contains(Double(truth.count(where: \.isAmbiguous)) / count))
  }
}
