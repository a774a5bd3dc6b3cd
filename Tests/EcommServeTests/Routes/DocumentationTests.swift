import EcommBase
import EcommServe
import EcommTestKit
import Testing

@Suite struct DocumentationTests {
  /// The table of paths in Operating.md is the table of routes.
  @Test func everyPathIsDescribed() throws {
    let text = try SmallFile.read(SourceTree.root + "/Documentation/Operating.md")
    let rows = RouteTable.lines.map { "| `\($0.path)` | \($0.summary) |" }
    for row in rows { #expect(text.contains(row), "\(row)") }
    let told = text.split(separator: "\n").filter {
      $0.hasPrefix("| `GET") || $0.hasPrefix("| `POST")
    }
    #expect(told.count == rows.count)
  }
}
