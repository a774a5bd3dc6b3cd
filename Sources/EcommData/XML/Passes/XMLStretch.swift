import EcommBase

/// A document, or a part of one that reads like a document of its own: what stands before the first
/// record, some of the records, and the end tags of what is open around them.
struct XMLStretch: Sendable {
  let input: Input
  /// How many bytes of the file stand before the first record.
  let prologue: Int
  /// Of the file.
  let range: Range<Int>
  let closing: [UInt8]

  static func whole(_ input: Input) -> XMLStretch {
    XMLStretch(input: input, prologue: 0, range: 0..<Int.max, closing: [])
  }

  /// As many bytes as there are in one piece, from `offset` of the stretch on; 0 at its end.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
    if offset < prologue { return try read(into: buffer, at: offset, before: prologue) }
    let place = range.lowerBound + (offset - prologue)
    if place < range.upperBound {
      return try read(into: buffer, at: place, before: range.upperBound)
    }
    let rest = closing.dropFirst(place - range.upperBound).prefix(buffer.count)
    buffer.copyBytes(from: rest)
    return rest.count
  }

  private func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int, before end: Int
  ) throws -> Int {
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(end - offset))
    return try input.read(into: room, at: offset)
  }

  /// Where in the file the byte at `offset` of the stretch stands.
  func fileOffset(_ offset: Int) -> Int {
    offset < prologue
      ? offset : min(range.lowerBound + (offset - prologue), range.upperBound)
  }
}
