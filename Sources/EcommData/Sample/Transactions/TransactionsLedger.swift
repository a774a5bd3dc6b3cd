import EcommBase

/// Writes the invoices of a day after another.
///
/// The customers' invoices are what their habits make them; invoices of passers-by fill each day up to
/// its part of the rows, so that the file has exactly as many as asked for.
struct TransactionsLedger {
  private let rows: Int
  private let book: CustomerBook
  private let lines: InvoiceLines
  private let abroad: Traits
  private let days: SeededRandom
  private let shareBefore: [Double]
  private var random: SeededRandom
  private var written = 0
  private var invoiceNumber = 500_000
  private var passersBy = 0
  private var second = 0

  init(rows: Int, random: SeededRandom) {
    self.rows = rows
    book = CustomerBook(rows: rows, random: random)
    lines = InvoiceLines(random)
    days = random.split(TransactionsSample.Concern.days.rawValue)
    abroad = Traits(days, .max)
    self.random = days
    shareBefore = Self.shares()
  }

  mutating func write(day: Int, to out: inout SampleWriter) throws {
    random = days.split(UInt64(day))
    var invoices = customersInvoices(day)
    addPassersBy(&invoices, day: day)
    random.shuffle(&invoices)
    let isLast = day == CustomerBook.dayCount - 1
    let open = 8 * 3600 + 600
    let close = isLast ? 12 * 3600 + 3000 : 18 * 3600
    for (index, invoice) in invoices.enumerated() where written < rows {
      second = open + (close - open) * index / invoices.count
      try write(invoice, day: day, to: &out)
    }
  }

  /// What the last day left missing.
  mutating func fill(to out: inout SampleWriter) throws {
    let day = CustomerBook.dayCount - 1
    while written < rows { try write(passerBy(day), day: day, to: &out) }
  }

  private func customersInvoices(_ day: Int) -> [Invoice] {
    var invoices: [Invoice] = []
    for (index, habit) in CustomerHabit.all.enumerated() {
      for member in book.members(index) {
        if book.buys(member, habit, day: day) {
          invoices.append(Invoice(member: member, habit: index, day: day))
        }
        let before = day - 7
        if lines.isReturned(member, day: before), book.buys(member, habit, day: before) {
          invoices.append(Invoice(member: member, habit: index, day: before, isReturn: true))
        }
      }
    }
    return invoices
  }

  private mutating func addPassersBy(_ invoices: inout [Invoice], day: Int) {
    let planned = Int(shareBefore[day + 1] * Double(rows))
    var expected = written
    for invoice in invoices { expected += lines.lines(invoice).count }
    while expected < planned {
      let invoice = passerBy(day)
      expected += lines.lines(invoice).count
      invoices.append(invoice)
    }
  }

  private mutating func passerBy(_ day: Int) -> Invoice {
    passersBy += 1
    return Invoice(member: -passersBy, habit: 0, day: day)
  }

  private static func shares() -> [Double] {
    let weights = (0..<CustomerBook.dayCount).map { day in
      CustomerBook.isTrading(day) ? CustomerBook.season(day) : 0
    }
    let total = weights.reduce(0, +)
    var sum = 0.0
    return [0]
      + weights.map { weight in
        sum += weight
        return sum / total
      }
  }
}

extension TransactionsLedger {
  private mutating func write(_ invoice: Invoice, day: Int, to out: inout SampleWriter) throws {
    invoiceNumber += random.within(1...2)
    let country = country(invoice)
    for line in lines.lines(invoice) {
      let copies = random.chance(0.005) ? 2 : 1
      for _ in 0..<copies where written < rows { try write(line, invoice, day, country, to: &out) }
    }
    if !invoice.isReturn, written < rows, random.chance(country == "Poland" ? 0.004 : 0.3) {
      try writeService(invoice, day, country, to: &out)
    }
  }

  private mutating func write(
    _ line: InvoiceLines.Line, _ invoice: Invoice, _ day: Int, _ country: String,
    to out: inout SampleWriter
  ) throws {
    let product = lines.goods.products[line.product]
    let isWriteOff = invoice.member < 0 && random.chance(0.004)
    begin(invoice, product.code, isWriteOff ? "" : product.name, &out)
    out.integer(invoice.isReturn || isWriteOff ? -line.quantity : line.quantity)
    try end(invoice, day, isWriteOff ? 0 : line.cents, country, &out)
  }

  private mutating func writeService(
    _ invoice: Invoice, _ day: Int, _ country: String, to out: inout SampleWriter
  ) throws {
    let index = country == "Poland" ? random.within(1...3) : 0
    let service = TransactionsWords.services[index]
    begin(invoice, service.0, service.1, &out)
    out.integer(service.0 == "D" ? -1 : 1)
    try end(invoice, day, index == 0 ? 1800 : random.within(500...4000), country, &out)
  }

  private func begin(_ invoice: Invoice, _ code: String, _ name: String, _ out: inout SampleWriter)
  {
    if invoice.isReturn { out.byte("C") }
    out.integer(invoiceNumber)
    out.comma()
    out.text(code)
    out.comma()
    out.cell(name)
    out.comma()
  }

  private mutating func end(
    _ invoice: Invoice, _ day: Int, _ cents: Int, _ country: String, _ out: inout SampleWriter
  ) throws {
    out.comma()
    let minute = second / 60 * 60
    out.moment((TransactionsSample.firstDay + day) * SampleCalendar.secondsPerDay + minute)
    out.comma()
    out.cents(cents)
    out.comma()
    if invoice.member >= 0 { out.integer(book.id(invoice.member)) }
    out.comma()
    out.text(country)
    try out.endRow()
    written += 1
  }

  private func country(_ invoice: Invoice) -> String {
    let draw = abroad.uniform(invoice.member)
    guard draw < 0.12 else { return "Poland" }
    let place = draw / 0.12
    return TransactionsWords.countries[
      Int(place * place * Double(TransactionsWords.countries.count))]
  }
}
