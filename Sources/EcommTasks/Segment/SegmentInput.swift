import EcommBase
import EcommData

/// From the rows of an input to customers with their figures, everything said aloud.
public struct SegmentInput: Sendable {
  public struct Wishes: Sendable {
    public var columns = TransactionColumns.Wishes()
    public var netsReturns = false
    public var dropsCopies = false
    /// The last day that counts.
    public var asOf: CivilDate?
    public init() {}
  }

  public let customers: Customers
  public let notes: [String]
  public let schema: [SchemaColumn]
  public let summary: DataSummary
  public let dropped: DroppedLines
  /// Nil for a table of customers that was ready.
  let orders: CustomerOrders?
  public let wishes: Wishes

  public var isReadyTable: Bool { orders == nil }

  public init(_ source: PurchaseSource, wishes: Wishes) throws {
    if wishes.columns.date == nil,
      let table = CustomerTable(source, key: wishes.columns.customer)
    {
      guard wishes.asOf == nil else { throw SegmentError.needsTransactions("--as-of") }
      guard !wishes.netsReturns else { throw SegmentError.needsTransactions("--returns net") }
      try self.init(table, source, wishes)
    } else {
      try self.init(lines: source, wishes)
    }
  }

  private init(_ table: CustomerTable, _ source: PurchaseSource, _ wishes: Wishes) throws {
    self.wishes = wishes
    customers = try table.read()
    guard customers.count > 0 else { throw SegmentError.noCustomers(dropped: "") }
    notes = ["a row a customer: the figures are taken as they are"]
    schema = table.columns
    dropped = DroppedLines()
    orders = nil
    summary = DataSummary(
      rows: customers.count, columns: source.schema.columns.count,
      rejectedRows: source.rejectedRows, fingerprint: customers.fingerprint,
      seenRows: SeenRows(customers.table))
  }

  private init(lines source: PurchaseSource, _ wishes: Wishes) throws {
    self.wishes = wishes
    let columns = try TransactionColumns(source.schema, wishes: wishes.columns)
    var rules = CustomerLedger.Rules()
    rules.netsReturns = wishes.netsReturns
    rules.dropsCopies = wishes.dropsCopies
    rules.end = wishes.asOf.map { Timestamp(date: $0.adding(days: 1)).microseconds - 1 }
    var ledger = try Self.ledger(source, columns, rules)
    let repeats = ledger.linesAreOrders && !rules.dropsCopies ? ledger.copyCount : 0
    if repeats > 0 {
      rules.dropsCopies = true
      ledger = try Self.ledger(source, columns, rules)
    }
    let places = ledger.buyers()
    dropped = ledger.dropped
    guard !places.isEmpty else { throw SegmentError.noCustomers(dropped: dropped.words) }
    let orders = CustomerOrders(ledger, places: places)
    customers = ledger.figures(places, orders)
    self.orders = orders
    notes =
      columns.notes + source.orderNotes(columns, ledger)
      + (repeats > 0
        ? ["rows are orders: \(Figures.count(repeats, "row")) exported twice counted once"] : [])
      + Self.notes(ledger)
    schema = columns.schema.map { name, role in
      SchemaColumn(
        name: name, type: source.schema[name]?.values.type ?? .text, role: role, missing: .allow)
    }
    let first = places.map { ledger.customers[$0].first }.min()
    summary = DataSummary(
      rows: ledger.lineCount - dropped.total, columns: source.schema.columns.count,
      rejectedRows: source.rejectedRows, fingerprint: customers.fingerprint,
      firstDate: first.map { Timestamp(microseconds: $0).date.description },
      lastDate: ledger.lastTime.map { Timestamp(microseconds: $0).date.description })
  }

  private static func ledger(
    _ source: PurchaseSource, _ columns: TransactionColumns, _ rules: CustomerLedger.Rules
  ) throws -> CustomerLedger {
    var ledger = CustomerLedger(columns, rules)
    try source.blocks { try ledger.add($0) }
    return ledger
  }

  private static func notes(_ ledger: CustomerLedger) -> [String] {
    let dropped = ledger.dropped
    var notes = [
      "\(Figures.count(ledger.lineCount, "line")) -> \(Figures.count(ledger.lineCount - dropped.total)) used"
        + (dropped.total > 0 ? ": " + dropped.words : "")
    ]
    if ledger.rules.netsReturns {
      notes.append("what was returned is taken off what its customer paid")
    } else if dropped[.cancelled] > 0 {
      notes.append("what was returned is not taken off (--returns net)")
    }
    let copies = ledger.copyCount
    if copies > 0 {
      let isOne = copies == 1
      notes.append(
        "\(Figures.count(copies)) used \(isOne ? "line is a copy" : "lines are copies") of "
          + "\(isOne ? "another" : "others") and kept (--drop-duplicates)")
    }
    if !ledger.countsCopies { notes.append("lines are so many that copies were not looked for") }
    if !ledger.countsProducts {
      notes.append("customers bought so many different products that they were not counted")
    }
    let without = ledger.customers.count { $0.first > $0.last }
    if without > 0 {
      notes.append("\(Figures.count(without, "customer")) only returned goods and left out")
    }
    return notes
  }

  /// `4,338 customers, 18,532 orders, 8,911,408 in all, as of 2011-12-10`.
  public var headline: String {
    let orders = customers[.frequency]?.reduce(0, +) ?? 0
    let value = customers[.monetary]?.reduce(0, +) ?? 0
    let date = customers.asOf.map { ", as of \($0.date)" } ?? ""
    return "\(Figures.count(customers.count, "customer")), \(Figures.fixed(orders)) orders, "
      + "\(Figures.fixed(value)) in all\(date)"
  }
}

extension SegmentInput {
  /// Some customers of a table that was ready.
  func selecting(_ rows: [Int]) -> SegmentInput {
    let part = customers.selecting(rows)
    var own = summary
    own.rows = part.count
    own.fingerprint = part.fingerprint
    return SegmentInput(self, part, own)
  }

  private init(_ whole: SegmentInput, _ customers: Customers, _ summary: DataSummary) {
    self.customers = customers
    self.summary = summary
    (notes, schema, dropped) = (whole.notes, whole.schema, whole.dropped)
    (orders, wishes) = (nil, whole.wishes)
  }
}

extension PurchaseSource {
  /// Whether the columns are figures of customers already.
  public var isCustomerTable: Bool { CustomerTable(self, key: nil) != nil }
}
