import EcommBase

/// XML documents as tables: the front of this folder.
public enum XMLTables {
  /// Throws what is wrong with the document, if anything is: not well formed, not in its encoding, or
  /// beyond a limit. References to text in other files are passed over.
  public static func checkWellFormed(
    _ input: Input, options: XMLReadOptions = XMLReadOptions()
  ) throws {
    let text = try readable(input, options)
    var parser = XMLParser(
      text, limits: options.limits, usesNamespaces: options.usesNamespaces, needsAllText: false)
    while try parser.next() != .done {}
  }

  /// The input as UTF-8.
  static func readable(_ input: Input, _ options: XMLReadOptions) throws -> Input {
    try input.asUTF8(from: try options.encoding ?? .ofXML(input))
  }
}
