import Testing

@testable import EcommReport

@Suite struct TerminalTests {
  private let unicode = TerminalStyle(columns: 40, isUnicode: true)
  private let plain = TerminalStyle(columns: 40, isUnicode: false)

  @Test func sparklines() {
    #expect(Sparkline.text([1, 2, .nan, 8], width: 9, unicode) == "▁▂ █")
    #expect(Sparkline.text([1, 2, .nan, 8], width: 9, plain) == "_. #")
    #expect(Sparkline.text([3, 3], width: 9, unicode) == "▅▅")
    #expect(Sparkline.text([], width: 9, unicode).isEmpty)
    #expect(Sparkline.text((0..<1000).map(Double.init), width: 8, unicode) == "▁▂▃▄▅▆▇█")
  }

  @Test func bars() {
    #expect(TextBar.text(3, most: 4, width: 2, unicode) == "█▌")
    #expect(TextBar.text(-4, most: 4, width: 2, unicode) == "░░")
    #expect(TextBar.text(3, most: 4, width: 4, plain) == "###")
    #expect(TextBar.text(.nan, most: 4, width: 4, plain).isEmpty)
    #expect(TextBar.text(0, most: 0, width: 4, unicode).isEmpty)
  }

  @Test(
    arguments: [[], [.nan], [1], [2, 2, 2], [1, .nan, 3], (0..<999).map(Double.init)] as [[Double]])
  func curvesKeepToTheWidth(values: [Double]) {
    for style in [unicode, plain] {
      let lines = TextCurve.lines(values, height: 4, style)
      #expect(lines.allSatisfy { $0.count <= style.columns })
      #expect(lines.isEmpty == values.allSatisfy(\.isNaN))
    }
    let ascii = TextCurve.lines(values, height: 4, plain)
    #expect(ascii.allSatisfy { $0.utf8.allSatisfy { $0 < 128 } })
  }

  @Test(arguments: [
    (["LC_ALL": "C", "LANG": "en_US.UTF-8"], false), (["LANG": "en_US.UTF-8"], true),
    (["LC_CTYPE": "pl_PL.utf8", "LANG": "C"], true), ([:], false), (["LC_ALL": ""], false),
  ])
  func theLocaleAsks(variables: [String: String], isUnicode: Bool) {
    #expect(TerminalStyle.isUnicode { variables[$0] } == isUnicode)
  }
}
