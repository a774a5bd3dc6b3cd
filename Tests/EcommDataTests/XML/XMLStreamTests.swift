import EcommBase
import Testing

@testable import EcommData

/// Large inputs: blocks, look ahead, what turns up late.
@Suite struct XMLStreamTests {
  static func orders(_ count: Int, _ body: (Int) -> String) -> String {
    "<orders>\n" + (0..<count).map { "<order><id>\($0)</id>\(body($0))</order>\n" }.joined()
      + "</orders>\n"
  }

  @Test func blocksKeepRowsInOrder() throws {
    let count = 3 * XMLRows.rowsPerBlock + 5
    let document = Self.orders(count) { "<rows><row><a>\($0)</a></row><row><a>x</a></row></rows>" }
    var sizes: [Int] = []
    var next = 0
    _ = try XMLTables.scan([XMLDocuments.input(document)]) { table, _, block, _ in
      guard table == "records" else { return }
      sizes.append(block.rowCount)
      for row in 0..<block.rowCount {
        let start = Int(block.columns[0].starts[row])
        let end = start + Int(block.columns[0].lengths[row])
        #expect(String(decoding: block.bytes[start..<end], as: UTF8.self) == "\(next)")
        #expect(block.lines[row] == next + 2)
        next += 1
      }
    }
    #expect(next == count)
    #expect(sizes == [4096, 4096, 4096, 5])
    let read = try XMLDocuments.read(document)
    #expect(read.tables["rows/row"]?.rows.count == 2 * count)
    #expect(read.tables["rows/row"]?.rows[9000] == ["4501", "4500", "4500"])
  }

  @Test func laterBlocksMayHaveMoreColumns() throws {
    let document = Self.orders(5000) { $0 == 4999 ? "<late k='1'>x</late>" : "<a>1</a>" }
    var options = XMLReadOptions()
    options.lookAheadBytes = 1 << 16
    var columns: [[String]] = []
    _ = try XMLTables.scan([XMLDocuments.input(document)], options: options) { _, names, block, _ in
      #expect(block.columns.count == names.count)
      columns.append(names)
    }
    #expect(columns == [["id", "a"], ["id", "a", "late/@k", "late"]])
  }

  @Test func whatRepeatsLateLosesNothing() throws {
    let document = Self.orders(5000) { $0 >= 4998 ? "<a>1</a><a>2</a><a>3</a>" : "<a>0</a>" }
    var options = XMLReadOptions()
    options.lookAheadBytes = 1 << 16
    let read = try XMLDocuments.read([document], options: options)
    #expect(read.tables["records"]?.rows.last == ["4999", "1"])
    #expect(read.tables["a"]?.columns == ["record", "id", "a"])
    #expect(
      read.tables["a"]?.rows == [
        ["4999", "4998", "2"], ["4999", "4998", "3"], ["5000", "4999", "2"], ["5000", "4999", "3"],
      ])
    #expect(
      read.found.notes.last?.hasPrefix("a repeats in a record only beyond the first 65536") == true)
  }

  @Test func theLookAheadDependsOnBytesAlone() throws {
    let document = Self.orders(5000) {
      "<a>\($0)</a>" + ($0 == 4000 ? "<tag>1</tag><tag>2</tag>" : "")
    }
    let whole = try XMLDocuments.read(document)
    #expect(whole.tables["tag"]?.rows == [["4001", "4000", "1"], ["4001", "4000", "2"]])
    #expect(whole.tables["records"]?.columns == ["id", "a"])
  }

  @Test func aRecordMayHoldManyRows() throws {
    let rows = (0..<20_000).map { "<row><a>\($0)</a></row>" }.joined()
    let document = "<l><r><rows>\(rows)</rows><id>k1</id></r><r><id>k2</id></r></l>"
    let read = try XMLDocuments.read(document, record: "r")
    #expect(read.tables["rows/row"]?.rows.count == 20_000)
    #expect(read.tables["rows/row"]?.rows[19_999] == ["1", "k1", "19999"])
  }

  @Test func randomChangesNeverTrap() throws {
    let seed = Array(XMLRecordTests.shopExport.utf8)
    let pieces = [
      "<", ">", "&", "]]>", "<!--", "<?", "/", "\"", "<row>", "</row>", "\u{0}", "<![CDATA[",
    ]
    var random = SeededRandom(seed: 11)
    var read = 0
    for _ in 0..<3000 {
      var document = seed
      for _ in 0..<Int(1 + random.next() % 2) {
        let place = Int(random.next() % UInt64(document.count))
        switch random.next() % 3 {
        case 0: document.remove(at: place)
        case 1: document[place] = UInt8(truncatingIfNeeded: random.next())
        default:
          let piece = pieces[Int(random.next() % UInt64(pieces.count))]
          document.insert(contentsOf: Array(piece.utf8), at: place)
        }
      }
      do {
        _ = try XMLTables.scan([XMLDocuments.input(document)]) { _, _, _, _ in }
        read += 1
      } catch is any Complaint {}
    }
    #expect(read > 50 && read < 2950)
  }
}
