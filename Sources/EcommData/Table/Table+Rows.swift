extension Table {
  /// Some rows, in the order given; a row may stand several times. Categories keep all their levels.
  public func selecting(rows: [Int]) -> Table {
    Table(columns.map { Column($0.name, $0.values.selecting(rows: rows)) }, rowCount: rows.count)
  }

  /// The rows of this table, then those of another with the same columns and categories.
  public func followed(by other: Table) -> Table {
    Table(
      zip(columns, other.columns).map { Column($0.name, $0.values.followed(by: $1.values)) },
      rowCount: rowCount + other.rowCount)
  }
}

extension ColumnValues {
  public func selecting(rows: [Int]) -> ColumnValues {
    switch self {
    case .numbers(let values): .numbers(rows.map { values[$0] })
    case .integers(let values): .integers(rows.map { values[$0] })
    case .booleans(let values): .booleans(rows.map { values[$0] })
    case .dates(let values): .dates(rows.map { values[$0] })
    case .categories(let values):
      .categories(Categories(levels: values.levels, codes: rows.map { values.codes[$0] }))
    case .texts(let texts): .texts(texts.selecting(rows))
    }
  }

  /// Values of another type are left out.
  func followed(by other: ColumnValues) -> ColumnValues {
    switch (self, other) {
    case (.numbers(let a), .numbers(let b)): .numbers(a + b)
    case (.integers(let a), .integers(let b)): .integers(a + b)
    case (.booleans(let a), .booleans(let b)): .booleans(a + b)
    case (.dates(let a), .dates(let b)): .dates(a + b)
    case (.categories(let a), .categories(let b)):
      .categories(Categories(levels: a.levels, codes: a.codes + b.codes))
    case (.texts(let a), .texts(let b)): .texts(a.followed(by: b))
    default: self
    }
  }
}

extension Texts {
  func followed(by other: Texts) -> Texts {
    var both = self
    both.append(other)
    return both
  }

  func selecting(_ rows: [Int]) -> Texts {
    var chosen = Texts()
    for row in rows {
      if isMissing(row) { chosen.appendMissing() } else { chosen.append(bytes[range(row)]) }
    }
    return chosen
  }
}
