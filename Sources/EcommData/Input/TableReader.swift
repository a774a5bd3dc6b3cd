import EcommBase

/// The front door: tables from files of any format, told by their content.
public enum TableReader {
  public static func read(_ path: String, _ options: ReadOptions = ReadOptions()) throws -> Loaded {
    try read([path], options)
  }

  /// Several files are one input: the rows of the first, then of the second, and so on.
  public static func read(
    _ paths: [String], _ options: ReadOptions = ReadOptions()
  ) throws -> Loaded {
    try read(try paths.map(Input.open), options)
  }

  public static func read(_ inputs: [Input], _ options: ReadOptions) throws -> Loaded {
    let opened = try Opened(inputs, options)
    switch opened.format {
    case .csv: return try csv(opened.inputs, options).table()
    case .jsonLines: return try json(opened.inputs, options).table()
    case .xml: return try OtherReaders.xml(opened.inputs, options)
    case nil: return Loaded(table: Table(), report: ReadReport())
    }
  }

  /// The same rows some thousands at a time: for inputs larger than the memory.
  public static func stream(
    _ paths: [String], _ options: ReadOptions = ReadOptions()
  ) throws -> TableStream {
    try stream(try paths.map(Input.open), options)
  }

  public static func stream(_ inputs: [Input], _ options: ReadOptions) throws -> TableStream {
    let opened = try Opened(inputs, options)
    switch opened.format {
    case .csv: return try csv(opened.inputs, options).stream()
    case .jsonLines: return try json(opened.inputs, options).stream()
    case .xml: return TableStream(of: try OtherReaders.xml(opened.inputs, options))
    case nil: return TableStream(of: Loaded(table: Table(), report: ReadReport()))
    }
  }

  private static func csv(_ inputs: [Input], _ options: ReadOptions) throws -> RowsReader<CSVSource>
  {
    let reader = try CSVReader(inputs, options)
    return RowsReader(
      sources: reader.sources, notes: reader.notes, nameless: reader.nameless,
      typing: reader.typing, options: options)
  }

  private static func json(
    _ inputs: [Input], _ options: ReadOptions
  ) throws -> RowsReader<JSONSource> {
    RowsReader(
      sources: try inputs.map { try JSONSource($0, options) }, notes: [], typing: options.typing,
      options: options)
  }
}

/// Inputs in UTF-8 and the one format they have.
private struct Opened {
  let inputs: [Input]
  /// Nil where there are no inputs.
  let format: InputFormat?

  init(_ inputs: [Input], _ options: ReadOptions) throws {
    self.inputs = try inputs.map { try OtherReaders.utf8($0, options) }
    let formats = try self.inputs.map { input in
      try options.format.fixed ?? InputFormat(of: input)
    }
    format = formats.first
    if let other = formats.indices.first(where: { formats[$0] != formats[0] }) {
      throw InputError.mixedFormats(
        file: inputs[other].name, format: formats[other].name,
        first: "\(inputs[0].name) (\(formats[0].name))")
    }
  }
}

extension InputFormat {
  var name: String {
    switch self {
    case .csv: "CSV"
    case .jsonLines: "JSON"
    case .xml: "XML"
    }
  }
}

extension ReadOptions.Format {
  fileprivate var fixed: InputFormat? {
    switch self {
    case .detected: nil
    case .csv: .csv
    case .jsonLines: .jsonLines
    case .xml: .xml
    }
  }
}
