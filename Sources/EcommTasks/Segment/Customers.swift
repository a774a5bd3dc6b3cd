import EcommBase
import EcommData

/// Customers with their figures, in the order of their names.
public struct Customers: Sendable {
  public let names: [String]
  /// One column for each figure that is known.
  public let figures: [CustomerFigure: [Double]]
  /// Empty where no country is known.
  public let countries: [String?]
  /// The moment the figures are of; nil for a table that was ready.
  public let asOf: Timestamp?

  public var count: Int { names.count }

  init(
    names: [String], figures: [CustomerFigure: [Double]], countries: [String?] = [],
    asOf: Timestamp? = nil
  ) {
    self.names = names
    self.figures = figures
    self.countries = countries
    self.asOf = asOf
  }

  public subscript(figure: CustomerFigure) -> [Double]? { figures[figure] }

  /// A column that must be there.
  func require(_ figure: CustomerFigure) throws -> [Double] {
    guard let values = figures[figure] else {
      throw ColumnError.needed(figure.rawValue, nearest: nil)
    }
    return values
  }

  func selecting(_ rows: [Int]) -> Customers {
    Customers(
      names: rows.map { names[$0] },
      figures: figures.mapValues { values in rows.map { values[$0] } },
      countries: countries.isEmpty ? [] : rows.map { countries[$0] }, asOf: asOf)
  }

  /// Names and figures as columns.
  var table: Table {
    let columns = CustomerFigure.allCases.compactMap { figure in
      figures[figure].map { Column(figure.rawValue, .numbers($0)) }
    }
    let own = Column("customer", .categories(Categories(of: names.map { $0 })))
    return Table([own] + columns, rowCount: count)
  }

  /// A digest of all names and figures.
  var fingerprint: String {
    var bytes: [UInt8] = []
    for name in names { bytes += Array(name.utf8) + [0] }
    for figure in CustomerFigure.allCases {
      for value in figures[figure] ?? [] {
        let word = value.bitPattern
        for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift * 8))) }
      }
    }
    return String(SHA256.hex(of: bytes).prefix(16))
  }
}
