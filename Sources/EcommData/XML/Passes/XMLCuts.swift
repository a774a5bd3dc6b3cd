import EcommBase

/// Where a document may be cut into stretches that are read at the same time.
///
/// A cut is a place where a record's start tag seems to stand; inside a comment or a section it may not
/// be one. Yet no guess needs to be checked against its neighbour: a stretch that is well formed within
/// the tags around it is `content` in the grammar of XML, content behind content is content, and the
/// grammar is unambiguous. So when all stretches up to a cut are well formed, reading from the start
/// would have come to the cut in the same state. When one is not, what stands behind its cut is read in
/// one piece, which finds the fault, if there is one.
struct XMLCuts: Sendable {
  let input: Input
  /// Bytes and line ends before the first record.
  let prologue: Int
  let prologueLines: Int
  /// Values before it, which every stretch sees again.
  let valuesBefore: Int
  private let closing: [UInt8]
  /// `<order`
  private let tag: [UInt8]

  static let longestPrologue = 1 << 16
  private static let searchBytes = 1 << 16

  init(
    _ input: Input, firstRecord: Int, lines: Int, valuesBefore: Int, open: [String], record: String
  ) {
    self.input = input
    prologue = firstRecord
    prologueLines = lines
    self.valuesBefore = valuesBefore
    closing = open.reversed().flatMap { Array("</\($0)>".utf8) }
    tag = Array("<\(record)".utf8)
  }

  /// The records of `range`; those to the end of the file bring their own end tags.
  func stretch(_ range: Range<Int>) -> XMLStretch {
    range.upperBound >= input.size
      ? rest(from: range.lowerBound)
      : XMLStretch(input: input, prologue: prologue, range: range, closing: closing)
  }

  func rest(from start: Int) -> XMLStretch {
    XMLStretch(input: input, prologue: prologue, range: start..<Int.max, closing: [])
  }

  /// The first cut from `offset` on, or the end of the file.
  func cut(from offset: Int) throws -> Int {
    var start = offset
    while start < input.size {
      let block = try input.bytes(start..<start + Self.searchBytes)
      if let place = place(in: block) { return start + place }
      guard block.count == Self.searchBytes else { break }
      start += block.count - tag.count
    }
    return input.size
  }

  private func place(in block: [UInt8]) -> Int? {
    guard block.count > tag.count else { return nil }
    return (0..<block.count - tag.count).first { place in
      guard block[place] == tag[0], block[place..<place + tag.count].elementsEqual(tag) else {
        return false
      }
      let next = block[place + tag.count]
      return next == UInt8(ascii: ">") || next == UInt8(ascii: "/") || XMLCharacters.isSpace(next)
    }
  }
}
