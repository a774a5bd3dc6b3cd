import Testing

@testable import EcommBase

@Suite struct ThreadCountTests {
  @Test(
    arguments: [
      ("200000 100000\n", 2), ("150000 100000", 2), ("50000 100000", 1), ("max 100000\n", nil),
      ("-1 100000", nil), ("", nil), ("1", nil), ("100000 0", nil),
    ] as [(String, Int?)])
  func readsTheControlGroup(text: String, limit: Int?) {
    #expect(ThreadCount.limit(in: text) == limit)
  }

  @Test func smallWorkStaysOnOneThread() {
    #expect(ThreadCount.fitting(work: 10, grain: 100) == 1)
    #expect(ThreadCount.fitting(work: 1_000_000, grain: 1) == ThreadCount.available)
    #expect(ThreadCount.available >= 1)
  }
}
