import EcommBase

extension TableReader {
  /// What a well-formed input is.
  public struct Check: Sendable, Equatable {
    public let format: InputFormat
    /// Nil for XML, which is held to its own rules and not to those of tables.
    public let rows: Int?
    public let columns: Int?
  }

  /// Reads the whole input and keeps nothing: throws what is wrong with it, if anything is.
  public static func check(_ path: String, _ options: ReadOptions = ReadOptions()) throws -> Check {
    let opened = try Opened([Input.open(path)], options)
    if opened.format == .xml {
      let encoding = options.encoding.flatMap(TextEncoding.init(named:))
      try XMLTables.checkWellFormed(
        opened.inputs[0], options: XMLReadOptions(encoding: encoding))
      return Check(format: .xml, rows: nil, columns: nil)
    }
    var options = options
    options.typing = .text
    options.errorPolicy = .fail
    let stream = try stream(opened.inputs, options)
    return Check(
      format: opened.format ?? .csv, rows: stream.report.rows, columns: stream.schema.count)
  }
}
