import EcommBase
import Synchronization
import Testing

@testable import EcommCLI

@Suite struct ProgressLineTests {
  @Test func isSilentOffATerminal() {
    let console = Console(style: .plain, out: { _ in }, err: { _ in Issue.record("it spoke") })
    let line = ProgressLine("reading", console)
    line.progress(total: 10).advance(by: 5)
    console.clearPassingLine()
  }

  @Test func showsTheShareAndTheTimeLeft() {
    let shown = Mutex("")
    let style = Console.Style(isTerminal: true, hasColour: false, columns: 80)
    let console = Console(
      style: style, out: { _ in },
      err: { bytes in
        shown.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
      })
    let seconds = Mutex(100.0)
    let line = ProgressLine("reading", console) { seconds.withLock(\.self) }
    let progress = line.progress(total: 100)
    progress.advance(by: 10)
    #expect(shown.withLock(\.self).isEmpty)  // too early to bother anybody
    seconds.withLock { $0 += 1.1 }
    progress.advance(by: 15)
    console.say("done")
    let text = shown.withLock(\.self)
    #expect(text.hasPrefix("\r\u{1B}[Kreading 25 %, 4 s left"))
    #expect(text.hasSuffix("left\r\u{1B}[Kdone\n"))
  }

  @Test func durationsAreRounded() {
    #expect(ProgressLine.duration(0.2) == "1 s")
    #expect(ProgressLine.duration(300) == "5 min")
  }
}
