import EcommBase

/// All wanted blocks of all documents, a wave at a time, as if they had been read from start to end.
struct XMLWalk: ~Copyable {
  private let documents: XMLDocuments
  private let parallel: Parallel
  private let isWanted: @Sendable (String) -> Bool
  private let stretchBytes: Int
  /// All that the waves before have held.
  private(set) var found = XMLTally()
  private var document = 0
  private var cuts: XMLCuts?
  /// Where in the document the next stretch begins; nil before its first one.
  private var position: Int?
  private var isFirstStretch = true
  /// A document, or the rest of one, that is read in one piece.
  private var pass: XMLPass?

  /// Stretches for each thread in a wave, so that uneven ones even out.
  private static let stretchesPerThread = 2
  private static let blocksInWave = 16

  init(
    _ documents: XMLDocuments, _ options: ReadOptions,
    isWanted: @escaping @Sendable (String) -> Bool
  ) {
    self.documents = documents
    self.isWanted = isWanted
    parallel = options.parallel
    stretchBytes = options.chunkSize * 4
  }

  /// Nil when there are no more; a wave may be without a wanted block.
  mutating func next() throws -> [XMLBlock]? {
    guard document < documents.texts.count else { return nil }
    if position == nil { try begin() }
    guard let cuts, pass == nil else { return try readOn() }
    return try readWave(cuts)
  }

  private mutating func begin() throws {
    let text = documents.texts[document]
    cuts = text.size > stretchBytes ? try documents.cuts(text) : nil
    position = cuts?.prologue ?? 0
    isFirstStretch = true
    found.beginFile()
    if cuts == nil { pass = documents.pass(.whole(text)) }
  }

  private mutating func endDocument() {
    document += 1
    position = nil
    pass = nil
  }

  // MARK: in one piece

  private mutating func readOn() throws -> [XMLBlock] {
    guard var pass = pass.take() else { return [] }
    var blocks: [XMLBlock] = []
    while blocks.count < Self.blocksInWave {
      guard let block = try pass.next() else {
        blocks = counted(blocks)
        count(pass.tally())
        endDocument()
        return blocks
      }
      if isWanted(block.table) { blocks.append(block) }
    }
    self.pass = consume pass
    return counted(blocks)
  }

  // MARK: in stretches

  /// Some stretches at the same time. From the first that is not well formed on, the rest of the
  /// document is read in one piece.
  private mutating func readWave(_ cuts: XMLCuts) throws -> [XMLBlock] {
    let stretches = try nextStretches(cuts)
    let parts = try parallel.map(stretches.count) { [documents, isWanted] index in
      Result { try Self.read(documents.pass(stretches[index]), isWanted) }
    }
    var blocks: [XMLBlock] = []
    for (stretch, part) in zip(stretches, parts) {
      guard let part = try? part.get() else {
        pass = documents.pass(cuts.rest(from: stretch.range.lowerBound))
        return blocks
      }
      blocks += counted(part.blocks)
      count(part.tally)
    }
    if let position, position >= cuts.input.size { endDocument() }
    return blocks
  }

  private mutating func nextStretches(_ cuts: XMLCuts) throws -> [XMLStretch] {
    var stretches: [XMLStretch] = []
    var start = position ?? cuts.prologue
    while stretches.count < parallel.threads * Self.stretchesPerThread, start < cuts.input.size {
      let end = try cuts.cut(from: start + stretchBytes)
      stretches.append(cuts.stretch(start..<end))
      start = end
    }
    position = start
    return stretches
  }

  private struct Part: Sendable {
    var blocks: [XMLBlock] = []
    var tally = XMLTally()
  }

  private static func read(
    _ pass: consuming XMLPass, _ isWanted: (String) -> Bool
  ) throws -> Part {
    var part = Part()
    while let block = try pass.next() {
      if isWanted(block.table) { part.blocks.append(block) }
    }
    part.tally = pass.tally()
    return part
  }

  // MARK: counting on

  /// What every stretch but the first of a document sees again.
  private var repeated: XMLCuts? { isFirstStretch ? nil : cuts }

  /// The blocks of a stretch with rows and lines counted from the start of all.
  private func counted(_ blocks: [XMLBlock]) -> [XMLBlock] {
    let lines = repeated.map { found.lines - $0.prologueLines } ?? 0
    return blocks.map { $0.counted(on: found, lines: lines) }
  }

  private mutating func count(_ tally: XMLTally) {
    found.add(
      tally, less: repeated?.valuesBefore ?? 0, lines: repeated?.prologueLines ?? 0)
    isFirstStretch = false
  }
}
