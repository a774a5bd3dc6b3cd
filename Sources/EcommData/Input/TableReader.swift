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
    case .xml: return try XMLTableReader(opened.inputs, options).table()
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
    case .xml: return try XMLTableReader(opened.inputs, options).stream()
    case nil: return TableStream(report: ReadReport(), schema: Table()) { _ in }
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

/// Inputs and the one format that they have.
struct Opened {
  /// In UTF-8, but for XML, which says itself what it is written in.
  let inputs: [Input]
  /// Nil where there are no inputs.
  let format: InputFormat?

  init(_ inputs: [Input], _ options: ReadOptions) throws {
    let readable = try inputs.map { try $0.asUTF8(named: options.encoding) }
    let formats = try readable.map { try options.format.fixed ?? InputFormat(of: $0) }
    self.inputs = formats.first == .xml ? inputs : readable
    format = formats.first
    if let other = formats.indices.first(where: { formats[$0] != formats[0] }) {
      throw InputError.mixedFormats(
        file: inputs[other].name, format: formats[other].name,
        first: "\(inputs[0].name) (\(formats[0].name))")
    }
  }
}

extension Input {
  /// From the encoding that the user named, or that a byte-order mark tells.
  fileprivate func asUTF8(named name: String?) throws -> Input {
    guard let name else {
      let mark = EncodingMark.read(try bytes(0..<min(size, 4)))
      return try asUTF8(from: mark?.encoding ?? .utf8)
    }
    guard let encoding = TextEncoding(named: name) else {
      throw InputError.unknownEncoding(name)
    }
    return try asUTF8(from: encoding)
  }
}

extension InputFormat {
  public var name: String {
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
