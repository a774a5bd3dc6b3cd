import EcommData
import EcommReport
import EcommTasks
import EcommTestKit
import Testing

@Suite struct DriftPageTests {
  private static let path = SourceTree.root + "/Models/purchase.json"

  private func page(_ change: (Double) -> Double) throws -> Page {
    let file = try ModelFile.read(Self.path)
    let all = try TableReader.read(SourceTree.root + "/Data/sessions.csv").table
    let table = all.selecting(rows: Array(stride(from: 0, to: all.rowCount, by: 5)))
    let columns = table.columns.map { column -> Column in
      guard column.name == "PageValues", let values = column.values.doubles else { return column }
      return Column(column.name, .numbers(values.map(change)))
    }
    let report = try ClassModel(file, name: Self.path).drift(
      Table(columns), from: WatchedModel(file, name: Self.path), rejectedRows: 0,
      rules: DriftRules())
    return DriftPage.page(report, name: "purchase <b>", now: 1_764_000_000)
  }

  @Test func rowsOfTheTrainingAreLikeIt() throws {
    let page = try page { $0 }
    #expect(page.title == "No drift against purchase <b>")
    #expect(page.html.contains("purchase &lt;b&gt;") && !page.html.contains("<b>"))
  }

  /// What the text and JSON say of the rows stands on the page too.
  @Test func thePageSaysWhatTheTextSays() throws {
    let text = try page { $0 }.html
    for words in [
      "rows twice or more", "rows that could not be read", "<th class=\"\">JS</th>",
      "chance keeps within",
    ] { #expect(text.contains(words), "\(words)") }
  }

  @Test func whatMovedIsNamedAndDrawn() throws {
    let page = try page { $0 * 3 + 20 }
    #expect(page.summary.contains("PageValues"))
    #expect(page.charts.map(\.name).contains("values PageValues"))
    #expect(page.html.contains("Why the gate trips"))
  }
}
