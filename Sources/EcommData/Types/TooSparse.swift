import EcommBase

/// Rows that name so many different columns that a table of them would be far larger than the input.
public struct TooSparse: Error, Sendable, Equatable {
  public var rows: Int
  public var columns: Int

  /// Cells that a table may have whatever its input, and for each byte of the input.
  private static let cellsAlways = 0x1p26
  private static let cellsForAByte = 16.0

  /// Nil where a table of that shape is in proportion to its input.
  init?(rows: Int, columns: Int, inputBytes: Int) {
    let most = max(Self.cellsAlways, Double(inputBytes) * Self.cellsForAByte)
    guard Double(rows) * Double(columns) > most else { return nil }
    self.init(rows: rows, columns: columns)
  }

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }
}

extension TooSparse: Complaint {
  public var problem: String {
    let gigabytes = Double(rows) * Double(columns) * 8 / 1e9
    return
      "\(Figures.count(rows)) rows with \(Figures.count(columns)) different columns, nearly all "
      + "of them empty, would take \(Figures.fixed(gigabytes, 1)) GB"
  }

  public var remedy: String? {
    "Names that are values, such as ids or dates, belong into a column."
  }
}
