/// What parts the cells of a file. Quotes are always `"`, doubled inside quotes.
struct CSVDialect: Sendable, Equatable {
  var delimiter: UInt8

  static let quote = UInt8(ascii: "\"")
  /// In the order they are preferred in.
  static let delimiters = Array(",;\t|".utf8)
}
