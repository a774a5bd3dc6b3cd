import EcommReport
import Testing

@Suite struct MarkupTests {
  @Test func namesFromTheDataNeverBecomeMarkup() {
    let chart = LineChart(
      title: "<script>alert(1)</script>", labels: ["\"><b>", "'&"], history: [1], forecast: [2],
      band: [(1, 3)])
    let text = chart.svg().text
    #expect(!text.contains("<script") && !text.contains("<b>"))
    #expect(text.contains("&lt;script&gt;") && text.contains("&#39;&amp;"))
  }

  @Test(
    arguments: [[], [0.0], [0, 0, 0], [-5, -1], [.nan, 1], [1e300, -1e300], [7]] as [[Double]])
  func drawsAnySeries(values: [Double]) {
    let chart = LineChart(
      title: "t", labels: values.indices.map(String.init), history: values, forecast: [], band: [])
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
