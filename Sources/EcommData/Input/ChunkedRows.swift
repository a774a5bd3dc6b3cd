import EcommBase

/// An input cut into stretches of bytes that can be parsed at the same time.
///
/// A chunk holds the rows that begin in its stretch. Where the first of them begins is certain only
/// when the chunk before it is parsed, so `parse` may be asked to guess; whoever asks compares the
/// guess with where the chunk before really ended, and asks again where it was wrong.
protocol ChunkedRows: Sendable {
  var input: Input { get }
  /// The columns that are known before any row is.
  var names: [String] { get }
  /// Where the first row begins, and how many lines stand before it.
  var firstRow: Int { get }
  var firstLine: Int { get }
  var chunkSize: Int { get }

  /// The rows that begin in `range`, the first of them at `start`, or at a guess where that is nil.
  func parse(_ range: Range<Int>, from start: Int?) throws -> ParsedChunk
}

/// The rows of a chunk. Lines count from 1 at the chunk's first row.
struct ParsedChunk: Sendable {
  var names: [String] = []
  var block = RawBlock()
  /// Where its first row begins; nil where it did not dare to guess.
  var start: Int?
  /// Where the first row behind it begins.
  var end = 0
  var lineCount = 0
  var rejects: [RowReject] = []
  var hasStrays = false
  /// Cells that were not UTF-8.
  var strayCells = 0
  var fault: RowFault?
}

/// What ends the reading of an input.
struct RowFault: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case unterminatedQuote
    case rowTooLong(limit: Int)
    case zeroByte
    case json(JSONRowFault)
  }

  var kind: Kind
  var line: Int
}

/// Takes the chunks of an input in waves: parsed and worked on in parallel, checked in order.
struct ChunkWalk<Source: ChunkedRows> {
  struct Step<T> {
    var value: T
    var rejects: [RowReject]
    var strayCells: Int
    /// Lines of the file before the chunk.
    var lineOffset: Int
  }

  private struct Attempt<T: Sendable>: Sendable {
    var chunk: ParsedChunk
    var value: T
  }

  let source: Source
  private let chunks: Chunks
  private var next = 0
  /// How far the input is read.
  private(set) var position: Int
  private var lines: Int

  init(_ source: Source) {
    self.source = source
    chunks = Chunks(source.input.size, size: source.chunkSize)
    position = source.firstRow
    lines = source.firstLine
    next = min(position / source.chunkSize, chunks.count)
  }

  /// At most `count` chunks; empty at the end.
  mutating func wave<T: Sendable>(
    _ count: Int, _ parallel: Parallel, _ work: @Sendable (ParsedChunk) -> T
  ) throws -> [Step<T>] {
    let source = source
    let chunks = chunks
    let first = next
    let position = position
    let attempts = try parallel.map(min(count, chunks.count - first)) { index in
      let start = index == 0 ? position : nil
      return try Self.attempt(source, chunks[first + index], start, work)
    }
    var steps: [Step<T>] = []
    for attempt in attempts {
      if let step = try accept(attempt, chunks[next], work) { steps.append(step) }
      next += 1
    }
    return steps
  }

  var isDone: Bool { next >= chunks.count }

  private static func attempt<T>(
    _ source: Source, _ range: Range<Int>, _ start: Int?, _ work: (ParsedChunk) -> T
  ) throws -> Attempt<T> {
    var chunk = try source.parse(range, from: start)
    let value = work(chunk)
    chunk.block = RawBlock()
    return Attempt(chunk: chunk, value: value)
  }

  private mutating func accept<T>(
    _ attempt: Attempt<T>, _ range: Range<Int>, _ work: (ParsedChunk) -> T
  ) throws -> Step<T>? {
    guard position < range.upperBound else { return nil }
    var sure = attempt
    if attempt.chunk.start != position {
      sure = try Self.attempt(source, range, position, work)
    }
    if let fault = sure.chunk.fault {
      throw RowsError(fault.kind, Place(source.input.name, line: fault.line + lines))
    }
    defer {
      position = sure.chunk.end
      lines += sure.chunk.lineCount
    }
    return Step(
      value: sure.value, rejects: sure.chunk.rejects, strayCells: sure.chunk.strayCells,
      lineOffset: lines)
  }
}
