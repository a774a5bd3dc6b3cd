import EcommData
import Testing

@Suite struct CivilDateISOTests {
  @Test func readsWhatItWrites() {
    for days in stride(from: -200_000, to: 200_000, by: 37) {
      let date = CivilDate(days: days)
      #expect(CivilDate(iso: date.description) == date)
    }
  }

  @Test(arguments: ["2025-02-29", "2025-2-01", "25-02-01", "2025-02-01T", "", "----", "2025-+2-01"])
  func refuses(text: String) {
    #expect(CivilDate(iso: text) == nil)
  }
}
