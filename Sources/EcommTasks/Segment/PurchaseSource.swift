import EcommBase
import EcommData

/// The rows of an input, whole or block by block, with its columns known beforehand.
public struct PurchaseSource {
  /// The columns without rows.
  public private(set) var schema: Table
  public let rows: Int
  public let rejectedRows: Int
  /// All rows, where they are in memory.
  private var table: Table?
  private(set) var blocks: (_ body: (Table) throws -> Void) throws -> Void

  public init(_ loaded: Loaded) {
    schema = loaded.table.selecting(rows: [])
    rows = loaded.table.rowCount
    rejectedRows = loaded.report.rejectedRows
    table = loaded.table
    blocks = { try $0(loaded.table) }
  }

  /// For inputs larger than the memory. The rows are read when they are asked for.
  public init(_ stream: TableStream) {
    schema = Table(stream.schema.map { Column($0.name, .empty($0.type)) }, rowCount: 0)
    rows = stream.report.rows
    rejectedRows = stream.report.rejectedRows
    blocks = { try stream.blocks($0) }
  }

  /// The same rows with columns under other names, old to new.
  public func renaming(_ names: [String: String]) -> PurchaseSource {
    guard !names.isEmpty else { return self }
    func renamed(_ table: Table) -> Table {
      Table(
        table.columns.map { Column(names[$0.name] ?? $0.name, $0.values) },
        rowCount: table.rowCount)
    }
    var source = mapping(renamed)
    source.schema = renamed(schema)
    return source
  }

  /// Every block changed, its columns the same.
  public func mapping(_ change: @escaping (Table) throws -> Table) -> PurchaseSource {
    let blocks = blocks
    var source = self
    source.table = nil
    source.blocks = { body in try blocks { try body(change($0)) } }
    return source
  }
}

extension PurchaseSource {
  /// What a table of orders should be asked: whether all of them count, and whether they are of one currency.
  func orderNotes(_ columns: TransactionColumns, _ ledger: CustomerLedger) -> [String] {
    guard ledger.linesAreOrders, let table else { return [] }
    let amounts = columns.amount.flatMap { table[$0]?.values.doubles }
    let currency = amounts.flatMap { CurrencyMixture.find(in: table, amounts: $0)?.warning }
    return [OrderStatus.note(table), currency].compactMap(\.self)
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
