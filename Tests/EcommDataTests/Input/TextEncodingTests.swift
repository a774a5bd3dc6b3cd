import EcommBase
import Testing

@testable import EcommData

@Suite struct TextEncodingTests {
  @Test(arguments: [
    ("UTF-8", TextEncoding.utf8), ("utf8", .utf8), ("ISO-8859-2", .latin2), ("latin2", .latin2),
    ("iso_8859-1", .latin1), ("CP1250", .windows1250), ("windows-1250", .windows1250),
    ("Windows1252", .windows1252), ("UTF-16", .utf16LE), ("utf-16be", .utf16BE),
    ("US-ASCII", .ascii),
  ])
  func namesAndAliases(name: String, expected: TextEncoding) {
    #expect(TextEncoding(named: name) == expected)
  }

  @Test func unknownNamesAreNone() { #expect(TextEncoding(named: "klingon") == nil) }

  @Test func tablesHaveTheirLength() {
    for encoding in TextEncoding.allCases {
      guard let half = encoding.upperHalf else { continue }
      #expect(half.unicodeScalars.count == 256 - encoding.upperHalfStart, "\(encoding.rawValue)")
    }
  }

  static let polish = "zażółć gęślą jaźń ZAŻÓŁĆ GĘŚLĄ JAŹŃ"
  static let latin2: [UInt8] = [
    122, 97, 191, 243, 179, 230, 32, 103, 234, 182, 108, 177, 32, 106, 97, 188, 241, 32,
    90, 65, 175, 211, 163, 198, 32, 71, 202, 166, 76, 161, 32, 74, 65, 172, 209,
  ]
  static let windows1250: [UInt8] = [
    122, 97, 191, 243, 179, 230, 32, 103, 234, 156, 108, 185, 32, 106, 97, 159, 241, 32,
    90, 65, 175, 211, 163, 198, 32, 71, 202, 140, 76, 165, 32, 74, 65, 143, 209,
  ]

  static func decoded(_ bytes: [UInt8], _ encoding: TextEncoding) throws -> String {
    let text = try XMLDocuments.input(bytes).asUTF8(from: encoding)
    return String(decoding: try text.bytes(0..<text.size), as: UTF8.self)
  }

  @Test func polishLetters() throws {
    #expect(try Self.decoded(Self.latin2, .latin2) == Self.polish)
    #expect(try Self.decoded(Self.windows1250, .windows1250) == Self.polish)
    #expect(try Self.decoded([0x80, 0xA9], .windows1252) == "€©")
    #expect(try Self.decoded([0xEF, 0xF0], .windows1251) == "пр")
    #expect(try Self.decoded([0xA9, 0xFF], .latin1) == "©ÿ")
  }

  static func utf16(_ text: String, little: Bool, mark: Bool = true) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let halves = [UInt8(unit >> 8), UInt8(unit & 255)]
      return little ? halves.reversed() : halves
    }
  }

  @Test(arguments: [true, false]) func sixteenBitUnits(little: Bool) throws {
    let text = "żółw 🐢\n"
    let bytes = Self.utf16(text, little: little)
    #expect(try Self.decoded(bytes, little ? .utf16LE : .utf16BE) == text)
  }

  @Test func badBytesAreErrorsWithTheirPlace() throws {
    let input = try XMLDocuments.input([97, 10, 98, 0x81])
    #expect(
      throws: EncodingError.invalid(
        .windows1252, value: 0x81, offset: 3, Place("test.xml", line: 2))
    ) {
      try input.asUTF8(from: .windows1252)
    }
    let odd = try XMLDocuments.input([97, 0, 98])
    #expect(throws: EncodingError.truncated(.utf16LE, offset: 2, Place("test.xml", line: 1))) {
      try odd.asUTF8(from: .utf16LE)
    }
    let lone = try XMLDocuments.input([0x00, 0xD8, 97, 0])
    #expect(
      throws: EncodingError.invalid(.utf16LE, value: 0xD800, offset: 0, Place("test.xml", line: 1))
    ) {
      try lone.asUTF8(from: .utf16LE)
    }
  }

  @Test(
    arguments: [
      ([], true), ([0x7F], true), ([0xC3, 0xB3], true), ([0xED, 0x9F, 0xBF], true),
      ([0xF4, 0x8F, 0xBF, 0xBF], true),
      ([0x80], false), ([0xC0, 0x80], false), ([0xC3], false), ([0xE0, 0x9F, 0x80], false),
      ([0xED, 0xA0, 0x80], false), ([0xF0, 0x8F, 0x80, 0x80], false),
      ([0xF4, 0x90, 0x80, 0x80], false),
      ([0xF5, 0x80, 0x80, 0x80], false), ([0xE2, 0x82], false), ([0xE2, 0x28, 0xA1], false),
    ] as [([UInt8], Bool)])
  func validUTF8(bytes: [UInt8], expected: Bool) {
    for before in [0, 1, 31, 32, 33, 64] {
      let text = [UInt8](repeating: 97, count: before) + bytes
      #expect(text.withUnsafeBufferPointer { UTF8Validation.isValid($0) } == expected)
      #expect((String(validating: text, as: UTF8.self) != nil) == expected)
    }
  }

  // MARK: XML in all of them

  @Test func declaredAndMarkedEncodingsAreRead() throws {
    func text(_ bytes: [UInt8]) throws -> String? {
      var value: String?
      _ = try XMLTables.scan([try XMLDocuments.input(bytes)]) { _, _, block, _ in
        value = String(decoding: block.bytes, as: UTF8.self)
      }
      return value
    }
    let second = Array("<?xml version='1.0' encoding='ISO-8859-2'?><a><b>".utf8)
    #expect(try text(second + Self.latin2 + Array("</b></a>".utf8)) == Self.polish)
    let windows = Array("<?xml version='1.0' encoding=\"windows-1250\"?><a><b>".utf8)
    #expect(try text(windows + Self.windows1250 + Array("</b></a>".utf8)) == Self.polish)
    #expect(
      try text([0xEF, 0xBB, 0xBF] + Array("<a><b>\(Self.polish)</b></a>".utf8)) == Self.polish)
    let wide = "<?xml version='1.0' encoding='UTF-16'?><a><b>\(Self.polish)</b></a>"
    for little in [true, false] {
      #expect(try text(Self.utf16(wide, little: little)) == Self.polish)
      #expect(try text(Self.utf16(wide, little: little, mark: false)) == Self.polish)
    }
  }

  @Test func wrongDeclarationsAreSaid() throws {
    let wide = Array("<?xml version='1.0' encoding='UTF-16'?><a/>".utf8)
    #expect(try XMLDocuments.complaint(wide)?.contains("says \"UTF-16\"") == true)
    let marked = [0xEF, 0xBB, 0xBF] + Array("<?xml version='1.0' encoding='iso-8859-2'?><a/>".utf8)
    #expect(try XMLDocuments.complaint(marked)?.contains("but the bytes are utf-8") == true)
    let unknown = Array("<?xml version='1.0' encoding='windows-125'?><a/>".utf8)
    #expect(try XMLDocuments.complaint(unknown)?.contains("Did you mean windows-125") == true)
    let overridden = XMLReadOptions(encoding: .latin2)
    #expect(try XMLDocuments.complaint(unknown, options: overridden) == nil)
    #expect(try XMLDocuments.complaint(Array("<a>".utf8) + Self.latin2 + Array("</a>".utf8)) != nil)
  }
}
