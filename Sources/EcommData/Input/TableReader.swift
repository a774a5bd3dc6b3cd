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
    let reader = try CSVReader(inputs, options)
    return try RowsReader(
      sources: reader.sources, notes: reader.notes, typing: reader.typing, options: options
    ).table()
  }
}
