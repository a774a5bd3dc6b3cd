import EcommBase

/// XML inputs that have been looked over: in UTF-8, with a plan of what is a record and which columns
/// there are. Any number of passes may follow.
struct XMLDocuments: Sendable {
  let texts: [Input]
  let options: XMLReadOptions
  let plan: XMLPlan
  let names: XMLNames

  init(_ inputs: [Input], _ options: XMLReadOptions) throws {
    texts = try inputs.map { try XMLTables.readable($0, options) }
    self.options = options
    var names = XMLNames()
    var survey = XMLSurvey(limits: options.limits)
    let share = max(1 << 16, options.lookAheadBytes / max(1, texts.count))
    for text in texts {
      var parser = Self.parser(.whole(text), options, names)
      try survey.read(&parser, limit: share)
      names = parser.names
    }
    plan = try XMLPlan(XMLShape(survey, names), record: options.record)
    self.names = names
  }

  func pass(_ stretch: XMLStretch) -> XMLPass {
    XMLPass(
      Self.parser(stretch, options, names), XMLRowMapper(plan, options.limits),
      file: stretch.input.name)
  }

  /// How to cut a document, or nil where it cannot be cut: records without elements of their own, a
  /// document type whose entities may stand for anything, a long way to the first record.
  func cuts(_ text: Input) throws -> XMLCuts? {
    guard plan.records.count == 1, let record = plan.records.first else { return nil }
    var parser = Self.parser(.whole(text), options, names)
    var mapper = XMLRowMapper(plan, options.limits)
    guard try mapper.skipToFirstRecord(&parser), !parser.hasDoctype, let tag = parser.open.last,
      tag.offset <= XMLCuts.longestPrologue
    else { return nil }
    return XMLCuts(
      text, firstRecord: tag.offset, lines: parser.elementLine() - 1,
      valuesBefore: mapper.valuesOutside,
      open: parser.open.dropLast().map { parser.names[$0.name] },
      record: parser.names[plan.paths[record].name])
  }

  private static func parser(
    _ stretch: XMLStretch, _ options: XMLReadOptions, _ names: XMLNames
  ) -> XMLParser {
    XMLParser(
      stretch, limits: options.limits, usesNamespaces: options.usesNamespaces, names: names)
  }
}
