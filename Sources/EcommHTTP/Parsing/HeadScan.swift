/// Finds the end of a header without reading any byte twice, however slowly it comes.
struct HeadScan: Sendable {
  private var seen = 0
  private var mayBeginEmpty = true

  /// How many bytes the header takes with its empty line, or nil if it is not all there. A line feed
  /// alone is refused where it stands: it will never become the end of a line.
  mutating func end(
    _ bytes: Span<UInt8>, from start: inout Int, limit: Int
  ) throws(Refusal) -> Int? {
    guard try begins(bytes, at: &start) else { return nil }
    let last = min(bytes.count, start + limit)
    for at in (start + seen)..<max(start + seen, last) where bytes[at] == 10 {
      guard at > start, bytes[at - 1] == 13 else {
        throw Refusal(400, "a line feed stands alone")
      }
      if at >= start + 3, bytes[at - 2] == 10 { return at + 1 - start }
    }
    guard bytes.count - start < limit else { throw Refusal(431, "the header is too long") }
    seen = bytes.count - start
    return nil
  }

  /// False while there is nothing of a request. One empty line before it is passed over: some clients
  /// end a body with it.
  private mutating func begins(_ bytes: Span<UInt8>, at start: inout Int) throws(Refusal) -> Bool {
    guard seen == 0 else { return true }
    if mayBeginEmpty, start < bytes.count, bytes[start] == 13 {
      guard start + 1 < bytes.count else { return false }
      guard bytes[start + 1] == 10 else { throw Refusal(400, "this is not HTTP") }
      start += 2
      mayBeginEmpty = false
    }
    guard start < bytes.count else { return false }
    guard ByteClass.isToken(bytes[start]) else { throw Refusal(400, "this is not HTTP") }
    return true
  }
}
