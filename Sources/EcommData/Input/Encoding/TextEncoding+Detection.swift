import EcommBase

/// What the first bytes of an input say about its encoding.
struct EncodingMark: Equatable {
  var encoding: TextEncoding
  /// Bytes of the byte order mark; 0 without one.
  var length: Int

  /// By byte order mark, or by the form that `<?` or `<` takes in 16-bit units. UTF-8 without a mark
  /// looks like most other encodings: nil.
  static func read(_ bytes: [UInt8]) -> EncodingMark? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return EncodingMark(encoding: .utf8, length: 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return EncodingMark(encoding: .utf16LE, length: 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return EncodingMark(encoding: .utf16BE, length: 2) }
    if bytes.count >= 4, bytes[0] == 60, bytes[1] == 0, bytes[2] != 0, bytes[3] == 0 {
      return EncodingMark(encoding: .utf16LE, length: 0)
    }
    if bytes.count >= 4, bytes[0] == 0, bytes[1] == 60, bytes[2] == 0, bytes[3] != 0 {
      return EncodingMark(encoding: .utf16BE, length: 0)
    }
    return nil
  }
}

extension TextEncoding {
  /// The encoding an XML document is in: by its byte order mark, by its declaration, else UTF-8.
  /// A mark and a declaration that contradict each other are an error.
  static func ofXML(_ input: Input) throws -> TextEncoding {
    let head = try input.bytes(0..<min(input.size, 1024))
    let mark = EncodingMark.read(head)
    guard let declared = declaredInXML(asASCII(head, mark)) else { return mark?.encoding ?? .utf8 }
    let place = Place(input.name, line: 1)
    guard let encoding = TextEncoding(named: declared) else {
      throw EncodingError.unknown(name: declared, place)
    }
    let found = mark?.encoding ?? .utf8
    if encoding.isUTF16 {
      guard found.isUTF16 else {
        throw EncodingError.contradicted(declared: declared, found: .utf8, place)
      }
      return found
    }
    if mark != nil, encoding != found {
      throw EncodingError.contradicted(declared: declared, found: found, place)
    }
    return encoding
  }

  /// Without the mark and, of 16-bit units, only the lower half: enough to read a declaration.
  private static func asASCII(_ head: [UInt8], _ mark: EncodingMark?) -> [UInt8] {
    guard let mark else { return head }
    let text = head.dropFirst(mark.length)
    guard mark.encoding.isUTF16 else { return Array(text) }
    let low = mark.encoding == .utf16LE ? 0 : 1
    return stride(from: text.startIndex + low, to: text.endIndex, by: 2).map { text[$0] }
  }

  /// The name behind `encoding=` of an XML declaration.
  static func declaredInXML(_ head: [UInt8]) -> String? {
    let text = String(decoding: head, as: UTF8.self)
    guard text.hasPrefix("<?xml"), text.dropFirst(5).first?.isWhitespace == true,
      let end = text.firstIndex(of: ">")
    else { return nil }
    let words = text[..<end].split(whereSeparator: { $0.isWhitespace || $0 == "=" })
    guard let place = words.firstIndex(of: "encoding"), place + 1 < words.count,
      let quote = words[place + 1].first, quote == "\"" || quote == "'"
    else { return nil }
    return String(words[place + 1].dropFirst().prefix { $0 != quote })
  }
}
