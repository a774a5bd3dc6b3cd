@testable import EcommReport

/// The letters of a drawn chart as boxes, by the same table of widths that the charts place them by.
struct DrawnText {
  let words: String
  let left: Double
  let right: Double
  let middle: Double

  private static let half = 5.0

  /// Those that stand level; letters of columns that rise aslant are left out.
  static func all(in svg: String) -> [DrawnText] {
    svg.split(separator: "<text").dropFirst().compactMap { part in
      let element = part.prefix { $0 != ">" }
      guard !element.contains("transform"), let x = number("x", element),
        let y = number("y", element)
      else { return nil }
      let words = unescaped(String(part.dropFirst(element.count + 1).prefix { $0 != "<" }))
      let bold = element.contains("strong") ? TextWidth.bold : 1
      let width = TextWidth.of(words) * bold
      let left =
        element.contains("\"end\"") ? x - width : element.contains("\"middle\"") ? x - width / 2 : x
      return DrawnText(words: words, left: left, right: left + width, middle: y)
    }
  }

  func covers(_ other: DrawnText) -> Bool {
    let across = min(right, other.right) - max(left, other.left)
    return across > 1 && abs(middle - other.middle) < 2 * Self.half
  }

  private static func number(_ name: String, _ element: Substring) -> Double? {
    let marked = " \(name)=\""
    guard let range = element.firstRange(of: marked) else { return nil }
    return Double(element[range.upperBound...].prefix { $0 != "\"" })
  }

  private static func unescaped(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }
}
