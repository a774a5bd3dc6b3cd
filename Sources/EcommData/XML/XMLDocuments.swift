import EcommBase

/// XML inputs that have been looked over: in UTF-8, with a plan of what is a record and which columns
/// there are. Any number of passes may follow.
struct XMLDocuments {
  fileprivate let texts: [Input]
  fileprivate let options: XMLReadOptions
  private let plan: XMLPlan
  private let names: XMLNames

  init(_ inputs: [Input], _ options: XMLReadOptions) throws {
    texts = try inputs.map { try XMLTables.readable($0, options) }
    self.options = options
    var names = XMLNames()
    var survey = XMLSurvey(limits: options.limits)
    let share = max(1 << 16, options.lookAheadBytes / max(1, texts.count))
    for text in texts {
      var parser = Self.parser(text, options, names)
      try survey.read(&parser, limit: share)
      names = parser.names
    }
    plan = try XMLPlan(XMLShape(survey, names), record: options.record)
    self.names = names
  }

  func pass() -> XMLPass {
    XMLPass(self, XMLRowMapper(plan, options.limits), names)
  }

  fileprivate static func parser(
    _ text: Input, _ options: XMLReadOptions, _ names: XMLNames
  ) -> XMLParser {
    XMLParser(
      text, limits: options.limits, usesNamespaces: options.usesNamespaces, names: names)
  }
}

/// Rows of one table of one file.
struct XMLBlock: Sendable {
  let table: String
  let columns: [String]
  let block: RawBlock
  let file: String
}

/// All rows of the documents once, block by block.
struct XMLPass: ~Copyable {
  private let documents: XMLDocuments
  private var mapper: XMLRowMapper
  private var names: XMLNames
  private var parser: XMLParser?
  private var opened = 0

  fileprivate init(_ documents: XMLDocuments, _ mapper: XMLRowMapper, _ names: XMLNames) {
    self.documents = documents
    self.mapper = mapper
    self.names = names
  }

  mutating func next() throws -> XMLBlock? {
    while true {
      guard var parser = self.parser.take() else {
        guard open() else { return nil }
        continue
      }
      if let ready = try mapper.next(&parser) {
        self.parser = consume parser
        return XMLBlock(
          table: ready.table.name, columns: ready.table.columns, block: ready.block,
          file: documents.texts[opened - 1].name)
      }
      names = parser.names
    }
  }

  /// What all of it was, when `next` has said that there is no more.
  var discovery: XMLDiscovery {
    XMLDiscovery(mapper, names, lookAheadBytes: documents.options.lookAheadBytes)
  }

  /// Begins the next document, if there is one.
  private mutating func open() -> Bool {
    guard opened < documents.texts.count else { return false }
    parser = XMLDocuments.parser(documents.texts[opened], documents.options, names)
    opened += 1
    mapper.beginDocument()
    return true
  }
}
