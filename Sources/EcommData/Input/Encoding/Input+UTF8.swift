import EcommBase

extension Input {
  /// This input as UTF-8: itself where it is that already (with its byte order mark), else a copy in a
  /// file without a name. Lines stay what they were.
  ///
  /// UTF-8 is not looked over here: who reads it sees a bad byte anyway, at a better place.
  public func asUTF8(from encoding: TextEncoding) throws -> Input {
    if encoding == .utf8 { return self }
    let mark = EncodingMark.read(try bytes(0..<min(size, 4)))
    let start = encoding.isUTF16 ? mark?.length ?? 0 : 0
    let exact = encoding == .utf16LE && start > 0 ? mark?.encoding ?? encoding : encoding
    return try transcoded(Transcoder(exact, offset: start)).input(named: name)
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
    Place(name, line: (try? lineNumber(at: offset)) ?? nil)
  }

  /// The line that holds the byte at `offset`, counted by reading from the start: for errors.
  func lineNumber(at offset: Int) throws -> Int {
    var line = 1
    var position = 0
    try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
      while position < offset {
        let count = min(try read(into: buffer, at: position), offset - position)
        if count == 0 { break }
        for byte in buffer[..<count] where byte == 10 { line += 1 }
        position += count
      }
    }
    return line
  }
}
