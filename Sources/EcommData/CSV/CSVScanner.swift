import CKernels
import EcommBase

/// Takes the rows of a stretch of CSV apart: RFC 4180, and what people really send.
///
/// Sixty-four bytes at a time are compared with the bytes that can mean something (delimiter, quote,
/// CR, LF, and zero, which no text has); the matches become bits of a word (after G. Langdale and D. Lemire, 2019, but with
/// a state for each match instead of arithmetic on quotes, because a quote in the middle of a cell is
/// only a letter). A cell costs about two nanoseconds, a byte a sixteenth of one.
///
/// A cell is quoted if its first byte is a quote. What follows the closing quote belongs to the cell.
/// Invariant: `bytes` has 64 readable bytes behind `count`.
struct CSVScanner {
  enum Ending: Equatable {
    /// The first row behind the stretch begins here.
    case row(Int)
    /// The stretch ends in the middle of a row.
    case needsMore
    case fault(RowFault)
  }

  private let bytes: UnsafeMutablePointer<UInt8>
  private let count: Int
  private let isEnd: Bool
  private let delimiter: UInt8
  private let columns: Int
  private let rowLimit: Int

  private var rowStart: Int
  private var cellStart: Int
  private var column = 0
  private var isQuoted = false
  private var insideQuotes = false
  private var closingQuote = 0
  private var hasDoubledQuotes = false
  private var quoteLine = 0
  private var extraText = false
  /// Matches before this place are used up.
  private var skipUntil = 0
  private var line = 1
  private var rowLine = 1

  private(set) var rows: CSVCells
  private(set) var rejects: [RowReject] = []
  private(set) var isASCII = true

  init(
    _ bytes: UnsafeMutablePointer<UInt8>, count: Int, isEnd: Bool, start: Int,
    dialect: CSVDialect, columns: Int, rowLimit: Int
  ) {
    self.bytes = bytes
    self.count = count
    self.isEnd = isEnd
    delimiter = dialect.delimiter
    self.columns = columns
    self.rowLimit = rowLimit
    rowStart = start
    cellStart = start
    rows = CSVCells(columns: columns, forBytes: max(0, count - start))
  }

  /// Lines before the first row that is not part of the stretch.
  var lineCount: Int { rowLine - 1 }

  /// All rows that begin before `limit`.
  mutating func scan(until limit: Int) -> Ending {
    if rowStart >= limit { return .row(rowStart) }
    let marks = Marks(delimiter)
    var base = rowStart & ~63
    var high = SIMD16<UInt8>()
    while base < count {
      var mask = marks.mask(UnsafeRawPointer(bytes + base), &high)
      while mask != 0 {
        let place = base &+ mask.trailingZeroBitCount
        mask &= mask &- 1
        guard place >= skipUntil, place >= cellStart, place < count else { continue }
        if let ending = take(place, limit) {
          isASCII = high.max() < 128
          return ending
        }
      }
      base &+= 64
    }
    isASCII = high.max() < 128
    return finish()
  }

  @inline(__always)
  private mutating func take(_ place: Int, _ limit: Int) -> Ending? {
    let byte = bytes[place]
    if insideQuotes {
      if byte == CSVDialect.quote { return quoteInside(place) }
      if byte == 10 { line &+= 1 }
      return byte == 0 ? fault(.zeroByte, line) : nil
    }
    if byte == delimiter {
      endCell(place)
      return nil
    }
    if byte == CSVDialect.quote {
      if place == cellStart { openQuotes(place) }
      return nil
    }
    return byte == 0 ? fault(.zeroByte, line) : lineEnd(place, byte, limit)
  }

  @inline(__always)
  private mutating func openQuotes(_ place: Int) {
    isQuoted = true
    insideQuotes = true
    hasDoubledQuotes = false
    quoteLine = line
  }

  @inline(__always)
  private mutating func quoteInside(_ place: Int) -> Ending? {
    if place &+ 1 == count, !isEnd { return .needsMore }
    if place &+ 1 < count, bytes[place &+ 1] == CSVDialect.quote {
      hasDoubledQuotes = true
      skipUntil = place &+ 2
    } else {
      insideQuotes = false
      closingQuote = place
    }
    return nil
  }

  @inline(__always)
  private mutating func lineEnd(_ place: Int, _ byte: UInt8, _ limit: Int) -> Ending? {
    var next = place &+ 1
    if byte == 13 {
      if next == count, !isEnd { return .needsMore }
      if next < count, bytes[next] == 10 {
        next &+= 1
        skipUntil = next
      }
    }
    guard place &- rowStart <= rowLimit else { return fault(.rowTooLong(limit: rowLimit), rowLine) }
    endRow(place, next)
    line &+= 1
    rowLine = line
    return next >= limit ? .row(next) : nil
  }

  private mutating func finish() -> Ending {
    if count - rowStart > rowLimit { return fault(.rowTooLong(limit: rowLimit), rowLine) }
    guard isEnd else { return .needsMore }
    if insideQuotes { return fault(.unterminatedQuote, quoteLine) }
    if rowStart < count { endRow(count, count) }
    rowLine = line
    return .row(count)
  }

  private func fault(_ kind: RowFault.Kind, _ line: Int) -> Ending {
    .fault(RowFault(kind: kind, line: line))
  }
}

extension CSVScanner {
  @inline(__always)
  private mutating func endCell(_ place: Int) {
    var start = cellStart
    var length = place &- start
    if isQuoted {
      if closingQuote == place &- 1, !hasDoubledQuotes {
        start &+= 1
        length &-= 2
      } else {
        (start, length) = unquoted(start, place)
      }
      isQuoted = false
    }
    if column < columns { rows.append(start, length) } else if length > 0 { extraText = true }
    column &+= 1
    cellStart = place &+ 1
  }

  /// Without the quotes around it, doubled quotes made one; in place.
  private func unquoted(_ start: Int, _ end: Int) -> (start: Int, length: Int) {
    var write = start + 1
    var read = start + 1
    while read < end {
      if read == closingQuote {
        read += 1
        continue
      }
      let byte = bytes[read]
      bytes[write] = byte
      write += 1
      read += byte == CSVDialect.quote && read < closingQuote ? 2 : 1
    }
    return (start + 1, write - start - 1)
  }

  @inline(__always)
  private mutating func endRow(_ place: Int, _ next: Int) {
    let isBlank = column == 0 && !isQuoted && isSpace(cellStart, place)
    if isBlank {
      cellStart = next
    } else {
      endCell(place)
      if column == columns || column > columns && !extraText {
        rows.endRow(line: rowLine)
      } else {
        rejectRow()
      }
      cellStart = next
    }
    rowStart = next
    column = 0
    extraText = false
  }

  private func isSpace(_ start: Int, _ end: Int) -> Bool {
    var place = start
    while place < end, bytes[place] == 32 || bytes[place] == 9 { place += 1 }
    return place == end
  }

  private mutating func rejectRow() {
    let cells = column == 1 ? "1 cell" : "\(column) cells"
    let reject = Reject(Place("", line: rowLine), "this row has \(cells), the header \(columns)")
    rejects.append(RowReject(row: rows.count, reject: reject))
    rows.dropRow()
  }
}

/// The bytes that mean something.
private struct Marks {
  let delimiter: SIMD16<UInt8>
  let quote = SIMD16<UInt8>(repeating: CSVDialect.quote)
  let lineFeed = SIMD16<UInt8>(repeating: 10)
  let carriageReturn = SIMD16<UInt8>(repeating: 13)
  let zero = SIMD16<UInt8>()

  init(_ delimiter: UInt8) { self.delimiter = SIMD16(repeating: delimiter) }

  @inline(__always)
  func mask(
    _ start: UnsafeRawPointer, _ high: inout SIMD16<UInt8>
  ) -> UInt64 {
    part(start, &high) | part(start + 16, &high) << 16
      | part(start + 32, &high) << 32 | part(start + 48, &high) << 48
  }

  @inline(__always)
  private func part(
    _ start: UnsafeRawPointer, _ high: inout SIMD16<UInt8>
  ) -> UInt64 {
    let bytes = start.loadUnaligned(as: SIMD16<UInt8>.self)
    high |= bytes
    let hits =
      (bytes .== delimiter) .| (bytes .== quote) .| (bytes .== lineFeed)
      .| (bytes .== carriageReturn) .| (bytes .== zero)
    return UInt64(kernel_top_bits(unsafeBitCast(hits, to: SIMD16<Int8>.self)) & 0xFFFF)
  }
}
