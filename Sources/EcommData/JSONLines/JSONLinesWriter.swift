import EcommBase

/// Tables as JSON lines: an object for each row, in the order of the columns, missing values as null.
public struct JSONLinesWriter {
  private let parallel: Parallel
  private let write: ([UInt8]) throws -> Void

  /// `write` gets some bytes at a time, in order.
  public init(parallel: Parallel = Parallel(), _ write: @escaping ([UInt8]) throws -> Void) {
    self.parallel = parallel
    self.write = write
  }

  public static func bytes(_ table: Table) throws -> [UInt8] {
    let all = ByteSink()
    try JSONLinesWriter { all.bytes += $0 }.rows(of: table)
    return all.bytes
  }

  public func rows(of table: Table) throws {
    let before = table.names.enumerated().map { index, name in
      Array((index == 0 ? "{" : ",").utf8) + JSONWriter.bytes(.string(name)) + [UInt8(ascii: ":")]
    }
    let behind = Array((before.isEmpty ? "{}\n" : "}\n").utf8)
    let layout = RowsWriter.Layout(before: before, behind: behind, cells: .json)
    try RowsWriter.write(table, layout, parallel, to: write)
  }
}
