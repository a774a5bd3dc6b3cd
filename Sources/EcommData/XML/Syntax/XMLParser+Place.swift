import EcommBase

extension XMLParser {
  /// The fault with the place of the byte at `position`, or of the reference whose text holds it.
  func located(_ fault: XMLFault) -> XMLError {
    let position = suspended.first?.position ?? position
    let offset = stretch.fileOffset(windowOffset + min(position, capacity))
    let (line, column) = (try? stretch.input.lineAndColumn(at: offset)) ?? (1, 1)
    let entity = faultEntity ?? suspended.last.map { doctype.entities[$0.entity].name }
    return XMLError(
      fault: fault, file: stretch.input.name, line: line, column: column,
      entity: entity.map { names[$0] })
  }
}
