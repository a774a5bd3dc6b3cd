import EcommBase

extension Input {
  /// This input as UTF-8: itself where it is that already (with its byte order mark), else a copy in a
  /// file without a name. Lines stay what they were.
  ///
  /// UTF-8 is not looked over here: who reads it sees a bad byte anyway, at a better place.
  public func asUTF8(from encoding: TextEncoding) throws -> Input {
    if encoding == .utf8 { return self }
    guard encoding.isUTF16, let mark = EncodingMark.read(try bytes(0..<min(size, 4))),
      mark.length > 0,
      mark.encoding.isUTF16
    else { return try transcoded(Transcoder(encoding, offset: 0)).input(named: name) }
    return try transcoded(Transcoder(mark.encoding, offset: mark.length)).input(named: name)
  }

  private func transcoded(_ transcoder: Transcoder) throws -> SpoolFile {
    var transcoder = transcoder
    let spool = try SpoolFile()
    var output: [UInt8] = []
    do {
      try withUnsafeTemporaryAllocation(byteCount: 1 << 17, alignment: 16) { buffer in
        while true {
          let count = try read(into: buffer, at: transcoder.offset)
          if count == 0 { break }
          output.removeAll(keepingCapacity: true)
          let block = UnsafeRawBufferPointer(rebasing: buffer[..<count])
          try transcoder.append(block, to: &output)
          try output.withUnsafeBytes { try spool.append($0) }
        }
      }
      try transcoder.finish()
    } catch let fault as Transcoder.Fault {
      throw encodingError(fault, transcoder.encoding)
    }
    return spool
  }

  private func encodingError(_ fault: Transcoder.Fault, _ encoding: TextEncoding) -> EncodingError {
    switch fault {
    case .invalid(let value, let offset):
      .invalid(encoding, value: value, offset: offset, place(at: offset))
    case .truncated(let offset): .truncated(encoding, offset: offset, place(at: offset))
    }
  }

  private func place(at offset: Int) -> Place {
    Place(name, line: (try? lineAndColumn(at: offset))?.line)
  }

  /// Where the byte at `offset` is, in lines and characters of UTF-8, counted by reading from the start:
  /// for errors.
  func lineAndColumn(at offset: Int) throws -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    var position = 0
    try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
      while position < offset {
        let count = min(try read(into: buffer, at: position), offset - position)
        if count == 0 { break }
        for byte in buffer[..<count] {
          if byte & 0xC0 != 0x80 { column += 1 }
          guard byte == 10 else { continue }
          line += 1
          column = 1
        }
        position += count
      }
    }
    return (line, column)
  }
}
