import EcommBase

/// Reads inputs that are cut into chunks, whole or block by block.
struct RowsReader<Source: ChunkedRows> {
  let sources: [Source]
  var notes: [String] = []
  var nameless: Set<String> = []
  var namesArePaths = false
  let typing: TypingOptions
  let options: ReadOptions

  static func chunksInWave(_ options: ReadOptions) -> Int {
    max(2, min(4096, options.waveSize / options.safeChunkSize))
  }

  /// The whole table, typed.
  func table() throws -> Loaded {
    var builder = try surveyed(keepsValues: true)
    return try builder.finish()
  }

  /// All rows, as often as it takes to know the type of every column.
  func surveyed(keepsValues: Bool) throws -> TableBuilder {
    var builder = TableBuilder(
      typing, policy: options.errorPolicy, parallel: options.parallel, keepsValues: keepsValues)
    builder.notes = notes
    builder.nameless = nameless
    builder.namesArePaths = namesArePaths
    repeat { try pass(&builder) } while builder.needsAnotherPass()
    return builder
  }

  /// All rows once, into `builder`.
  private func pass(_ builder: inout TableBuilder) throws {
    var strays = 0
    let progress = options.progress(totalBytes)
    for (index, source) in sources.enumerated() {
      builder.announce(source.names)
      var walk = ChunkWalk(source)
      while !walk.isDone {
        let (plan, position) = (builder.plan, walk.position)
        // The first chunk alone tells what the columns may be; the others are read as that.
        let count = builder.isEmpty ? 1 : Self.chunksInWave(options)
        let steps = try walk.wave(count, options.parallel) { chunk in
          plan.type(chunk.block, names: chunk.names).with(chunk.rejects)
        }
        let name = source.input.name
        try builder.append(
          steps.map { $0.value.placed(in: name, lineOffset: $0.lineOffset) },
          inputBytes: bytesRead(walk, index))
        strays += steps.reduce(0) { $0 + $1.strayCells }
        builder.expect(share: Double(bytesRead(walk, index)) / Double(max(1, totalBytes)))
        progress.advance(by: walk.position - position)
      }
    }
    builder.noteStrays(strays)
  }

  var totalBytes: Int { sources.reduce(0) { $0 + $1.input.size } }

  /// Of all inputs together.
  private func bytesRead(_ walk: ChunkWalk<Source>, _ index: Int) -> Int {
    sources[..<index].reduce(walk.position) { $0 + $1.input.size }
  }
}

extension TypedBlock {
  func with(_ rejects: [RowReject]) -> TypedBlock {
    var block = self
    block.rejects = rejects
    return block
  }
}

extension TableBuilder {
  /// Makes room for the rest of the rows, when a part of them is here.
  mutating func expect(share: Double) {
    guard share > 0, share < 1, let rows = columns.first?.rows else { return }
    expect(rows: Int(Double(rows) / share * 1.05) + 1024)
  }

  mutating func noteStrays(_ count: Int) {
    guard count > 0, !notes.contains(where: { $0.hasSuffix(Self.strayNote) }) else { return }
    notes.append((count == 1 ? "1 cell that is" : "\(count) cells that are") + Self.strayNote)
  }

  private static var strayNote: String {
    " not UTF-8, read as Windows-1252; if the letters are wrong: --encoding windows-1250 or another"
  }
}
