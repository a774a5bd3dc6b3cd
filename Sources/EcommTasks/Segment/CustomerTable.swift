import EcommBase
import EcommData

/// A table with a row for each customer and columns named as their figures, such as `segment train` writes.
struct CustomerTable {
  private let source: PurchaseSource
  private let key: String?
  private let figures: [(name: String, figure: CustomerFigure)]

  /// Nil where the input has no such columns.
  init?(_ source: PurchaseSource, key wished: String?) {
    self.source = source
    figures = source.schema.columns.compactMap { column in
      CustomerFigure(rawValue: column.name.lowercased()).map { (column.name, $0) }
    }
    guard Set(figures.map(\.figure)).isSuperset(of: CustomerFigure.usual) else { return nil }
    if let wished {
      key = wished
    } else {
      var finder = ColumnFinder(source.schema)
      key = finder.findIfAny(.customer)?.name
    }
  }

  func read() throws -> Customers {
    var columns: [CustomerFigure: [Double]] = [:]
    var names: [String] = []
    try source.blocks { block in
      for (name, figure) in figures {
        let values = try TransactionReader.values(block, name)
        guard let numbers = values.doubles, values.type != .date else {
          throw ColumnError.wrongType(name, type: values.type, expected: ["integer", "number"])
        }
        columns[figure, default: []] += numbers
      }
      let own = try key.map { try TransactionReader.values(block, $0) }
      for row in 0..<block.rowCount {
        names.append(own.map { ValueKeys.name($0, row) } ?? String(names.count + 1))
      }
    }
    for (_, figure) in figures where columns[figure] == nil { columns[figure] = [] }
    return Customers(names: names, figures: columns)
  }

  var columns: [SchemaColumn] {
    figures.map { SchemaColumn(name: $0.name, type: .number, role: .feature, missing: .allow) }
      + (key.map { [SchemaColumn(name: $0, type: .text, role: .customer, missing: .allow)] } ?? [])
  }
}
