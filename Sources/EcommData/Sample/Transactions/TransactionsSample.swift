import EcommBase

/// transactions.csv: a year of a wholesaler's invoice lines, in the order of time.
///
/// `rows` counts lines. Truth: every customer is of one `CustomerKind`; `customerKinds` gives it.
/// Besides: a fifth of the lines has no customer; about 4 % of the invoices are taken back in part a
/// week later (`C` invoices, negative quantity); carriage, discounts and fees stand among the goods;
/// 1 line in 200 stands twice; some goods cost nothing, some are written off. No trade on Saturdays
/// and from 24 December to 3 January. The last day ends at 12:50.
///
/// Memory: the invoices of one day.
public enum TransactionsSample {
  static let set = SampleSet(
    name: "transactions", summary: "a year of a wholesaler's invoice lines, for segments",
    fileName: "transactions.csv", defaultRows: 22_000, generate: generate)

  /// Days since 1970-01-01.
  public static let firstDay = SampleCalendar.day(2023, 12, 1)
  public static let lastDay = firstDay + CustomerBook.dayCount - 1

  enum Concern: UInt64 {
    case visits, choices, invoices, goods, days
  }

  /// The kind of every CustomerID of the file with these rows and this seed.
  ///
  /// A few never came to buy (or only after the last line): they are in here and not in the file.
  public static func customerKinds(
    rows: Int? = nil, seed: UInt64 = Sample.defaultSeed
  ) -> [Int: CustomerKind] {
    let book = CustomerBook(rows: rows ?? set.defaultRows, random: SeededRandom(seed: seed))
    var kinds: [Int: CustomerKind] = [:]
    for (index, habit) in CustomerHabit.all.enumerated() {
      for member in book.members(index) { kinds[book.id(member)] = habit.kind }
    }
    return kinds
  }

  private static func generate(rows: Int, seed: UInt64, to out: inout SampleWriter) throws {
    out.literal("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country")
    try out.endRow()
    var ledger = TransactionsLedger(rows: rows, random: SeededRandom(seed: seed))
    for day in 0..<CustomerBook.dayCount where CustomerBook.isTrading(day) {
      try ledger.write(day: day, to: &out)
    }
    try ledger.fill(to: &out)
  }
}
