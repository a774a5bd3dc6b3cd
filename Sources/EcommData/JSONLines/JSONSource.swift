import EcommBase

/// Rows of JSON: an object on each line, or the objects of one array.
///
/// A line end is never inside a JSON string, so the first row of a chunk is certain on any line. In an
/// array it is not, and its chunks are parsed one after the other.
struct JSONSource: ChunkedRows {
  let input: Input
  let names: [String] = []
  let isArray: Bool
  let firstRow: Int
  let firstLine: Int
  let chunkSize: Int
  let rowLimit: Int

  private static let tail = 16 << 10
  private static let headSize = 1 << 16

  init(_ input: Input, _ options: ReadOptions) throws {
    self.input = input
    chunkSize = options.safeChunkSize
    rowLimit = options.safeRowLimit
    let head = try input.bytes(0..<min(input.size, Self.headSize))
    var place = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    Self.skipSpace(head, &place)
    isArray = place < head.count && head[place] == UInt8(ascii: "[")
    if isArray {
      place += 1
      Self.skipSpace(head, &place)
    }
    let isEmpty = isArray && place < head.count && head[place] == UInt8(ascii: "]")
    firstRow = isEmpty ? input.size : place
    firstLine = head[..<place].count { $0 == 10 }
  }

  private static func skipSpace(_ bytes: [UInt8], _ place: inout Int) {
    while place < bytes.count, [32, 9, 10, 13].contains(bytes[place]) { place += 1 }
  }

  func parse(_ range: Range<Int>, from start: Int?) throws -> ParsedChunk {
    if isArray, start == nil { return ParsedChunk() }
    var tail = Self.tail
    let from = start ?? max(0, range.lowerBound - 1)
    while true {
      let stretch = from..<min(input.size, max(from, range.upperBound) + tail)
      if let chunk = try parse(range, reading: stretch, from: start) { return chunk }
      tail *= 4
    }
  }

  private func parse(
    _ range: Range<Int>, reading stretch: Range<Int>, from start: Int?
  ) throws -> ParsedChunk? {
    var bytes = try input.bytes(stretch)
    let rows = bytes.withUnsafeBufferPointer { buffer -> JSONRows? in
      guard let first = start.map({ $0 - stretch.lowerBound }) ?? Self.lineStart(buffer) else {
        return JSONRows(buffer, first: nil, isEnd: true, rowLimit: rowLimit)
      }
      var rows = JSONRows(
        buffer, first: first, isEnd: stretch.lowerBound + buffer.count >= input.size,
        rowLimit: rowLimit)
      let limit = range.upperBound - stretch.lowerBound
      return (isArray ? rows.takeItems(until: limit) : rows.takeLines(until: limit)) ? rows : nil
    }
    guard var rows else { return nil }
    let isUTF8 = bytes.withUnsafeBufferPointer(UTF8Check.isValid)
    bytes += rows.scanner.unescaped
    return rows.chunk(bytes, offset: stretch.lowerBound, isUTF8: isUTF8)
  }

  private static func lineStart(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    bytes.firstIndex(of: 10).map { $0 + 1 }
  }
}

/// The rows of one stretch.
private struct JSONRows {
  var scanner: JSONRowScanner
  private let bytes: UnsafeBufferPointer<UInt8>
  private let first: Int?
  private let isEnd: Bool
  private let rowLimit: Int
  private var position: Int
  private var line = 1
  private var fault: RowFault?

  init(_ bytes: UnsafeBufferPointer<UInt8>, first: Int?, isEnd: Bool, rowLimit: Int) {
    self.bytes = bytes
    self.first = first
    self.isEnd = isEnd
    self.rowLimit = rowLimit
    position = first ?? 0
    scanner = JSONRowScanner(bytes, copiesStart: bytes.count)
  }

  /// False where the last row goes on behind the stretch.
  mutating func takeLines(until limit: Int) -> Bool {
    while position < limit, position < bytes.count, fault == nil {
      let end = bytes[position...].firstIndex(of: 10)
      if (end ?? bytes.count) - position > rowLimit { return fail(.rowTooLong(limit: rowLimit)) }
      guard let end = end ?? (isEnd ? bytes.count : nil) else { return false }
      if !isBlank(position..<end), let fault = scanner.row(position..<end, line: line) {
        return fail(.json(fault))
      }
      position = min(bytes.count, end + 1)
      if end < bytes.count { line += 1 }
    }
    return true
  }

  private func isBlank(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 }
  }

  private mutating func fail(_ kind: RowFault.Kind) -> Bool {
    fault = RowFault(kind: kind, line: line)
    return true
  }

  mutating func takeItems(until limit: Int) -> Bool {
    while position < limit, position < bytes.count, fault == nil {
      guard let end = itemEnd() else {
        if bytes.count - position > rowLimit { return fail(.rowTooLong(limit: rowLimit)) }
        return isEnd ? fail(.json(.unexpectedEnd)) : false
      }
      if end - position > rowLimit { return fail(.rowTooLong(limit: rowLimit)) }
      if let fault = scanner.row(position..<end, line: line) { return fail(.json(fault)) }
      line += bytes[position..<end].count { $0 == 10 }
      guard takeSeparator(end) else { return false }
    }
    return true
  }

  /// Behind the object that begins here, by its braces.
  private func itemEnd() -> Int? {
    guard bytes[position] == UInt8(ascii: "{") else { return position + 1 }
    var depth = 0
    var place = position
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return place + 1 }
      case UInt8(ascii: "\""):
        guard let end = stringEnd(place + 1) else { return nil }
        place = end
      default: break
      }
      place += 1
    }
    return nil
  }

  private func stringEnd(_ start: Int) -> Int? {
    var place = start
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\"") { return place }
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  /// A comma and the next object, or the end of the array and of the file. False for more bytes.
  private mutating func takeSeparator(_ end: Int) -> Bool {
    var place = end
    var lines = 0
    skipSpace(&place, &lines)
    guard place < bytes.count else {
      return isEnd ? failAhead(lines, .unexpectedEnd) : false
    }
    let mark = bytes[place]
    guard mark == UInt8(ascii: ",") || mark == UInt8(ascii: "]") else {
      return failAhead(lines, .unexpected(mark))
    }
    place += 1
    skipSpace(&place, &lines)
    let isClosed = mark == UInt8(ascii: "]")
    if place == bytes.count {
      if !isEnd { return false }
      if !isClosed { return failAhead(lines, .unexpectedEnd) }
    } else if isClosed {
      return failAhead(lines, .unexpected(bytes[place]))
    }
    line += lines
    position = place
    return true
  }

  private mutating func failAhead(_ lines: Int, _ fault: JSONRowFault) -> Bool {
    line += lines
    return fail(.json(fault))
  }

  private func skipSpace(_ place: inout Int, _ lines: inout Int) {
    while place < bytes.count, [32, 9, 10, 13].contains(bytes[place]) {
      if bytes[place] == 10 { lines += 1 }
      place += 1
    }
  }

  mutating func chunk(_ bytes: [UInt8], offset: Int, isUTF8: Bool) -> ParsedChunk {
    scanner.cells.finish()
    var chunk = ParsedChunk(names: scanner.cells.names)
    chunk.start = first.map { offset + $0 }
    chunk.end = offset + position
    chunk.lineCount = line - 1
    chunk.fault = fault
    chunk.block = RawBlock(
      bytes: bytes, columns: scanner.cells.columns, rowCount: scanner.cells.rowCount,
      lines: scanner.cells.lines)
    if !isUTF8 { chunk.strayCells = chunk.block.mendEncoding() }
    return chunk
  }
}
