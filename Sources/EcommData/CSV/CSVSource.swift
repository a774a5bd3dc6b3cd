import EcommBase

/// The rows of one CSV file behind its header.
struct CSVSource: ChunkedRows {
  let input: Input
  let dialect: CSVDialect
  /// Of all columns, each once.
  let names: [String]
  let firstRow: Int
  let firstLine: Int
  let chunkSize: Int
  let rowLimit: Int

  /// How much is read behind a chunk at first, for its last row.
  private static let tail = 16 << 10
  private static let padding = 64

  func parse(_ range: Range<Int>, from start: Int?) throws -> ParsedChunk {
    var tail = Self.tail
    let from = start ?? max(0, range.lowerBound - 1)
    while true {
      let end = min(input.size, max(from, range.upperBound) + tail)
      if let chunk = try parse(range, reading: from..<end, from: start) { return chunk }
      tail *= 4
    }
  }

  /// Nil where the last row goes on behind what was read.
  private func parse(
    _ range: Range<Int>, reading stretch: Range<Int>, from start: Int?
  ) throws -> ParsedChunk? {
    var bytes = try padded(stretch)
    let count = bytes.count - Self.padding
    let isEnd = stretch.lowerBound + count >= input.size
    var chunk = ParsedChunk(names: names)
    let parsed: Bool = bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return true }
      guard let first = start.map({ $0 - stretch.lowerBound }) ?? Self.guess(buffer, count) else {
        return true
      }
      var scanner = CSVScanner(
        base, count: count, isEnd: isEnd, start: first, dialect: dialect,
        columns: names.count, rowLimit: rowLimit)
      defer { scanner.rows.deallocate() }
      let ending = scanner.scan(until: range.upperBound - stretch.lowerBound)
      return chunk.take(scanner, ending, first, offset: stretch.lowerBound, UnsafePointer(base))
    }
    guard parsed else { return nil }
    chunk.adopt(bytes)
    return chunk
  }

  private func padded(_ range: Range<Int>) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: range.count + Self.padding) { buffer, count in
      let target = UnsafeMutableRawBufferPointer(
        rebasing: UnsafeMutableRawBufferPointer(buffer)[..<range.count])
      let got = range.isEmpty ? 0 : try input.read(into: target, at: range.lowerBound)
      for place in got..<got + Self.padding { buffer[place] = 32 }
      count = got + Self.padding
    }
  }

  /// The first row is taken to begin behind the first line end, as if that were in no quotes.
  private static func guess(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ count: Int) -> Int? {
    for place in 0..<count {
      if bytes[place] == 10 { return place + 1 }
      if bytes[place] == 13, bytes[place + 1] != 10 { return place + 1 }
    }
    return nil
  }
}

extension ParsedChunk {
  /// False where the scanner came to no end.
  fileprivate mutating func take(
    _ scanner: CSVScanner, _ ending: CSVScanner.Ending, _ first: Int, offset: Int,
    _ bytes: UnsafePointer<UInt8>
  ) -> Bool {
    start = offset + first
    switch ending {
    case .needsMore: return false
    case .fault(let fault): self.fault = fault
    case .row(let next):
      end = offset + next
      lineCount = scanner.lineCount
      rejects = scanner.rejects
      block.rowCount = scanner.rows.count
      block.lines = scanner.rows.lines
      block.columns = (0..<scanner.rows.columns).map { scanner.rows.column($0) }
      check(scanner, UnsafeBufferPointer(start: bytes + first, count: next - first))
    }
    return true
  }

  private mutating func check(_ scanner: CSVScanner, _ text: UnsafeBufferPointer<UInt8>) {
    hasStrays = !scanner.isASCII && !UTF8Check.isValid(text)
  }

  fileprivate mutating func adopt(_ bytes: [UInt8]) {
    block.bytes = bytes
    if hasStrays { strayCells = block.mendEncoding() }
  }
}
