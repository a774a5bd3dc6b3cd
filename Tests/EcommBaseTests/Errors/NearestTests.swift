import EcommBase
import Testing

@Suite struct NearestTests {
  private static let options = ["model", "horizon", "output", "on-error", "page_values"]

  @Test(arguments: [
    ("modle", "model"), ("horzion", "horizon"), ("outputs", "output"), ("onerror", "on-error"),
    ("PageValues", "page_values"), ("MODEL", "model"),
  ])
  func findsWhatWasMeant(typed: String, meant: String) {
    #expect(Nearest.match(typed, in: Self.options) == meant)
  }

  @Test(arguments: ["", "x", "colour", "weather"]) func staysSilentWhenNothingIsNear(typed: String)
  {
    #expect(Nearest.match(typed, in: Self.options) == nil)
  }
}
