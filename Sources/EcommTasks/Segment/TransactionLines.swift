import EcommData

/// Some lines of an input, column by column, as the ledger takes them.
struct TransactionLines {
  var customers: [UInt64] = []
  var orders: [UInt64] = []
  var products: [UInt64] = []
  var countries: [UInt64] = []
  /// Microseconds; `ColumnValues.missingInteger` where there is none.
  var times: [Int64] = []
  /// Not-a-number where there is none.
  var quantities: [Double] = []
  var amounts: [Double] = []
  /// Whether the order's number begins with a C before digits.
  var isCancelled: [Bool] = []
}

/// Takes the columns out of tables, block after block.
struct TransactionReader {
  let columns: TransactionColumns
  private var customerKeys = ValueKeys()
  private var orderKeys = ValueKeys()
  private var productKeys = ValueKeys()
  private var countryKeys = ValueKeys()
  private var orderLevels: [String] = []
  private var cancelledLevels: [Bool] = []

  init(_ columns: TransactionColumns) { self.columns = columns }

  mutating func lines(_ block: Table, _ rows: Range<Int>) throws -> TransactionLines {
    var lines = TransactionLines()
    lines.customers = customerKeys.keys(try Self.values(block, columns.customer), rows)
    lines.times = try Self.times(block, columns.date, rows)
    if let name = columns.order {
      let values = try Self.values(block, name)
      lines.orders = orderKeys.keys(values, rows)
      lines.isCancelled = cancelled(values, rows)
    }
    if let name = columns.product {
      lines.products = productKeys.keys(try Self.values(block, name), rows)
    }
    if let name = columns.country {
      lines.countries = countryKeys.keys(try Self.values(block, name), rows)
    }
    try Self.addAmounts(block, columns, rows, &lines)
    return lines
  }

  static func values(_ block: Table, _ name: String) throws -> ColumnValues {
    guard let column = block[name] else { throw ColumnError.missing(name, nearest: nil) }
    return column.values
  }

  private static func times(_ block: Table, _ name: String, _ rows: Range<Int>) throws -> [Int64] {
    guard case .dates(let values) = try values(block, name) else {
      throw ColumnError.wrongType(
        name, type: try values(block, name).type, expected: [ColumnType.date.rawValue])
    }
    return Array(values[rows])
  }

  private static func addAmounts(
    _ block: Table, _ columns: TransactionColumns, _ rows: Range<Int>,
    _ lines: inout TransactionLines
  ) throws {
    lines.quantities =
      try columns.quantity.map { try numbers(block, $0, rows) }
      ?? [Double](repeating: 1, count: rows.count)
    if let amount = columns.amount {
      lines.amounts = try numbers(block, amount, rows)
    } else if let price = columns.price {
      lines.amounts = try numbers(block, price, rows)
      for row in lines.amounts.indices { lines.amounts[row] *= lines.quantities[row] }
    }
  }

  private static func numbers(
    _ block: Table, _ name: String, _ rows: Range<Int>
  ) throws -> [Double] {
    let values = try values(block, name)
    switch values {
    case .numbers(let numbers): return Array(numbers[rows])
    case .integers(let integers):
      return integers[rows].map { $0 == ColumnValues.missingInteger ? .nan : Double($0) }
    default:
      throw ColumnError.wrongType(name, type: values.type, expected: ["integer", "number"])
    }
  }

  private mutating func cancelled(_ values: ColumnValues, _ rows: Range<Int>) -> [Bool] {
    switch values {
    case .categories(let categories):
      if categories.levels != orderLevels {
        orderLevels = categories.levels
        cancelledLevels = orderLevels.map { Self.isCancelled($0.utf8) }
      }
      let levels = cancelledLevels
      return rows.map { row in
        let code = categories.codes[row]
        return code >= 0 && levels[Int(code)]
      }
    case .texts(let texts): return rows.map { Self.isCancelled(texts.bytes[texts.range($0)]) }
    default: return [Bool](repeating: false, count: rows.count)
    }
  }

  private static func isCancelled(_ order: some Collection<UInt8>) -> Bool {
    guard let first = order.first, first == UInt8(ascii: "C") || first == UInt8(ascii: "c"),
      order.count > 1
    else { return false }
    return order.dropFirst().allSatisfy { $0 &- 48 < 10 }
  }
}
