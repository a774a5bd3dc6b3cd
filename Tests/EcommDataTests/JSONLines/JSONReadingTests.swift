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
    (#"{"a":{"b":1}}"# + "\n" + #"{"a":null}"#, "a/b\n1\n\"\"\n"),
    (#"{"a":null}"# + "\n" + #"{"a":{"b":1}}"#, "a/b\n\"\"\n1\n"),
  ]

  @Test(arguments: good.indices)
  func readsRows(index: Int) throws {
    let (text, csv) = Self.good[index]
    for size in 1...text.utf8.count {
      let loaded = try read(text) { $0.chunkSize = size }
      #expect(String(decoding: try CSVWriter.bytes(loaded.table), as: UTF8.self) == csv)
    }
  }

  static let isLikeThis = " rows is like this. Go on without it: --on-error skip"

  static let bad: [(text: String, words: String)] = [
    (
      "{\"a\":1}\n{\"a\":}\n", "orders.csv:2: '}' does not belong here in JSON. 1 of 2" + isLikeThis
    ),
    ("{\"a\":1}\n\n[1]\n", "orders.csv:3: this line is not a JSON object. 1 of 2" + isLikeThis),
    (
      "{\"a\":1\n",
      "orders.csv:1: the JSON object ends in the middle; every line holds a whole one. 1 of 1"
        + isLikeThis
    ),
    (
      "{\"a\":1,\"a\":2}\n",
      "orders.csv:1: the name \"a\" stands twice in one object. 1 of 1" + isLikeThis
    ),
    ("{\"a\":01}\n", "orders.csv:1: '1' does not belong here in JSON. 1 of 1" + isLikeThis),
    ("{\"a\":\"\\x\"}", "orders.csv:1: this is not a JSON string. 1 of 1" + isLikeThis),
    ("[] x", "orders.csv:1: 'x' does not belong here in JSON."),
    ("[\n]\n\n[", "orders.csv:4: '[' does not belong here in JSON."),
    ("[{\"a\":1}\n{\"a\":2}]", "orders.csv:2: '{' does not belong here in JSON."),
    ("[{\"a\":1},\n{\"a\":2}", "orders.csv:2: the JSON object ends in the middle."),
    (
      "{\"a\":" + String(repeating: "[", count: 100),
      "orders.csv:1: the JSON object is nested too deep. 1 of 1" + isLikeThis
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

  /// A bad line leaves nothing behind: no cell, no column, however the input is cut.
  @Test func aBadLineIsOneRowLess() throws {
    let text = #"{"a":1,"b":2}"# + "\n" + #"{"a":3,"new":4,"b":"# + "\n" + #"{"b":6,"a":5}"# + "\n"
    for size in 1...text.utf8.count {
      let loaded = try read(text) {
        $0.errorPolicy = .skip
        $0.chunkSize = size
      }
      #expect(
        String(decoding: try CSVWriter.bytes(loaded.table), as: UTF8.self) == "a,b\n1,2\n5,6\n")
      #expect(loaded.report.rejects.map(\.place) == [Place("orders.csv", line: 2)])
    }
  }

  /// Looking through all names for each name took 23 s for 50,000 of them.
  @Test func manyNamesInOneObject() throws {
    let names = (0..<20_000).map { "k\($0)" }
    let text = "{" + names.map { "\"\($0)\":1" }.joined(separator: ",") + "}\n"
    #expect(try read(text + text).table.names == names)
  }

  /// A quarter of a megabyte of text made a table of seven gigabytes.
  @Test func namesThatAreValuesAreRefused() {
    let text = (0..<4200).map { "{\"k\($0)\":1}\n" }.joined()
    let words = complaint { _ = try read(text) }
    #expect(words.contains("different columns, nearly all of them empty, would take 0.1 GB"))
  }

  @Test func aTableIsInProportionToItsInput() {
    #expect(TooSparse(rows: 1 << 13, columns: 1 << 13, inputBytes: 10) == nil)
    #expect(TooSparse(rows: 1 << 13, columns: 1 << 14, inputBytes: 10)?.columns == 1 << 14)
    #expect(TooSparse(rows: 1 << 13, columns: 1 << 14, inputBytes: 1 << 23) == nil)
    #expect(TooSparse(rows: .max, columns: .max, inputBytes: .max) != nil)
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
