import EcommBase
import EcommData

/// Days of the shop itself from a table: a column of dates and one of names.
public enum OwnDays {
  public static func read(_ table: Table, file: String) throws -> [Holiday] {
    guard
      let dates = table.columns.lazy.compactMap({ column -> [Int64]? in
        if case .dates(let moments) = column.values { moments } else { nil }
      }).first
    else { throw ForecastError.badDays(file: file, reason: "there is no column of dates") }
    let names = table.columns.first { [.category, .text].contains($0.values.type) }
    return dates.indices.compactMap { row in
      guard dates[row] != ColumnValues.missingInteger else { return nil }
      return Holiday(
        name: names?.values.text(row) ?? "own day",
        day: Timestamp(microseconds: dates[row]).dayNumber)
    }
  }
}
