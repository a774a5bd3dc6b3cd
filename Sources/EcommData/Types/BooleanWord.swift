/// The words for yes and no. 0 and 1 are numbers.
enum BooleanWord {
  /// Nil where the cell is no such word.
  @inline(__always)
  static func value(_ cell: UnsafeBufferPointer<UInt8>) -> Int8? {
    guard cell.count <= 5, let first = cell.first else { return nil }
    switch (first | 32, cell.count) {
    case (UInt8(ascii: "t"), 4): return matches(cell, "true") ? 1 : nil
    case (UInt8(ascii: "f"), 5): return matches(cell, "false") ? 0 : nil
    case (UInt8(ascii: "y"), 3): return matches(cell, "yes") ? 1 : nil
    case (UInt8(ascii: "n"), 2): return matches(cell, "no") ? 0 : nil
    case (UInt8(ascii: "t"), 1): return 1
    case (UInt8(ascii: "f"), 1): return 0
    default: return nil
    }
  }

  /// `true`, `True` or `TRUE`, not `tRUE`.
  @inline(__always)
  private static func matches(_ cell: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    let isUpper = cell[1] < 97
    guard !isUpper || cell[0] < 97 else { return false }
    for index in 1..<cell.count {
      let expected = word.utf8Start[index] ^ (isUpper ? 32 : 0)
      guard cell[index] == expected else { return false }
    }
    return true
  }
}
