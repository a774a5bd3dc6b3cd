import EcommReport
import Testing

@Suite struct MarkupTests {
  @Test func namesFromTheDataNeverBecomeMarkup() {
    let chart = TimeChart(
      title: "<script>alert(1)</script>", summary: "</desc><b>", steps: ["\"><b>", "'&"],
      lines: [.init("<b>", [1, 2])], name: "<b>")
    let text = chart.file()
    #expect(!text.contains("<script") && !text.contains("<b>"))
    #expect(text.contains("&lt;script&gt;") && text.contains("&#39;&amp;"))
  }

  @Test(
    arguments: [[], [0.0], [0, 0, 0], [-5, -1], [.nan, 1], [1e300, -1e300], [7]] as [[Double]])
  func drawsAnySeries(values: [Double]) {
    let chart = TimeChart(
      title: "t", summary: "", steps: values.indices.map(String.init),
      lines: [.init("a", values)], name: "n")
    let text = chart.svg().text
    #expect(text.hasPrefix("<svg") && text.hasSuffix("</svg>"))
    let places = text.split { " \",ML<>".contains($0) }
    #expect(!places.contains { ["nan", "-nan", "inf", "-inf"].contains($0) })
  }

  @Test func aPageIsSelfContained() {
    let page = Page(title: "a & b", summary: "<").html
    #expect(page.hasPrefix("<!doctype html>"))
    #expect(page.contains("<title>a &amp; b</title>") && !page.contains("http"))
  }
}
