import EcommBase
import EcommReport
import EcommTasks
import Testing

@testable import EcommCLI

@Suite struct ModelHistoryTextTests {
  private let events = [110.0, 104, 93].enumerated().map { place, error in
    ModelHistory.Event(
      time: 1_760_000_000 + place * 86_400, action: "promoted", name: "sales", id: "0\(place)",
      details: ["metric": "mae", "why": "better", "challenger": ["mae": .number(error)]])
  }

  private func text(_ style: TerminalStyle) -> String {
    ModelHistoryText.lines(events, style).joined(separator: "\n")
  }

  @Test func anErrorThatFallsReadsAsBetter() {
    #expect(
      text(TerminalStyle()).contains("110.0 to 93.00, each on its own newest rows (less is better)")
    )
    #expect(text(TerminalStyle()).contains("sales, MAE"))
  }

  @Test func timesSayTheirZone() { #expect(text(TerminalStyle()).contains("time (UTC)")) }

  @Test func aPlainLocaleGetsPlainLetters() {
    let plain = TerminalStyle(columns: 60, isUnicode: false)
    #expect(text(plain).utf8.allSatisfy { $0 < 128 })
    #expect(!text(TerminalStyle()).utf8.allSatisfy { $0 < 128 })
  }
}
