/// Cells in a UTF-8 file that are not UTF-8 come nearly always from Windows: text pasted from an old
/// export. They are read as Windows-1252 and counted; the five bytes that mean nothing there stay
/// control characters, so that every cell can be read.
enum StrayBytes {
  private static let characters: [[UInt8]] = (0..<256).map { byte in
    let known = Transcoder.character(byte, .windows1252)
    return known.isEmpty ? Array(String(Unicode.Scalar(UInt8(byte))).utf8) : known
  }

  static func append(_ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    for byte in text { bytes += characters[Int(byte)] }
  }
}

extension RawBlock {
  /// Makes every cell UTF-8; how many were not.
  mutating func mendEncoding() -> Int {
    var mended = 0
    for column in columns.indices {
      for row in 0..<rowCount {
        let length = columns[column].lengths[row]
        guard length != RawColumn.absent, length > 0 else { continue }
        let start = Int(columns[column].starts[row])
        let cell = Array(bytes[start..<start + Int(length)])
        if cell.withUnsafeBufferPointer(UTF8Validation.isValid) { continue }
        let end = bytes.count
        StrayBytes.append(cell, to: &bytes)
        columns[column].starts[row] = UInt32(truncatingIfNeeded: end)
        columns[column].lengths[row] = UInt32(truncatingIfNeeded: bytes.count - end)
        mended += 1
      }
    }
    return mended
  }
}
