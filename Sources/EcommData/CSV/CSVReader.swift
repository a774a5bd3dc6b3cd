import EcommBase

/// CSV files as one input: columns go by name.
struct CSVReader {
  let sources: [CSVSource]
  let notes: [String]
  let nameless: Set<String>
  let typing: TypingOptions

  init(_ inputs: [Input], _ options: ReadOptions) throws {
    var sources: [CSVSource] = []
    var notes: [String] = []
    var nameless: Set<String> = []
    for input in inputs {
      let sniffer = try CSVSniffer(input)
      let dialect = CSVDialect(delimiter: options.delimiter ?? sniffer.delimiter)
      let header = try CSVHeader(sniffer, dialect, options, file: input.name)
      notes += header.notes
      nameless.formUnion(header.nameless)
      let source = CSVSource(
        input: input, dialect: dialect, names: header.names, firstRow: header.firstRow,
        firstLine: header.firstLine, chunkSize: options.safeChunkSize,
        rowLimit: options.safeRowLimit)
      if let first = sources.first { try Self.compare(source, with: first) }
      sources.append(source)
    }
    self.sources = sources
    self.notes = notes
    self.nameless = nameless
    var typing = options.typing
    if sources.first?.dialect.delimiter == UInt8(ascii: ";") { typing.prefersDecimalComma = true }
    self.typing = typing
  }

  private static func compare(_ source: CSVSource, with first: CSVSource) throws {
    for (one, other) in [(source, first), (first, source)] {
      guard let name = other.names.first(where: { !one.names.contains($0) }) else { continue }
      throw CSVError.missingColumn(
        file: one.input.name, column: name,
        nearest: Nearest.match(name, in: one.names.filter { !other.names.contains($0) }),
        first: other.input.name)
    }
  }
}
