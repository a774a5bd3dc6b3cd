import EcommBase

/// What the beginning of a CSV file says: its delimiter and its header.
struct CSVSniffer {
  let head: [UInt8]
  /// Where the text begins, behind a byte-order mark.
  let textStart: Int
  let isWhole: Bool

  static let headSize = 1 << 18
  private static let rowsLookedAt = 100

  init(_ input: Input) throws {
    head = try input.bytes(0..<min(input.size, Self.headSize))
    textStart = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    isWhole = input.size <= Self.headSize
  }

  /// The delimiter that gives most rows the width of the first; of equals the one that gives more
  /// cells. One column is what is left when none occurs.
  var delimiter: UInt8 {
    var best = (delimiter: CSVDialect.delimiters[0], even: 0.0, width: 1)
    for delimiter in CSVDialect.delimiters {
      let widths = rows(CSVDialect(delimiter: delimiter)).map(\.cells.count)
      guard let width = widths.first, width > 1 else { continue }
      let even = Double(widths.count { $0 == width }) / Double(widths.count)
      if even > best.even + 0.05 || even >= best.even - 0.05 && width > best.width {
        best = (delimiter, even, width)
      }
    }
    return best.delimiter
  }

  /// The first rows; a last one that the head cuts off is left out.
  func rows(_ dialect: CSVDialect) -> [CSVRecords.Row] {
    var records = CSVRecords(head[textStart...], dialect)
    var rows: [CSVRecords.Row] = []
    while rows.count < Self.rowsLookedAt, let row = records.next() {
      if records.position >= head.count, !isWhole, !rows.isEmpty { break }
      rows.append(row)
    }
    return rows
  }
}

/// The names of a file's columns and where its rows begin.
struct CSVHeader {
  var names: [String]
  var firstRow: Int
  var firstLine: Int
  var notes: [String] = []
  var nameless: Set<String> = []

  init(_ sniffer: CSVSniffer, _ dialect: CSVDialect, _ options: ReadOptions, file: String) throws {
    var records = CSVRecords(sniffer.head[sniffer.textStart...], dialect)
    guard let row = records.next() else { throw CSVError.noRows(file: file) }
    if let line = records.openQuote, sniffer.isWhole {
      throw RowsError(.unterminatedQuote, Place(file, line: line))
    }
    guard records.position < sniffer.head.count || sniffer.isWhole else {
      throw RowsError(.rowTooLong(limit: CSVSniffer.headSize), Place(file, line: row.line))
    }
    guard options.header == .present else {
      names = row.cells.indices.map { "column\($0 + 1)" }
      firstRow = sniffer.textStart
      firstLine = 0
      return
    }
    names = []
    firstRow = records.position
    firstLine = records.line - 1
    nameColumns(row.cells, file)
    if Self.looksLikeData(row.cells) {
      notes.append("the first row of \(file) looks like data; if it is, --no-header")
    }
  }

  /// Every column gets a name of its own.
  private mutating func nameColumns(_ cells: [[UInt8]], _ file: String) {
    var taken = Set<String>()
    for (index, cell) in cells.enumerated() {
      let plain = Self.text(cell)
      var name = plain.isEmpty ? "column\(index + 1)" : plain
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(plain.isEmpty ? "column\(index + 1)" : plain)_\(number)"
        number += 1
      }
      if !plain.isEmpty, name != plain {
        notes.append("\(file) has two columns \(plain); the later one is called \(name)")
      }
      if plain.isEmpty { nameless.insert(name) }
      names.append(name)
    }
  }

  private static func text(_ cell: [UInt8]) -> String {
    cell.withUnsafeBufferPointer { cell in
      let trimmed = cell.trimmed
      if UTF8Check.isValid(trimmed) { return trimmed.string }
      var bytes: [UInt8] = []
      Windows1252.append(trimmed, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Names are not numbers or dates.
  private static func looksLikeData(_ cells: [[UInt8]]) -> Bool {
    let census = CellCensus(marks: MissingMarks([]), wholeNumbersMayBeDates: false)
    return cells.contains { cell in
      var survey = ColumnSurvey()
      cell.withUnsafeBufferPointer { census.count($0, in: &survey) }
      return survey.integers + survey.decimals > 0 || survey.dates != SIMD16<Int>()
    }
  }
}
