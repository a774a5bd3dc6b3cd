/// A self-contained HTML page: opens offline, in light and dark, on paper, wide and narrow.
public struct Page: Sendable {
  public var title: String
  /// The question and the answer in one paragraph.
  public var summary: String
  /// The data, decisions, warnings and the command of the run.
  public var run: PageRun?
  /// In the order of the page, with names for files.
  public private(set) var charts: [(name: String, chart: any Chart)] = []
  private var body = Markup()

  public init(title: String, summary: String) {
    self.title = title
    self.summary = summary
  }

  public mutating func section(_ heading: String, content: (inout Section) -> Void) {
    var section = Section()
    content(&section)
    guard !section.markup.text.isEmpty else { return }
    charts += section.charts
    body.element("section") {
      $0.element("h2", [:], heading)
      $0.append(section.markup)
    }
  }

  public var html: String {
    var page = Markup()
    page.verbatim("<!doctype html>\n")
    page.element("html", ["lang": "en"]) { html in
      html.element("head") { head in
        head.verbatim("<meta charset=\"utf-8\">")
        head.verbatim("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        head.verbatim("<link rel=\"icon\" href=\"data:,\">")
        head.element("title", [:], title)
        head.element("style") { style in
          style.verbatim(Style.variables)
          style.verbatim(Style.marks)
          style.verbatim(Self.style)
        }
      }
      html.element("body") { inner in
        inner.element("main") { drawMain(&$0) }
        inner.element("div", ["id": "tip", "hidden": ""]) { _ in }
        inner.element("script") { $0.verbatim(Self.script) }
      }
    }
    return page.text + "\n"
  }

  private func drawMain(_ main: inout Markup) {
    main.element("h1", [:], title)
    main.element("p", ["class": "summary"], summary)
    for warning in run?.warnings ?? [] { main.element("p", ["class": "warning"], warning) }
    if let run { main.append(run.data) }
    main.append(body)
    if let run { main.append(run.again) }
  }

  private static let style: StaticString = """

    body { font: 16px/1.5 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; color: var(--ink);
      background: var(--paper); margin: 0; }
    main { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
    h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
    h1, h2, h3, p, li, figcaption, code { overflow-wrap: anywhere; }
    h1, h2, figcaption { text-wrap: balance; }
    a { color: var(--c1); } .summary { font-size: 1.1rem; } .warning { border-left: 4px solid var(--warn);
      padding: .1rem .8rem; background: var(--panel); }
    .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr));
      gap: 1rem 1.5rem; } figure { margin: 0; break-inside: avoid; min-width: 0; }
    figure.whole { grid-column: 1 / -1; } figcaption { font-weight: 600; margin: .4rem 0; }
    svg { display: block; width: 100%; height: auto; } .middle, .phone { display: none; }
    @media (max-width: 40rem) { .wide { display: none; } .middle { display: block; } }
    @media (max-width: 30rem) { .half, .middle { display: none; } .phone { display: block; } }
    .scroll { overflow-x: auto; margin: 1rem 0; } h3 { font-size: 1.05rem; margin: 1.2rem 0 .4rem; } table { border-collapse: collapse;
      font-variant-numeric: tabular-nums; font-size: .92rem; }
    th, td { text-align: right; padding: .25rem .7rem; border-bottom: 1px solid var(--grid);
      white-space: nowrap; }
    th.words, td.words { text-align: left; white-space: normal; min-width: 6rem; }
    pre { background: var(--panel); padding: .7rem; white-space: pre-wrap; font-size: .9rem; }
    dl { display: grid; grid-template-columns: fit-content(45%) 1fr; overflow-wrap: anywhere; gap: .2rem 1rem; }
    dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
    #tip { position: fixed; pointer-events: none; background: var(--ink); color: var(--paper);
      font-size: .85rem; padding: .3rem .6rem; border-radius: 4px; white-space: pre-line;
      max-width: 20rem; z-index: 9; } #tip[hidden] { display: none; }
    @media print { body { font-size: 10.5pt; } .figures { grid-template-columns: 1fr 1fr; }
      .scroll { overflow: visible; }
      main { max-width: none; margin: 0; } #tip { display: none; }
      section { break-inside: auto; } h2, h3, figcaption { break-after: avoid; }
      tr { break-inside: avoid; } }

    """

  /// Shows the `title` of the mark under the pointer at once; without script browsers show it after a
  /// while.
  private static let script: StaticString = """

    const tip = document.getElementById("tip");
    for (const kind of ["pointermove", "pointerdown"]) document.addEventListener(kind, event => {
      const mark = event.target.closest && event.target.closest("svg *");
      const held = mark && (mark.dataset.tip ||
        (mark.querySelector && mark.querySelector(":scope > title")?.textContent));
      tip.hidden = !held;
      if (!held) return;
      if (!mark.dataset.tip) { mark.dataset.tip = held; mark.querySelector(":scope > title").remove(); }
      tip.textContent = held;
      const box = tip.getBoundingClientRect();
      tip.style.left = Math.max(4, Math.min(event.clientX + 12, innerWidth - box.width - 4)) + "px";
      tip.style.top = Math.max(4, Math.min(event.clientY + 14, innerHeight - box.height - 4)) + "px";
    });

    """
}
