import EcommBase
import EcommData

/// What is wrong with new data whatever its values mean.
public struct DataQuality: Sendable {
  public struct Retyped: Sendable, Equatable {
    public let name: String
    public let before: ColumnType
    public let now: ColumnType
  }

  public let rows: Int
  public let rejectedRows: Int
  public var missingColumns: [String] = []
  public var extraColumns: [String] = []
  public var retyped: [Retyped] = []
  /// Rows that are exact copies of another.
  public let duplicates: Int
  /// The newest day in the data, and that of the training.
  public let newestDay: String?
  public let trainedTo: String?
  /// What could not be done, and what is odd.
  public var notes: [String] = []

  init(_ table: Table, rejectedRows: Int, trainedTo: String?) {
    self.init(
      rows: table.rowCount, rejectedRows: rejectedRows, duplicates: table.repeatedRows().count,
      newestDay: Self.newestDay(table), trainedTo: trainedTo)
  }

  init(
    rows: Int, rejectedRows: Int, duplicates: Int = 0, newestDay: String?, trainedTo: String?
  ) {
    self.rows = rows
    self.rejectedRows = rejectedRows
    self.duplicates = duplicates
    self.newestDay = newestDay
    self.trainedTo = trainedTo
    if let newestDay, let trainedTo, newestDay.precedesInUTF8(trainedTo) {
      notes.append("the newest row is of \(newestDay), before the end of training on \(trainedTo)")
    }
  }

  private static func newestDay(_ table: Table) -> String? {
    let moments = table.columns.compactMap { column -> Int64? in
      guard case .dates(let values) = column.values else { return nil }
      return values.max().flatMap { $0 == ColumnValues.missingInteger ? nil : $0 }
    }
    return moments.max().map { Timestamp(microseconds: $0).date.description }
  }

  /// Days from the newest row to a moment in seconds since 1970, negative where the clock is behind the data.
  public func daysOld(at now: Int) -> Int? {
    newestDay.flatMap { CivilDate(iso: $0) }.map {
      Int((Double(now) / 86_400).rounded(.down)) - $0.days
    }
  }

  /// Columns of the model in `table`, those that fit with their values of the type that the model knows.
  mutating func match(_ schema: [SchemaColumn], in table: Table) -> [Column] {
    let known = Set(schema.map(\.name))
    extraColumns += table.names.filter { !known.contains($0) }
    return schema.filter { $0.role == .feature && $0.type != .date }.compactMap { wanted in
      guard let column = table[wanted.name] else {
        missingColumns.append(wanted.name)
        return nil
      }
      guard let values = try? Schema.values(column, as: wanted.type) else {
        retyped.append(Retyped(name: wanted.name, before: wanted.type, now: column.values.type))
        return nil
      }
      return Column(wanted.name, values)
    }
  }

  var json: JSON {
    [
      "rows": .integer(rows), "rejected_rows": .integer(rejectedRows),
      "missing_columns": .strings(missingColumns), "extra_columns": .strings(extraColumns),
      "retyped_columns": .array(
        retyped.map {
          [
            "name": .string($0.name), "before": .string($0.before.rawValue),
            "now": .string($0.now.rawValue),
          ]
        }),
      "duplicates": .integer(duplicates), "newest_day": .optional(newestDay),
      "trained_to": .optional(trainedTo), "notes": .strings(notes),
    ]
  }
}
