import EcommBase
import EcommData

/// What a shop's day tells: hour, weekday, day of the month and month of each date, and the hours between
/// two dates of one row. The dates themselves go: a model must not learn that time passes.
struct DateParts: PreparationStep, Equatable {
  static let name = "date-parts"

  let columns: [String]

  static func fit(_ table: Table) -> DateParts? {
    let dates = table.columns.filter { $0.values.type == .date }.map(\.name)
    return dates.isEmpty ? nil : DateParts(columns: dates)
  }

  private static let parts: [(name: String, of: @Sendable (Timestamp) -> Int)] = [
    ("hour", { $0.hour }), ("weekday", { $0.date.weekday }), ("day", { $0.date.day }),
    ("month", { $0.date.month }),
  ]

  /// Every later column against every earlier one.
  private var pairs: [(name: String, first: String, second: String)] {
    columns.indices.flatMap { first in
      columns[(first + 1)...].map {
        ("hours from \($0) to \(columns[first])", columns[first], $0)
      }
    }
  }

  func apply(_ table: Table) throws -> Table {
    let gaps = try pairs.map { pair in
      Column(
        pair.name,
        .numbers(
          zip(
            try table.moments(pair.first, for: Self.name),
            try table.moments(pair.second, for: Self.name)
          ).map(Self.hours)))
    }
    let parts = try columns.flatMap { name in
      let moments = try table.moments(name, for: Self.name)
      return Self.parts.map { part in
        Column("\(name) \(part.name)", .numbers(moments.map { Self.part($0, part.of) }))
      }
    }
    return try table.changing(columns, for: Self.name) { _, _ in [] }
      .adding(parts + gaps, by: Self.name)
  }

  private static func part(_ moment: Int64, _ of: (Timestamp) -> Int) -> Double {
    moment == ColumnValues.missingInteger ? .nan : Double(of(Timestamp(microseconds: moment)))
  }

  private static func hours(_ later: Int64, _ earlier: Int64) -> Double {
    guard later != ColumnValues.missingInteger, earlier != ColumnValues.missingInteger else {
      return .nan
    }
    return (Double(later) - Double(earlier)) / (3600 * Double(Timestamp.second))
  }

  var origins: [String: [String]] {
    var origins: [String: [String]] = [:]
    for name in columns {
      for part in Self.parts { origins["\(name) \(part.name)"] = [name] }
    }
    for pair in pairs { origins[pair.name] = [pair.first, pair.second] }
    return origins
  }
}

extension DateParts {
  var json: JSON.Object { JSON.Object([("columns", .strings(columns))]) }
  init(_ fields: JSONFields) throws { columns = try fields.strings("columns") }
}
