/// HTML and SVG under construction. Every text and attribute goes through `escaped`, so that a name
/// from the data can never become markup.
public struct Markup: Sendable {
  public private(set) var text = ""

  public init() {}

  public static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}":
        // No document may hold these, escaped or not.
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  public mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
    _ content: String? = nil
  ) {
    open(name, attributes)
    if let content { text += Self.escaped(content) }
    close(name)
  }

  public mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
    content: (inout Markup) -> Void
  ) {
    open(name, attributes)
    content(&self)
    close(name)
  }

  /// Words between elements.
  public mutating func words(_ words: String) { text += Self.escaped(words) }

  public mutating func append(_ other: Markup) { text += other.text }

  /// Words of this program, such as a style sheet; never a text from the data.
  public mutating func verbatim(_ words: StaticString) { text += String(describing: words) }

  private mutating func open(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>
  ) {
    text += "<\(name)"
    for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value))\"" }
    text += ">"
  }

  private mutating func close(_ name: StaticString) { text += "</\(name)>" }
}
