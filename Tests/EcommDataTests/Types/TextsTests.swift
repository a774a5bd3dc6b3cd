import EcommBase
import Testing

@testable import EcommData

@Suite struct TextsTests {
  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func joinedTextsAreTheSame(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var expected: [String?] = []
    var all = Texts()
    for _ in 0..<6 {
      var part = Texts()
      for _ in 0..<random.below(150) {
        let text = random.below(4) == 0 ? nil : String(repeating: "ab", count: random.below(3))
        expected.append(text)
        if let text { part.append(text.utf8) } else { part.appendMissing() }
      }
      all.append(part)
    }
    #expect(all.count == expected.count)
    #expect((0..<all.count).map { all[$0] } == expected)
  }
}
