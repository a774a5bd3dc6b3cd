import EcommBase

/// What a model was trained on.
public struct DataSummary: Sendable, Equatable {
  public var rows: Int
  public var columns: Int
  public var rejectedRows: Int
  /// A digest of the values that were used, so that two models can be told to share their data.
  public var fingerprint: String
  /// ISO dates, where the data has a date.
  public var firstDate: String?
  public var lastDate: String?
  /// Which rows, where a model learns from rows.
  public var seenRows: SeenRows?

  public init(
    rows: Int, columns: Int, rejectedRows: Int, fingerprint: String,
    firstDate: String? = nil, lastDate: String? = nil, seenRows: SeenRows? = nil
  ) {
    self.rows = rows
    self.columns = columns
    self.rejectedRows = rejectedRows
    self.fingerprint = fingerprint
    self.firstDate = firstDate
    self.lastDate = lastDate
    self.seenRows = seenRows
  }

  public var json: JSON {
    [
      "rows": .integer(rows), "columns": .integer(columns), "rejected_rows": .integer(rejectedRows),
      "fingerprint": .string(fingerprint), "first_date": .optional(firstDate),
      "last_date": .optional(lastDate), "seen_rows": seenRows?.json ?? .null,
    ]
  }

  init(_ fields: JSONFields) throws {
    rows = try fields.integer("rows", in: 0...Int.max)
    columns = try fields.integer("columns", in: 0...Int.max)
    rejectedRows = try fields.integer("rejected_rows", in: 0...Int.max)
    fingerprint = try fields.string("fingerprint")
    firstDate = try fields.optionalString("first_date")
    lastDate = try fields.optionalString("last_date")
    seenRows = try fields.optionalFields("seen_rows").map(SeenRows.init)
  }
}
