import EcommBase
import Testing

@testable import EcommData

/// A document gives the same tables, notes and errors wherever it is cut.
@Suite struct XMLCutTests {
  static let documents = [
    // Orders with lists, empty elements, entities, Polish letters.
    "<?xml version='1.0'?>\n<orders>\n"
      + (1...9).map {
        "<order><id>\($0)</id>\n<city>Łódź &amp; \($0 % 3)</city><rows><row><n>a\($0)</n></row>\n"
          + "<row><n>b</n></row></rows></order>\n"
      }.joined() + "</orders>\n",
    // What only looks like a record: in a comment, in a section, in an attribute, in another name.
    "<o><!-- <r> --><r><a>1</a></r><!--<r><a>no</a></r>\n--><r><a><![CDATA[<r><a>]]></a></r>"
      + "<r x='&lt;r>'><a>3</a></r>\n<rr><r2>x</r2></rr><r><a>4</a></r></o>",
    // A value before the records and one between them; several parents; text in one line.
    "<d><made>today</made><page><r><a>1</a></r><r><a>2</a></r></page><note>x</note>"
      + "<page><r><a>3</a></r><r><a>4</a></r></page></d>",
    // Namespaces declared outside of the records, attributes as columns, a processing instruction.
    "<s:o xmlns:s='urn:x'>" + (1...6).map { "<s:r s:k='\($0)' v='w\($0)'/><?pi <s:r?>" }.joined()
      + "</s:o>",
    // Records inside records: no cut is right.
    "<o>" + (1...5).map { "<r><a>\($0)</a><in><r><a>x</a></r><r><a>y</a></r></in></r>" }.joined()
      + "</o>",
    // A column that comes late, and one that repeats late.
    "<o>" + (1...8).map { "<r><a>\($0)</a>" + ($0 > 5 ? "<b>\($0)</b>" : "") + "</r>" }.joined()
      + "</o>",
    // Entities of its own: never cut.
    "<!DOCTYPE o [<!ENTITY e '<a>9</a>'>]><o>" + (1...4).map { "<r>&e;<b>\($0)</b></r>" }.joined()
      + "</o>",
  ]

  static let broken = [
    "<o>\n<r><a>1</a></r>\n<r><a>2</b></r>\n<r><a>3</a></r></o>",
    "<o>\n<r><a>1</a></r>\n<r><a>2</a></r>\n<r><a>3</a>",
    "<o>\n<r><a>1</a></r>\n</o>\n<r><a>2</a></r>", "<o><r><a>1</a></r><r><a>&none;</a></r></o>",
    "<o><r><a>1</a></r><!-- <r><a>2</a></r> -- ><r/></o>", "<o><r><a>1</a></r></o></o>",
    "<o><r><a>1</a></r><r><a>\u{1}</a></r><r><a>2</a></r></o>",
  ]

  private func read(_ document: String, table: String?, chunk: Int, threads: Int) -> String {
    var options = ReadOptions()
    options.table = table
    options.chunkSize = chunk
    options.parallel = Parallel(threads: threads)
    do {
      let loaded = try TableReader.read([input(document)], options)
      let text = String(decoding: try CSVWriter.bytes(loaded.table), as: UTF8.self)
      return text + loaded.report.notes.joined(separator: "\n")
    } catch let complaint as any Complaint {
      return complaint.text
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: documents + broken) func cutsDoNotShow(document: String) throws {
    for table in [nil, "row", "in/r"] {
      let whole = read(document, table: table, chunk: 1 << 20, threads: 1)
      for chunk in [1, 3, 7, 19] {
        let cut = read(document, table: table, chunk: chunk, threads: 1 + chunk % 3)
        #expect(cut == whole, "chunks of \(chunk)")
      }
    }
  }

  /// Rejected cells are named with their line in the file.
  @Test func linesCountFromTheStartOfTheFile() throws {
    let rows = (1...400).map { "<r>\n<n>\($0 == 301 ? "12x" : String($0))</n></r>\n" }.joined()
    var options = ReadOptions()
    options.chunkSize = 100
    let error = #expect(throws: RejectedRows.self) {
      try TableReader.read([input("<o>\n" + rows + "</o>")], options)
    }
    #expect(error?.first.place.line == 602)
  }

  /// Several files are counted on, and each has lines of its own.
  @Test func filesAreCountedOn() throws {
    let document = Self.documents[0]
    var options = ReadOptions()
    options.table = "row"
    options.chunkSize = 10
    let both = try TableReader.read([input(document), input(document)], options).table
    #expect(both["record"]?.values.doubles == (1...18).flatMap { [Double($0), Double($0)] })
  }
}
