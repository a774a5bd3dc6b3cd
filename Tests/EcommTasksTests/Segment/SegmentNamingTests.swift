import Testing

@testable import EcommTasks

@Suite struct SegmentNamingTests {
  /// Ranks of recency (1 is recent), frequency, value and tenure, and the medians.
  private func kind(
    _ ranks: (Double, Double, Double, Double), recency: Double, orders: Double, tenure: Double
  ) -> SegmentKind {
    SegmentNaming.kind(
      SegmentNaming.Centre(
        recency: recency, frequency: orders, value: 100, tenure: tenure, recencyRank: ranks.0,
        frequencyRank: ranks.1, valueRank: ranks.2, tenureRank: ranks.3))
  }

  @Test func namesSayWhatTheCustomersDo() {
    #expect(kind((0.9, 0.95, 0.95, 0.7), recency: 8, orders: 12, tenure: 350) == .champions)
    #expect(kind((0.7, 0.8, 0.75, 0.7), recency: 25, orders: 7, tenure: 330) == .loyal)
    #expect(kind((0.5, 0.7, 0.7, 0.6), recency: 54, orders: 4, tenure: 280) == .loyal)
    #expect(kind((0.35, 0.7, 0.66, 0.7), recency: 172, orders: 6, tenure: 359) == .atRisk)
    #expect(kind((0.75, 0.2, 0.4, 0.1), recency: 21, orders: 1, tenure: 24) == .new)
    #expect(kind((0.2, 0.2, 0.2, 0.4), recency: 255, orders: 1, tenure: 256) == .lost)
    #expect(kind((0.5, 0.2, 0.2, 0.4), recency: 60, orders: 1, tenure: 61) == .oneTime)
    #expect(kind((0.75, 0.44, 0.4, 0.2), recency: 18, orders: 2, tenure: 60) == .promising)
    #expect(kind((0.7, 0.5, 0.5, 0.6), recency: 25, orders: 2, tenure: 250) == .returning)
    #expect(kind((0.3, 0.5, 0.5, 0.5), recency: 93, orders: 2, tenure: 256) == .occasional)
    #expect(kind((0.3, 0.5, 0.5, 0.5), recency: 200, orders: 3, tenure: 256) == .slippingAway)
    #expect(kind((0.6, 0.5, 0.95, 0.5), recency: 30, orders: 3, tenure: 200) == .bigSpenders)
    #expect(kind((0.2, 0.5, 0.95, 0.5), recency: 200, orders: 2, tenure: 250) == .bigAndGone)
  }

  @Test func noTwoNamesAreTheSame() {
    let kinds: [SegmentKind] = [.loyal, .lost, .loyal, .lost, .lost, .new, .loyal]
    let names = SegmentNaming.names(kinds, values: [5, 1, 9, 2, 2, 3, 7])
    #expect(Set(names).count == names.count)
    #expect(names[2] == "Loyal, highest value" && names[0] == "Loyal, lowest value")
    #expect(names[5] == "New")
    #expect(SegmentNaming.names([.loyal, .loyal], values: [1, 2])[0] == "Loyal, lower value")
  }

  @Test func manyOfOneKindAreStillApart() {
    let names = SegmentNaming.names(
      [SegmentKind](repeating: .lost, count: 6), values: [1, 1, 1, 1, 1, 1])
    #expect(Set(names).count == 6)
    #expect(SegmentNaming.names([.group], values: [1]) == ["Group 1"])
  }
}
