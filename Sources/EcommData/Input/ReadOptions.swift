import EcommBase

/// How to read an input; what is left open is told from the content.
public struct ReadOptions: Sendable {
  public enum Format: String, Sendable, CaseIterable {
    case detected, csv
    case jsonLines = "jsonl"
    case xml
  }

  public enum Header: Sendable {
    /// The first row names the columns.
    case present
    /// All rows are data; the columns are column1, column2, ...
    case absent
  }

  public var format = Format.detected
  /// Nil: the one of `, ; tab |` that cuts the first rows most evenly.
  public var delimiter: UInt8?
  public var header = Header.present
  /// As a person names it (`windows-1250`); nil: UTF-8, or what a byte-order mark says.
  public var encoding: String?
  /// The XML element or path that is a row; nil: found.
  public var record: String?
  /// A list inside the records of an XML (`rows/row`) instead of the records themselves.
  public var table: String?
  public var typing = TypingOptions()
  public var errorPolicy = ErrorPolicy.fail
  /// A row of more bytes is an error, so that a file without line ends cannot fill the memory.
  public var rowLimit = 16 << 20
  public var parallel = Parallel()
  /// Bytes that one thread reads at a time. The result does not depend on it.
  public var chunkSize = 1 << 20
  /// Bytes that all threads take before they wait for each other: many are seldom in each other's way,
  /// few keep the memory small.
  public var waveSize = 32 << 20
  /// Asked at the beginning of each pass over so many bytes; told as they are read.
  public var progress: @Sendable (_ bytes: Int) -> Progress = { _ in .silent }

  public init() {}

  /// Places within a chunk are 32 bits wide, and so is a row.
  var safeChunkSize: Int { min(max(1, chunkSize), 1 << 28) }
  var safeRowLimit: Int { min(max(1, rowLimit), 1 << 30) }
}
