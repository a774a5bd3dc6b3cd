/// Some rows of columns as text: all cells of the first column one behind the other, then those of the
/// second.
///
/// Each kind of column is one loop; the writer then only has to lay cells of different columns side by
/// side.
struct ColumnTexts {
  private(set) var bytes: [UInt8] = []
  /// Where each cell ends; (columns, rows).
  private(set) var ends: [UInt32] = []

  init(_ table: Table, _ rows: Range<Int>, _ style: CellText) {
    ends.reserveCapacity(table.columns.count * rows.count)
    bytes.reserveCapacity(table.columns.count * rows.count * 10)
    for column in table.columns { append(column.values, rows, style) }
  }

  private mutating func append(_ values: ColumnValues, _ rows: Range<Int>, _ style: CellText) {
    switch values {
    case .numbers(let values):
      fill(rows, style) {
        values[$0].isFinite
      } _: {
        NumberOutput.append(values[$0], to: &$1)
      }
    case .integers(let values):
      fill(rows, style) {
        values[$0] != ColumnValues.missingInteger
      } _: {
        NumberOutput.append(values[$0], to: &$1)
      }
    case .booleans(let values):
      fill(rows, style) {
        values[$0] != ColumnValues.missingBoolean
      } _: {
        $1.append(contentsOf: (values[$0] == 1 ? "true" : "false").utf8)
      }
    case .dates(let values): fillDates(rows, style, values)
    case .categories(let values): fillLevels(rows, style, values)
    case .texts(let values): fillTexts(rows, style, values)
    }
  }

  @inline(__always)
  private mutating func fill(
    _ rows: Range<Int>, _ style: CellText, isPresent: (Int) -> Bool,
    _ append: (Int, inout [UInt8]) -> Void
  ) {
    let missing = style.missing
    for row in rows {
      if isPresent(row) {
        append(row, &bytes)
      } else {
        missing.withUTF8Buffer { bytes.append(contentsOf: $0) }
      }
      ends.append(UInt32(truncatingIfNeeded: bytes.count))
    }
  }

  /// A column of midnights is a column of days.
  private mutating func fillDates(_ rows: Range<Int>, _ style: CellText, _ values: [Int64]) {
    let quotes = style.quotesDates
    let detail: Timestamp.Detail = Self.areDays(values) ? .day : .second
    fill(rows, style) {
      values[$0] != ColumnValues.missingInteger
    } _: { row, bytes in
      if quotes { bytes.append(CellText.quote) }
      Timestamp(microseconds: values[row]).appendISO(detail, to: &bytes)
      if quotes { bytes.append(CellText.quote) }
    }
  }

  private static func areDays(_ values: [Int64]) -> Bool {
    values.allSatisfy { $0 == ColumnValues.missingInteger || $0 % Timestamp.day == 0 }
  }

  /// Levels are made text once each, unless there are more of them than rows.
  private mutating func fillLevels(_ rows: Range<Int>, _ style: CellText, _ values: Categories) {
    guard values.levels.count <= rows.count else {
      return fill(rows, style) {
        values.codes[$0] >= 0
      } _: { row, bytes in
        Self.append(values.levels[Int(values.codes[row])], style, to: &bytes)
      }
    }
    var texts = Texts()
    for level in values.levels {
      var bytes: [UInt8] = []
      Self.append(level, style, to: &bytes)
      texts.append(bytes)
    }
    texts.bytes.withUnsafeBufferPointer { text in
      fill(rows, style) {
        values.codes[$0] >= 0
      } _: { row, bytes in
        let range = texts.range(Int(values.codes[row]))
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[range]))
      }
    }
  }

  private static func append(_ level: String, _ style: CellText, to bytes: inout [UInt8]) {
    var level = level
    level.withUTF8 { style.append($0, to: &bytes) }
  }

  private mutating func fillTexts(_ rows: Range<Int>, _ style: CellText, _ values: Texts) {
    values.bytes.withUnsafeBufferPointer { text in
      fill(rows, style) {
        !values.isMissing($0)
      } _: { row, bytes in
        style.append(UnsafeBufferPointer(rebasing: text[values.range(row)]), to: &bytes)
      }
    }
  }
}
