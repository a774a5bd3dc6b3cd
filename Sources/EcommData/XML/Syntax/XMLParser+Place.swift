import EcommBase

extension XMLParser {
  /// The fault with the place of the byte at `position`, or of the reference whose text holds it.
  func located(_ fault: XMLFault) -> XMLError {
    let position = suspended.first?.position ?? position
    let offset = windowOffset + min(position, capacity)
    let (line, column) = (try? place(of: offset)) ?? (1, 1)
    let entity = faultEntity ?? suspended.last.map { doctype.entities[$0.entity].name }
    return XMLError(
      fault: fault, file: input.name, line: line, column: column, entity: entity.map { names[$0] })
  }

  /// Counts from the start of the file, which is read again: errors are rare.
  private func place(of offset: Int) throws -> (line: Int, column: Int) {
    let line = try input.lineNumber(at: offset)
    let start = max(0, offset - Self.columnsCounted)
    let before = try input.bytes(start..<max(start, min(offset, input.size)))
    let rest = before.suffix(from: before.lastIndex(of: 10).map { $0 + 1 } ?? 0)
    let characters = rest.count { $0 & 0xC0 != 0x80 }
    return (line, characters + 1)
  }

  /// In a longer line columns are counted from its last megabyte on.
  private static let columnsCounted = 1 << 20
}
