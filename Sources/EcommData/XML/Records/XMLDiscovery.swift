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
  init(_ mapper: XMLRowMapper, _ names: XMLNames, lookAheadBytes: Int) {
    let plan = mapper.plan
    record = plan.records.map { names[plan.paths[$0].name] }.joined(separator: ", ")
    path = plan.records.map { plan.paths.text($0, below: 0, names) }.joined(separator: ", ")
    key = plan.keyPath.map { plan.paths.text($0, below: plan.shapes[0].base, names) }
    tables = zip(plan.shapes, mapper.rowCounts).map { shape, rows in
      let keys = [shape.record, shape.key, shape.outerRow].filter { $0 != XMLPlan.noColumn }
      return Table(
        name: shape.name, columns: shape.columns, rows: rows,
        keys: keys.map { shape.columns[Int($0)] })
    }
    notes = []
    notes = Self.notes(self, mapper, names, lookAheadBytes)
  }

  private static func notes(
    _ found: XMLDiscovery, _ mapper: XMLRowMapper, _ names: XMLNames, _ lookAheadBytes: Int
  ) -> [String] {
    if found.tables[0].columns.isEmpty { return ["there are no records: every element is empty"] }
    let elements = mapper.plan.records.map { "<\(names[mapper.plan.paths[$0].name])>" }
    var notes = [
      "records are \(elements.joined(separator: ", ")) in \(found.path), "
        + "\(Figures.count(found.tables[0].rows)) of them"
    ]
    for (table, shape) in zip(found.tables, mapper.plan.shapes).dropFirst() {
      let keys = table.keys.joined(separator: " and ")
      notes.append(
        "\(table.name) is a table of its own: \(Figures.count(table.rows)) rows, with \(keys)")
      if shape.isLate {
        notes.append(
          "\(table.name) repeats in a record only beyond the first \(lookAheadBytes) bytes: "
            + "the first value of each stands with the rest of its row")
      }
    }
    if mapper.valuesOutside > 0 {
      let places = mapper.pathsOutside.map { mapper.plan.paths.text($0, below: 0, names) }
      notes.append(
        "\(mapper.valuesOutside) values are not in a record and left out: "
          + places.joined(separator: ", ") + (mapper.pathsOutside.count == 3 ? "..." : ""))
    }
    return notes
  }
}
