import EcommBase
import EcommData

/// Gathers lines of purchases by customer in one pass over them.
///
/// Memory: about 150 bytes a customer and 56 an order, however many lines say so; and up to 134 MB for the
/// different products of customers, which are not counted beyond. Lines are taken one after the other, so that sums do not depend on
/// how they were cut into blocks.
struct CustomerLedger {
  struct Rules {
    var netsReturns = false
    var dropsCopies = false
    /// Purchases after it are left out; microseconds.
    var end: Int64?
  }

  struct Customer {
    var first = Int64.max
    var last = Int64.min
    var bought = 0.0
    var returned = 0.0
    var products: Int32 = 0
    var country: UInt64 = 0
  }

  struct Order {
    let customer: Int32
    /// Of its last line.
    var time: Int64
    var amount: Double
    var items: Double
  }

  let rules: Rules
  private var reader: TransactionReader
  private var index = KeyTable()
  private(set) var names: [String] = []
  private(set) var customers: [Customer] = []
  private(set) var countryNames: [UInt64: String] = [:]
  private var orderIndex = KeyTable()
  private(set) var orders: [Order] = []
  private var pairs = KeySet()
  /// False where customers and products make so many pairs that counting would not fit the memory.
  private(set) var countsProducts = true
  private var copies = KeySet()
  /// Of the lines used, where copies are kept and only counted.
  private var fingerprints: [UInt64] = []
  private(set) var dropped = DroppedLines()
  private(set) var lineCount = 0

  /// Copies that are kept are counted up to so many lines: a line takes 8 bytes.
  private static let mostLinesForCopies = 4_000_000
  private static let mostPairs = 8_000_000
  private static let blockRows = 1 << 15

  init(_ columns: TransactionColumns, _ rules: Rules) {
    self.rules = rules
    reader = TransactionReader(columns)
  }

  /// Hardly an order has more lines than one: a line that comes twice is then an order exported twice.
  var linesAreOrders: Bool {
    let used = lineCount - dropped.total
    return columns.order != nil && used * 10 < orders.count * 11
  }

  var countsCopies: Bool { fingerprints.count < Self.mostLinesForCopies }
  /// Lines used that are copies of one before.
  var copyCount: Int { Copies.count(fingerprints) }
  var columns: TransactionColumns { reader.columns }

  mutating func add(_ block: Table) throws {
    let customerValues = try TransactionReader.values(block, reader.columns.customer)
    let countryValues = try reader.columns.country.map { try TransactionReader.values(block, $0) }
    for rows in Chunks(block.rowCount, size: Self.blockRows) {
      let lines = try reader.lines(block, rows)
      for line in 0..<rows.count {
        take(lines, line, customerValues, countryValues, rows.lowerBound + line)
      }
      lineCount += rows.count
    }
  }

  @inline(__always)
  private mutating func take(
    _ lines: TransactionLines, _ line: Int, _ customerValues: ColumnValues,
    _ countryValues: ColumnValues?, _ row: Int
  ) {
    let key = lines.customers[line]
    let time = lines.times[line]
    let (quantity, amount) = (lines.quantities[line], lines.amounts[line])
    guard key != ValueKeys.missing else { return dropped.add(.noCustomer) }
    guard time != ColumnValues.missingInteger else { return dropped.add(.noDate) }
    guard amount.isFinite, quantity.isFinite else { return dropped.add(.noAmount) }
    if let end = rules.end, time > end { return dropped.add(.later) }
    if (!lines.isCancelled.isEmpty && lines.isCancelled[line]) || quantity < 0 || amount < 0 {
      dropped.add(.cancelled)
      let place = customer(key, customerValues, row)
      customers[place].returned += amount.magnitude
      return
    }
    guard amount > 0, quantity > 0 else { return dropped.add(.nothingPaid) }
    if rules.dropsCopies {
      if !copies.insert(Self.fingerprint(lines, line, key)) { return dropped.add(.copies) }
    } else if fingerprints.count < Self.mostLinesForCopies {
      fingerprints.append(Self.fingerprint(lines, line, key))
    }
    let place = customer(key, customerValues, row)
    enter(lines, line, place)
    guard let countryValues, customers[place].last == time, !lines.countries.isEmpty else {
      return
    }
    name(lines.countries[line], countryValues, row)
    customers[place].country = lines.countries[line]
  }

  @inline(__always)
  private mutating func customer(
    _ key: UInt64, _ values: ColumnValues, _ row: Int
  ) -> Int {
    let place = index.place(of: key)
    if place == customers.count {
      customers.append(Customer())
      names.append(ValueKeys.name(values, row))
    }
    return place
  }

  private mutating func name(_ country: UInt64, _ values: ColumnValues, _ row: Int) {
    guard country != ValueKeys.missing, countryNames[country] == nil else { return }
    countryNames[country] = values.text(row) ?? ""
  }

  /// A purchase into the customer's account and order.
  @inline(__always)
  private mutating func enter(_ lines: TransactionLines, _ line: Int, _ place: Int) {
    let time = lines.times[line]
    let owner = UInt64(place) &* 0x9E37_79B9_7F4A_7C15
    let own = lines.orders.isEmpty ? ValueKeys.missing : lines.orders[line]
    let named = own == ValueKeys.missing ? UInt64(bitPattern: time) : own
    let order = orderIndex.place(of: ValueKeys.spread(named ^ owner))
    if order == orders.count {
      orders.append(
        Order(customer: Int32(truncatingIfNeeded: place), time: time, amount: 0, items: 0))
    }
    orders[order].time = max(orders[order].time, time)
    orders[order].amount += lines.amounts[line]
    orders[order].items += lines.quantities[line]
    customers[place].bought += lines.amounts[line]
    customers[place].first = min(customers[place].first, time)
    customers[place].last = max(customers[place].last, time)
    guard !lines.products.isEmpty, lines.products[line] != ValueKeys.missing else { return }
    guard countsProducts, pairs.insert(ValueKeys.spread(lines.products[line] ^ owner)) else {
      return
    }
    customers[place].products += 1
    if pairs.count >= Self.mostPairs {
      countsProducts = false
      pairs = KeySet()
    }
  }

  /// Of all that a line says; equal lines have equal ones.
  @inline(__always)
  private static func fingerprint(
    _ lines: TransactionLines, _ line: Int, _ key: UInt64
  ) -> UInt64 {
    var hash = key
    // Keys are spread already: a turn and a multiplication keep their order from being lost.
    func mix(_ value: UInt64) { hash = (hash << 27 | hash >> 37) &* 0x9E37_79B9_7F4A_7C15 ^ value }
    mix(UInt64(bitPattern: lines.times[line]))
    mix(lines.amounts[line].bitPattern)
    mix(lines.quantities[line].bitPattern)
    if !lines.orders.isEmpty { mix(lines.orders[line]) }
    if !lines.products.isEmpty { mix(lines.products[line]) }
    if !lines.countries.isEmpty { mix(lines.countries[line]) }
    return ValueKeys.spread(hash)
  }
}
