/// A self-contained HTML page: opens offline, in light and dark, on paper.
public struct Page: Sendable {
  public var title: String
  /// The question and the answer in one paragraph.
  public var summary: String
  public private(set) var body = Markup()

  public init(title: String, summary: String) {
    self.title = title
    self.summary = summary
  }

  public mutating func section(_ heading: String, _ content: Markup) {
    body.element("section") {
      $0.element("h2", [:], heading)
      $0.append(content)
    }
  }

  public var html: String {
    var page = Markup()
    page.verbatim("<!doctype html>\n")
    page.element("html", ["lang": "en"]) { html in
      html.element("head") { head in
        head.verbatim("<meta charset=\"utf-8\">")
        head.verbatim("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        head.element("title", [:], title)
        head.element("style") { $0.verbatim(Self.style) }
      }
      html.element("body") { inner in
        inner.element("h1", [:], title)
        inner.element("p", ["class": "summary"], summary)
        inner.append(body)
      }
    }
    return page.text + "\n"
  }

  private static let style: StaticString = """

    :root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --paper: #fff;
      --grid: #e3e7ec; --one: #0b62a4; --two: #b5460f; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e8ecf1; --soft: #a3adba;
      --paper: #14181d; --grid: #2c343d; --one: #6db3ea; --two: #f0955c; } }
    body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
      max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
    h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; }
    svg { width: 100%; height: auto; } .tick { font-size: 12px; fill: var(--soft); }
    .grid { stroke: var(--grid); } .line { fill: none; stroke-width: 1.8; stroke: var(--one); }
    .line.forecast { stroke: var(--two); } .band { fill: var(--two); opacity: .18; }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
    th, td { text-align: right; padding: .2rem .8rem; border-bottom: 1px solid var(--grid); }
    th:first-child, td:first-child { text-align: left; }

    """
}
