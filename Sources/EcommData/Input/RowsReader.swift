import EcommBase

/// Reads inputs that are cut into chunks, whole or block by block.
struct RowsReader<Source: ChunkedRows> {
  let sources: [Source]
  let notes: [String]
  var nameless: Set<String> = []
  let typing: TypingOptions
  let options: ReadOptions

  /// Bytes taken in one wave: enough that threads rarely wait for each other, little beside a table.
  private static var waveSize: Int { 32 << 20 }

  static func chunksInWave(_ options: ReadOptions) -> Int {
    max(2, min(4096, waveSize / options.safeChunkSize))
  }

  /// The whole table, typed.
  func table() throws -> Loaded {
    var builder = TableBuilder(
      typing, policy: options.errorPolicy, parallel: options.parallel, keepsValues: true)
    builder.notes = notes
    builder.nameless = nameless
    repeat { try pass(&builder) } while builder.needsAnotherPass()
    return try builder.finish()
  }

  /// All rows once, into `builder`.
  func pass(_ builder: inout TableBuilder) throws {
    var strays = 0
    for (index, source) in sources.enumerated() {
      builder.announce(source.names)
      var walk = ChunkWalk(source)
      while !walk.isDone {
        let plan = builder.plan
        // The first chunk alone tells what the columns may be; the others are read as that.
        let count = builder.isEmpty ? 1 : Self.chunksInWave(options)
        let steps = try walk.wave(count, options.parallel) { chunk in
          plan.type(chunk.block, names: chunk.names).with(chunk.rejects)
        }
        let name = source.input.name
        builder.append(steps.map { $0.value.placed(in: name, lineOffset: $0.lineOffset) })
        strays += steps.reduce(0) { $0 + $1.strayCells }
        builder.expect(share: share(walk, index))
      }
    }
    builder.noteStrays(strays)
  }

  /// How much of all inputs is read.
  private func share(_ walk: ChunkWalk<Source>, _ index: Int) -> Double {
    let sizes = sources.map(\.input.size)
    let done = sizes[..<index].reduce(0, +) + walk.position
    return Double(done) / Double(max(1, sizes.reduce(0, +)))
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
    notes.append("\(count) cells\(Self.strayNote)")
  }

  private static var strayNote: String { " are not UTF-8 and are read as Windows-1252" }
}
