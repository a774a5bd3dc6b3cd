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

  @Test func controlCharactersAreNoneOfADocument() {
    #expect(Markup.escaped("a\u{0}b\u{1B}\tc") == "a\u{FFFD}b\u{FFFD}\tc")
  }

  @Test func aPageTellsItsRun() {
    var page = Page(title: "t", summary: "s")
    page.run = PageRun(
      command: "ecomml x '<b>'", notes: ["<i>"], warnings: ["</p><script>"], version: "1")
    page.section("<h>") { section in
      section.table(["<th>"], [["<td>"]])
      section.facts([("<dt>", "<dd>")])
      section.list(["<li>"])
      section.figures([
        ("one", BarChart(title: "<svg>", summary: "", bars: [.init("<script>", [1])])),
        ("none", nil),
      ])
    }
    let text = page.html
    for name in ["<b>", "<i>", "</p><script>", "<h>", "<th>\"", "<svg></"] {
      #expect(!text.contains(name))
    }
    #expect(text.split(separator: "<script").count == 2)
    #expect(page.charts.map(\.name) == ["one"])
  }

  @Test func aPageIsSelfContained() {
    let page = Page(title: "a & b", summary: "<").html
    #expect(page.hasPrefix("<!doctype html>"))
    #expect(page.contains("<title>a &amp; b</title>") && !page.contains("http"))
  }
}
