import EcommBase
import Testing

@testable import EcommData

/// However a file is cut into chunks, the table, the report and the errors are the same.
@Suite struct CSVSplitTests {
  static let nasty: [String] = [
    "a,b\n1,2\n3,4\n",
    "a,b\r\n1,\"x\r\ny\"\r\n\r\n\r\n3,4",
    "a,b\r1,2\r\"3\r\",4\r",
    "a;b\n\"x;\"\"y\"\"\n\n\";1\n;\n\"\";\"\"\n",
    "id,note\n1,\"a\nb\nc\nd\"\n2,5\" pipe\n3,\"tail\"more \"x\"\n4,\"\n\n\n\"\n5,plain\n",
    "a,b\n1,2\n3\n4,5,6\n7,8,\n9,10,,\n11,12\n",
    "\u{FEFF}a,b\n1,ż\n2,\"ó\nł\"\n",
    "a,b\n1,\"x\ny\n2,3\n4,5\n6,7\n",
    "a,b\n1,\"\"\"\n\"\"\"\n\"\"\"\",\"\"\"\"\"\"\n",
    "a\n1\n\n2\n \n3\n",
    "when,n\n2024-01-02,1\n2024-01-03 10:00:00,2.5\n2024-02-30,x\n",
    "only,header\n",
    "a,b\n1,\"2",
    "a,b\n1,2\u{0}\n3,4\n",
  ]

  @Test(arguments: nasty.indices)
  func everyChunkSizeGivesTheSame(index: Int) {
    let bytes = Array(Self.nasty[index].utf8)
    for policy in ErrorPolicy.allCases {
      let whole = outcome(bytes) { $0.errorPolicy = policy }
      for size in 1...bytes.count {
        let cut = outcome(bytes) {
          $0.errorPolicy = policy
          $0.chunkSize = size
          $0.parallel = Parallel(threads: size % 3 + 1)
        }
        #expect(cut == whole, "chunks of \(size) bytes")
      }
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func randomBytesAreCutLikeThePlainTwin(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<40 {
      let bytes = Self.randomText(&random)
      let expected = Self.plainRows(bytes)
      let size = 1 + random.below(bytes.count + 8)
      let found = outcome(bytes) { options in
        options.delimiter = UInt8(ascii: ",")
        options.header = .absent
        options.errorPolicy = .skip
        options.typing = .text
        options.chunkSize = size
      }
      #expect(found == expected, "chunks of \(size): \(String(decoding: bytes, as: UTF8.self))")
    }
  }

  private static func randomText(_ random: inout SeededRandom) -> [UInt8] {
    let alphabet = Array("a\",\n\"\"x,\r\n,b".utf8)
    var bytes = Array("h,i\n".utf8)
    for _ in 0..<random.below(150) { bytes.append(alphabet[random.below(alphabet.count)]) }
    return bytes
  }

  /// The same file by `CSVRecords`.
  private static func plainRows(_ bytes: [UInt8]) -> String {
    var records = CSVRecords(bytes[...], CSVDialect(delimiter: UInt8(ascii: ",")))
    var columns = [Texts(), Texts()]
    var report = ReadReport()
    while let row = records.next() {
      if row.cells.count < 2 || row.cells.dropFirst(2).contains(where: { !$0.isEmpty }) {
        let cells = row.cells.count == 1 ? "1 cell" : "\(row.cells.count) cells"
        let reason = "this row has \(cells), the header 2"
        report.reject(Reject(Place("orders.csv", line: row.line), reason))
        continue
      }
      report.rows += 1
      for index in 0..<2 { append(row.cells[index], to: &columns[index]) }
    }
    if let line = records.openQuote {
      return RowsError(.unterminatedQuote, Place("orders.csv", line: line)).text
    }
    let table = Table([
      Column("column1", .texts(columns[0])), Column("column2", .texts(columns[1])),
    ])
    return ((try? picture(table)) ?? "") + "\(report)"
  }

  private static func append(_ cell: [UInt8], to texts: inout Texts) {
    if cell.allSatisfy({ $0 <= 32 }) { texts.appendMissing() } else { texts.append(cell) }
  }
}
