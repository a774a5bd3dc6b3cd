import EcommBase
import Testing

/// What RFC 8259 forbids is refused, with the place of the fault.
@Suite struct JSONStrictnessTests {
  @Test(arguments: [
    "", " ", "{", "}", "[", "]", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
    "{a:1}", "{'a':1}", "01", "-", "+1", "1.", ".5", "1e", "1e+", "0x10", "NaN", "Infinity",
    "-Infinity",
    "tru", "nul", "True", "\"", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u123g\"", "\"\\ud800\"",
    "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"a\nb\"", "\"\t\"", "1 2", "[1]]", "{\"a\":1}{", "//\n1",
    "/* */ 1", "{\"a\":1,\"a\":2}", "[1e999]", "-1e999", "\u{0}", "1\u{0}", "\"a\u{0}b\"",
    "[1\u{0}]",
  ])
  func refuses(text: String) {
    #expect(throws: JSONError.self) { try JSONReader.read(text) }
  }

  @Test(
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xC3, 0x22],
      [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], [0x22, 0x5C, 0x6E, 0xFF, 0x22],
      [0xFE, 0xFF, 0x00, 0x31],
    ] as [[UInt8]])
  func refusesBytesThatAreNotUTF8(bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSONReader.read(bytes) }
  }

  @Test(arguments: [
    ("null", JSON.null), (" [ ] ", .array([])), ("{}", .object(.init())), ("-0", .number(-0.0)),
    ("1E2", .number(100)), ("[1,2]", .integers([1, 2])), ("[1,2.0]", .numbers([1, 2])),
    ("[1,null]", .array([.integer(1), .null])),
    ("[2.5,\"a\"]", .array([.number(2.5), .string("a")])),
    (#""\u00e9\ud83d\ude00\/""#, .string("é😀/")), ("\u{FEFF}1", .integer(1)),
    ("9223372036854775807", .number(9.223372036854775807e18)), ("-12", .integer(-12)),
    ("999999999999999999", .integer(999_999_999_999_999_999)),
  ])
  func accepts(text: String, value: JSON) throws {
    #expect(try JSONReader.read(text) == value)
  }

  @Test func saysWhere() {
    let error = #expect(throws: JSONError.self) {
      try JSONReader.read("{\n  \"a\": 1,\n  \"b\": tru\n}", file: "m.json")
    }
    #expect(error?.text == "m.json:3:11: byte 10 does not belong here in JSON.")
  }

  @Test func boundsDepthAndSize() throws {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONError.self) { try JSONReader.read(deep) }
    let fits = String(repeating: "[", count: 256) + String(repeating: "]", count: 256)
    #expect(throws: Never.self) { try JSONReader.read(fits) }
    #expect(throws: JSONError.self) {
      try JSONReader.read(Array("[1,2,3]".utf8), limits: .init(bytes: 3))
    }
  }

  /// Whatever is done to a document, reading it ends, and what is accepted reads back the same.
  @Test(arguments: 0..<4) func survivesMutations(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let original = Array(
      #"{"trees":[{"left":[1,-1],"cut":[0.5,1e-3]},{"name":"\u017c\\\"x","none":null}],"ok":true}"#
        .utf8)
    for _ in 0..<5_000 {
      var bytes = original
      for _ in 0...random.below(4) {
        let place = random.below(bytes.count)
        switch random.below(3) {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.remove(at: place)
        default: bytes.insert(bytes[random.below(bytes.count)], at: place)
        }
      }
      guard let value = try? JSONReader.read(bytes) else { continue }
      let written = JSONWriter.bytes(value)
      #expect(try JSONWriter.bytes(JSONReader.read(written)) == written)
    }
  }
}
