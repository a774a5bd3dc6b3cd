import EcommBase

/// What was found in XML documents: for the notes that a person sees.
public struct XMLDiscovery: Sendable, Equatable {
  public struct Table: Sendable, Equatable {
    /// `records`, or the path of a list inside the record: `rows/row`.
    public var name: String
    public var columns: [String]
    public var rows: Int
    /// Columns that only say to which record and outer row a row belongs.
    public var keys: [String]
  }

  /// The element that is a record, without its path: `order`.
  public var record: String
  /// `orders/order`
  public var path: String
  /// The column of the records that tells them apart, if there is one.
  public var key: String?
  /// The records first.
  public var tables: [Table]
  /// In words, without full stops.
  public var notes: [String]
}

extension XMLDiscovery {
  init(_ documents: XMLDocuments, _ tally: XMLTally) {
    let (plan, names) = (documents.plan, documents.names)
    record = plan.records.map { names[plan.paths[$0].name] }.joined(separator: ", ")
    path = plan.records.map { plan.paths.text($0, below: 0, names) }.joined(separator: ", ")
    key = plan.keyPath.map { plan.paths.text($0, below: plan.shapes[0].base, names) }
    tables = tally.tables.map {
      Table(name: $0.name, columns: $0.columns, rows: $0.rows, keys: $0.keys)
    }
    notes = []
    notes = Self.notes(self, documents, tally)
  }

  private static func notes(
    _ found: XMLDiscovery, _ documents: XMLDocuments, _ tally: XMLTally
  ) -> [String] {
    guard let records = found.tables.first, !records.columns.isEmpty else {
      return ["there are no records: every element is empty"]
    }
    let (plan, names) = (documents.plan, documents.names)
    let elements = plan.records.map { "<\(names[plan.paths[$0].name])>" }
    var notes = [
      "records are \(elements.joined(separator: ", ")) in \(found.path), "
        + "\(Figures.count(records.rows)) of them"
    ]
    for table in tally.tables.dropFirst() {
      notes.append(
        "\(table.name) is a table of its own: \(Figures.count(table.rows)) rows, "
          + "with \(table.keys.joined(separator: " and "))")
      if table.isLate {
        notes.append(
          "\(table.name) repeats in a record only beyond the first "
            + "\(documents.options.lookAheadBytes) bytes: "
            + "the first value of each stands with the rest of its row")
      }
    }
    return notes + outside(tally)
  }

  private static func outside(_ tally: XMLTally) -> [String] {
    guard tally.valuesOutside > 0 else { return [] }
    let more = tally.pathsOutside.count == XMLTally.pathsNamed ? "..." : ""
    return [
      "\(tally.valuesOutside) values are not in a record and left out: "
        + tally.pathsOutside.joined(separator: ", ") + more
    ]
  }
}
