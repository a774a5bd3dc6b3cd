import EcommBase
import Testing

@testable import EcommData

@Suite struct JSONReadingTests {
  static let good: [(text: String, csv: String)] = [
    (#"{"a":1,"b":"x"}"# + "\n" + #"{"b":"y","a":2}"#, "a,b\n1,x\n2,y\n"),
    (
      #"{"a":{"b":1,"c":{"d":true}}}"# + "\n\n" + #"{"a":{"c":{"d":false}}}"#,
      "a/b,a/c/d\n1,true\n,false\n"
    ),
    (#"{"t":"\u00e9\n\ud83d\ude00"}"#, "t\n\"é\n😀\"\n"),
    (#"{"l":[1, {"x":"]"}]}"#, "l\n\"[1, {\"\"x\"\":\"\"]\"\"}]\"\n"),
    (#"[{"a":1},"# + "\n" + #" {"a":2,"b":"}"}"# + "\n]\n", "a,b\n1,\n2,}\n"),
    (#"{"a":null}"# + "\n" + #"{"a":-1.5e3}"#, "a\n\"\"\n-1500.0\n"),
  ]

  @Test(arguments: good.indices)
  func readsRows(index: Int) throws {
    let (text, csv) = Self.good[index]
    for size in 1...text.utf8.count {
      let loaded = try read(text) { $0.chunkSize = size }
      #expect(String(decoding: try CSVWriter.bytes(loaded.table), as: UTF8.self) == csv)
    }
  }

  static let bad: [(text: String, words: String)] = [
    ("{\"a\":1}\n{\"a\":}\n", "orders.csv:2: '}' does not belong here in JSON."),
    ("{\"a\":1}\n\n[1]\n", "orders.csv:3: this line is not a JSON object."),
    ("{\"a\":1\n", "orders.csv:1: the JSON object ends in the middle."),
    ("{\"a\":1,\"a\":2}\n", "orders.csv:1: the name \"a\" stands twice in one object."),
    ("{\"a\":01}\n", "orders.csv:1: '1' does not belong here in JSON."),
    ("{\"a\":\"\\x\"}", "orders.csv:1: this is not a JSON string."),
    ("[{\"a\":1}\n{\"a\":2}]", "orders.csv:2: '{' does not belong here in JSON."),
    ("[{\"a\":1},\n{\"a\":2}", "orders.csv:2: the JSON object ends in the middle."),
    (
      "{\"a\":" + String(repeating: "[", count: 100),
      "orders.csv:1: the JSON object is nested too deep."
    ),
  ]

  @Test(arguments: bad.indices)
  func complainsWithTheLine(index: Int) {
    for size in [1, 3, 9, 1000] {
      #expect(
        complaint { _ = try read(Self.bad[index].text) { $0.chunkSize = size } }
          == Self.bad[index].words)
    }
  }

  /// Any change of a byte ends in a table or in a complaint.
  @Test func damagedTextIsNoTrap() {
    var random = SeededRandom(seed: 3)
    for round in 0..<1500 {
      var bytes = Array(Self.good[round % Self.good.count].text.utf8)
      for _ in 0...random.below(3) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
      let size = 1 + random.below(40)
      let cut = outcome(bytes) {
        $0.format = .jsonLines
        $0.chunkSize = size
      }
      #expect(cut == outcome(bytes) { $0.format = .jsonLines })
    }
  }
}
