@testable import EcommReport

/// The letters of a drawn chart as boxes, by the same table of widths that the charts place them by.
struct DrawnText {
  let words: String
  /// What a pointer shows of words that are cut.
  let whole: String?
  /// Rises to the right from its beginning.
  let isAslant: Bool
  let left: Double
  let right: Double
  let top: Double
  let middle: Double

  private static let half = 5.0
  /// Of the angle that words rise by.
  private static let (sine, cosine) = (0.602, 0.799)

  static func all(in svg: String) -> [DrawnText] {
    svg.split(separator: "<text").dropFirst().compactMap { part in
      let element = part.prefix { $0 != ">" }
      guard let x = number("x", element), let y = number("y", element) else { return nil }
      let content = part.dropFirst(element.count + 1)
      return DrawnText(
        words: unescaped(String(content.prefix { $0 != "<" })), whole: title(content),
        element: element, x: x, y: y)
    }
  }

  private init(words: String, whole: String?, element: Substring, x: Double, y: Double) {
    self.words = words
    self.whole = whole
    isAslant = element.contains("transform")
    let width = TextWidth.of(words) * (element.contains("strong") ? TextWidth.bold : 1)
    let start =
      element.contains("\"end\"") ? x - width : element.contains("\"middle\"") ? x - width / 2 : x
    left = start
    right = isAslant ? x + width * Self.cosine : start + width
    top = isAslant ? y - width * Self.sine : y
    middle = y
  }

  func covers(_ other: DrawnText) -> Bool {
    if isAslant, other.isAslant { return abs(left - other.left) * Self.sine < 2 * Self.half }
    guard !isAslant, !other.isAslant else { return false }
    let across = min(right, other.right) - max(left, other.left)
    return across > 1 && abs(middle - other.middle) < 2 * Self.half
  }

  private static func title(_ content: Substring) -> String? {
    guard let text = content.firstRange(of: "<title>"), let end = content.firstRange(of: "</text>"),
      text.lowerBound < end.lowerBound
    else { return nil }
    return unescaped(String(content[text.upperBound...].prefix { $0 != "<" }))
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
