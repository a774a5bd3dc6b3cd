import EcommBase

/// Several pages as one: what each says, its first pictures, and where the whole of it is.
public enum IndexPage {
  private static let shown = 2

  /// - Parameter pages: each with the name of its file beside the index.
  public static func page(
    title: String, summary: String, _ pages: [(file: String, heading: String, page: Page)]
  ) -> Page {
    var index = Page(title: title, summary: summary)
    for one in pages {
      index.section(one.heading) { section in
        section.paragraph(one.page.summary)
        section.figures(
          one.page.charts.prefix(shown).map { ("\(one.file)-\($0.name)", $0.chart) })
        section.link("\(one.page.title): the whole page", to: one.file)
      }
    }
    return index
  }
}
