import EcommBase
import EcommTestKit

@testable import EcommData

/// Short ways to read a document that stands in the test.
enum XMLDocuments {
  static func input(_ bytes: [UInt8]) throws -> Input {
    let (file, size) = try ScratchFile.open(bytes)
    return Input(name: "test.xml", file: file, size: size)
  }

  static func input(_ text: String) throws -> Input { try input(Array(text.utf8)) }

  /// What is wrong with the document, in words; nil if nothing is.
  static func complaint(
    _ bytes: [UInt8], options: XMLReadOptions = XMLReadOptions()
  ) throws -> String? {
    do {
      try XMLTables.checkWellFormed(try input(bytes), options: options)
      return nil
    } catch let error as any Complaint {
      return error.text
    }
  }

  static func complaint(_ text: String) throws -> String? { try complaint(Array(text.utf8)) }

  /// The events of a document: `<a x=1>text</a>`, with text put together.
  static func events(_ text: String, needsAllText: Bool = true) throws -> String {
    var parser = XMLParser(.whole(try input(text)), needsAllText: needsAllText)
    var bytes: [UInt8] = []
    while true {
      switch try parser.next() {
      case .start: bytes += Array("<\(parser.names[parser.name])\(attributes(parser))>".utf8)
      case .end: bytes += Array("</\(parser.names[parser.name])>".utf8)
      case .text: bytes += Array(parser.eventText)
      case .done: return String(decoding: bytes, as: UTF8.self)
      }
    }
  }

  private static func attributes(_ parser: borrowing XMLParser) -> String {
    var text = ""
    for index in 0..<parser.attributes.count {
      let value = parser.attributes.withValue(index, in: parser.bytes) {
        String(decoding: $0, as: UTF8.self)
      }
      text += " \(parser.names[parser.attributes[index].name])=\(value)"
    }
    return text
  }

  struct Read {
    var tables: [String: XMLText] = [:]
    var found: XMLDiscovery
  }

  /// Tables as text, missing cells as `-`.
  struct XMLText: Equatable {
    var columns: [String] = []
    var rows: [[String]] = []
    var lines: [Int32] = []
  }

  static func read(
    _ documents: [String], options: XMLReadOptions = XMLReadOptions()
  ) throws -> Read {
    var tables: [String: XMLText] = [:]
    let found = try XMLTables.scan(try documents.map { try input($0) }, options: options) {
      name, columns, block, _ in
      tables[name, default: XMLText()].columns = columns
      tables[name]?.lines += block.lines
      for row in 0..<block.rowCount {
        tables[name]?.rows.append(block.columns.map { cell(block, $0, row) })
      }
    }
    return Read(tables: tables, found: found)
  }

  static func read(_ document: String, record: String? = nil) throws -> Read {
    try read([document], options: XMLReadOptions(record: record))
  }

  private static func cell(_ block: RawBlock, _ column: RawColumn, _ row: Int) -> String {
    guard column.lengths[row] != RawColumn.absent else { return "-" }
    let start = Int(column.starts[row])
    return String(decoding: block.bytes[start..<start + Int(column.lengths[row])], as: UTF8.self)
  }
}
