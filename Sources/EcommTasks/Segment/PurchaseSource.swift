import EcommBase
import EcommData

/// The rows of an input, whole or block by block, with its columns known beforehand.
public struct PurchaseSource {
  /// The columns without rows.
  public let schema: Table
  public let rows: Int
  public let rejectedRows: Int
  let blocks: (_ body: (Table) throws -> Void) throws -> Void

  public init(_ loaded: Loaded) {
    schema = loaded.table.selecting(rows: [])
    rows = loaded.table.rowCount
    rejectedRows = loaded.report.rejectedRows
    blocks = { try $0(loaded.table) }
  }

  /// For inputs larger than the memory. The rows are read when they are asked for.
  public init(_ stream: TableStream) {
    schema = Table(stream.schema.map { Column($0.name, .empty($0.type)) }, rowCount: 0)
    rows = stream.report.rows
    rejectedRows = stream.report.rejectedRows
    blocks = { try stream.blocks($0) }
  }

  private init(
    schema: Table, rows: Int, rejectedRows: Int,
    blocks: @escaping ((Table) throws -> Void) throws -> Void
  ) {
    self.schema = schema
    self.rows = rows
    self.rejectedRows = rejectedRows
    self.blocks = blocks
  }

  /// The same rows with columns under other names, old to new.
  public func renaming(_ names: [String: String]) -> PurchaseSource {
    guard !names.isEmpty else { return self }
    @Sendable func renamed(_ table: Table) -> Table {
      Table(
        table.columns.map { Column(names[$0.name] ?? $0.name, $0.values) },
        rowCount: table.rowCount)
    }
    let blocks = blocks
    return PurchaseSource(schema: renamed(schema), rows: rows, rejectedRows: rejectedRows) { body in
      try blocks { try body(renamed($0)) }
    }
  }
}

extension ColumnValues {
  fileprivate static func empty(_ type: ColumnType) -> ColumnValues {
    switch type {
    case .number: .numbers([])
    case .integer: .integers([])
    case .boolean: .booleans([])
    case .date: .dates([])
    case .category: .categories(Categories(levels: [], codes: []))
    case .text: .texts(Texts())
    }
  }
}
