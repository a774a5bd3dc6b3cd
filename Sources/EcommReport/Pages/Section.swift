/// What stands under one heading of a page.
public struct Section: Sendable {
  private(set) var markup = Markup()
  private(set) var charts: [(name: String, chart: any Chart)] = []

  public mutating func paragraph(_ words: String) { markup.element("p", [:], words) }

  public mutating func warning(_ words: String) {
    markup.element("p", ["class": "warning"], words)
  }

  /// A line that can be copied to a shell.
  public mutating func command(_ line: String) {
    markup.element("pre") { $0.element("code", [:], line) }
  }

  /// Another page, by the name of its file beside this one.
  public mutating func link(_ words: String, to file: String) {
    markup.element("p") { $0.element("a", ["href": file], words) }
  }

  public mutating func list(_ items: [String]) {
    guard !items.isEmpty else { return }
    markup.element("ul") { list in
      for item in items { list.element("li", [:], item) }
    }
  }

  public mutating func facts(_ facts: [(name: String, value: String)]) {
    guard !facts.isEmpty else { return }
    markup.element("dl") { list in
      for fact in facts {
        list.element("dt", [:], fact.name)
        list.element("dd", [:], fact.value)
      }
    }
  }

  /// Words stand to the left, numbers to the right.
  public mutating func table(_ heading: [String], _ rows: [[String]], wordColumns: Set<Int> = [0]) {
    markup.element("div", ["class": "scroll", "tabindex": "0"]) { box in
      box.element("table") { table in
        table.element("thead") { head in
          Self.row("th", heading, wordColumns, &head)
        }
        table.element("tbody") { body in
          for row in rows { Self.row("td", row, wordColumns, &body) }
        }
      }
    }
  }

  private static func row(
    _ cell: StaticString, _ texts: [String], _ wordColumns: Set<Int>, _ markup: inout Markup
  ) {
    markup.element("tr") { row in
      for (column, text) in texts.enumerated() {
        row.element(cell, ["class": wordColumns.contains(column) ? "words" : ""], text)
      }
    }
  }

  /// Charts side by side as far as there is room; those that have nothing to draw are left out. The names
  /// are those of their files.
  public mutating func figures(_ named: [(name: String, chart: (any Chart)?)]) {
    let drawn = named.compactMap { name, chart in chart.map { (name: name, chart: $0) } }
    guard !drawn.isEmpty else { return }
    charts += drawn
    markup.element("div", ["class": "figures"]) { box in
      for one in drawn { Self.figure(one.chart, &box) }
    }
  }

  public mutating func subheading(_ words: String) { markup.element("h3", [:], words) }

  private static func figure(_ chart: any Chart, _ markup: inout Markup) {
    let isWide = chart.isWide
    markup.element("figure", ["class": isWide ? "whole" : ""]) { figure in
      figure.element("figcaption", [:], chart.title)
      let middle =
        isWide
        ? [("wide", ChartWidth.whole), ("middle", ChartWidth.half)]
        : [("half", ChartWidth.half)]
      for (name, width) in middle + [("phone", ChartWidth.phone)] {
        figure.element("div", ["class": name]) { $0.append(chart.svg(width: width)) }
      }
    }
  }
}
