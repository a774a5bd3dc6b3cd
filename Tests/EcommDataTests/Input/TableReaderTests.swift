import EcommBase
import Glibc
import Testing

@testable import EcommData

@Suite struct TableReaderTests {
  @Test(arguments: [
    ("a,b\n1,2\n", InputFormat.csv), ("{\"a\":1}\n", .jsonLines), (" [ {\"a\":1}]", .jsonLines),
    ("\u{FEFF}<?xml version=\"1.0\"?><a/>", .xml), ("{curly},b\n", .csv), ("[x],b\n", .csv),
  ])
  func tellsTheFormatByContent(text: String, format: InputFormat) throws {
    #expect(try InputFormat(of: input(text)) == format)
  }

  @Test func complainsAboutWhatIsNoFile() {
    #expect(
      complaint { _ = try TableReader.read("/no/such/file.csv") }
        == "cannot open /no/such/file.csv: no such file.")
    #expect(complaint { _ = try TableReader.read("/") }.hasPrefix("/ is a folder, not a file"))
    #expect(complaint { _ = try TableReader.read("/dev/null") } == "/dev/null is empty.")
  }

  @Test func oneInputHasOneFormat() throws {
    let files = [try input("a\n1\n"), try input("{\"a\":1}", named: "b.jsonl")]
    #expect(
      complaint { _ = try TableReader.read(files, ReadOptions()) }
        == "b.jsonl is JSON, unlike orders.csv (CSV); one input has one format.")
  }

  /// Any change of a byte ends in a table or in a complaint, the same for any chunks.
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func damagedFilesAreNoTrap(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for text in CSVSplitTests.nasty {
      for _ in 0..<30 {
        var bytes = Array(text.utf8)
        for _ in 0...random.below(4) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
        let size = 1 + random.below(30)
        let policy: ErrorPolicy = random.below(2) == 0 ? .fail : .skip
        let cut = outcome(bytes) {
          $0.format = .csv
          $0.chunkSize = size
          $0.errorPolicy = policy
        }
        let whole = outcome(bytes) {
          $0.format = .csv
          $0.errorPolicy = policy
        }
        #expect(cut == whole, "\(bytes)")
      }
    }
  }

  @Test func publicDataHaveTheirTypes() throws {
    guard let folder = getenv("ECOMML_REAL_DATA").map({ String(cString: $0) }) else {
      print("ECOMML_REAL_DATA is not set: public data are not read")
      return
    }
    let retail = try TableReader.read("\(folder)/online_retail.csv")
    #expect(retail.table.rowCount == 541_909)
    #expect(
      retail.table.columns.map(\.values.type)
        == [.category, .category, .category, .integer, .date, .number, .integer, .category])
    guard case .integers(let customers) = retail.table["CustomerID"]?.values else {
      Issue.record("CustomerID is not whole")
      return
    }
    #expect(customers.count { $0 == ColumnValues.missingInteger } == 135_080)
    #expect(Set(customers).count == 4_373)
  }
}
