import EcommBase
import Testing

@testable import EcommData

@Suite struct CSVReadingTests {
  @Test(arguments: [",", ";", "\t", "|"])
  func findsTheDelimiter(mark: String) throws {
    let text = "name,x|y;price\na b,c;1\nd e,f;2\n".replacing(";", with: mark)
    let expected = mark == "," || mark == "|" ? 3 : 2
    let plain = "name\(mark)price\nlamp\(mark)1\nmug\(mark)2\n"
    #expect(try read(plain).table.names == ["name", "price"])
    #expect(try read(text) { $0.errorPolicy = .skip }.table.columns.count <= expected)
  }

  @Test func namesColumnsOnceEach() throws {
    let loaded = try read("a,a,,a\n1,2,3,4\n")
    #expect(loaded.table.names == ["a", "a_2", "column3", "a_3"])
    #expect(loaded.report.notes.count == 3)
  }

  @Test func readsWithoutHeader() throws {
    let loaded = try read("1,x\n2,y\n") { $0.header = .absent }
    #expect(loaded.table.names == ["column1", "column2"])
    #expect(loaded.table.rowCount == 2)
    #expect(try read("1,x\n2,y\n").report.notes.contains { $0.contains("looks like data") })
  }

  @Test func leavesRaggedRowsOutAndSaysSo() throws {
    let loaded = try read("a,b\n1,2\n3\n4,5,,\n6,7,8\n") { $0.errorPolicy = .skip }
    #expect(loaded.table.rowCount == 2)
    #expect(
      loaded.report.rejects == [
        Reject(Place("orders.csv", line: 3), "this row has 1 cell, the header 2"),
        Reject(Place("orders.csv", line: 5), "this row has 3 cells, the header 2"),
      ])
    let words = complaint { _ = try read("a,b\n1,2\n3\n") }
    #expect(
      words == "orders.csv:3: this row has 1 cell, the header 2. "
        + "1 of 2 rows is like this. Go on without it: --on-error skip")
  }

  @Test func readsStrayBytesAsWindows() throws {
    let loaded = try read(Array("a,b\n1,ż".utf8) + [10, 50, 44, 0x93, 0xE9, 0x80, 10])
    guard case .categories(let names) = loaded.table["b"]?.values else {
      Issue.record("b is no category")
      return
    }
    #expect(names.levels == ["ż", "\u{201C}é€"])
    #expect(loaded.report.notes == ["1 cells are not UTF-8 and are read as Windows-1252"])
  }

  @Test func complainsWithTheLine() {
    #expect(complaint { _ = try read("a,b\n1,2\n3,\"x\n\n") }.hasPrefix("orders.csv:3: a quoted"))
    #expect(complaint { _ = try read("") } == "orders.csv is empty.")
    #expect(complaint { _ = try read("\u{FEFF}\n") } == "orders.csv is empty.")
    #expect(complaint { _ = try read("a\u{0}b") }.contains("not text"))
    let long = "a,b\n1,2\n3," + String(repeating: "x", count: 400) + "\n"
    for size in [1, 50, 1000] {
      let words = complaint {
        _ = try read(long) {
          $0.rowLimit = 300
          $0.chunkSize = size
        }
      }
      #expect(words.hasPrefix("orders.csv:3: this row is longer than 300 bytes"))
    }
  }

  @Test func joinsFilesByName() throws {
    let files = [try input("a,b\n1,x\n"), try input("b,a\ny,2\n", named: "more.csv")]
    let loaded = try TableReader.read(files, ReadOptions())
    #expect(try CSVWriter.bytes(loaded.table) == Array("a,b\n1,x\n2,y\n".utf8))
    let others = [
      try input("page_values,b\n1,x\n"), try input("PageValues,b\ny,2\n", named: "more.csv"),
    ]
    #expect(
      complaint { _ = try TableReader.read(others, ReadOptions()) }
        == "more.csv: there is no column page_values, which orders.csv has. "
        + "The nearest is PageValues. Rename it to page_values.")
  }

  @Test func anEmptyTableIsATable() throws {
    let loaded = try read("a,b\n")
    #expect(loaded.table.names == ["a", "b"])
    #expect(loaded.table.rowCount == 0)
  }
}
