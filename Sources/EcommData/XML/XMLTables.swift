import EcommBase

/// XML documents as tables: the front of this folder.
public enum XMLTables {
  /// Throws what is wrong with the document, if anything is: not well formed, not in its encoding, or
  /// beyond a limit. References to text in other files are passed over.
  public static func checkWellFormed(
    _ input: Input, options: XMLReadOptions = XMLReadOptions()
  ) throws {
    let text = try readable(input, options)
    var parser = XMLParser(
      .whole(text), limits: options.limits, usesNamespaces: options.usesNamespaces,
      needsAllText: false)
    while try parser.next() != .done {}
  }

  /// Calls `each` with the rows of the inputs, which are one input in many files, as they come.
  ///
  /// A first pass over at most `options.lookAheadBytes` of them decides what a record is and which
  /// columns there are; it depends on nothing but those bytes. Then every block of a table comes with
  /// the table's name, the names of its columns and the file, in the order of the rows; a block is of
  /// one file. A later block may have more columns than an earlier one, behind those. A missing cell is
  /// `RawColumn.absent`; a cell is never empty and has no white space around it.
  public static func scan(
    _ inputs: [Input], options: XMLReadOptions = XMLReadOptions(),
    each: (_ table: String, _ columns: [String], _ block: RawBlock, _ file: String) throws -> Void
  ) throws -> XMLDiscovery {
    let documents = try XMLDocuments(inputs, options)
    var found = XMLTally()
    for text in documents.texts {
      var pass = documents.pass(.whole(text))
      while let next = try pass.next()?.counted(on: found, lines: 0) {
        try each(next.table, next.columns, next.block, next.file)
      }
      found.add(pass.tally())
    }
    return XMLDiscovery(documents, found)
  }

  /// The input as UTF-8.
  static func readable(_ input: Input, _ options: XMLReadOptions) throws -> Input {
    try input.asUTF8(from: try options.encoding ?? .ofXML(input))
  }
}
