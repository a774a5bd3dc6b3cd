/// What letters a terminal can show and how many stand on a line.
public struct TerminalStyle: Sendable, Equatable {
  public var columns: Int
  /// Blocks and dots of Unicode; else plain ASCII.
  public var isUnicode: Bool

  public init(columns: Int = 80, isUnicode: Bool = true) {
    self.columns = max(20, columns)
    self.isUnicode = isUnicode
  }

  /// For a bar behind names and figures that take `used` letters.
  public func room(beside used: Int, most: Int) -> Int { max(4, min(most, columns - used)) }

  /// As the locale asks; the first of these that is set decides.
  public static func isUnicode(_ variable: (String) -> String?) -> Bool {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      guard let value = variable(name), !value.isEmpty else { continue }
      let letters = value.lowercased().filter { $0 != "-" }
      return letters.hasSuffix("utf8") || letters.contains("utf8@")
    }
    return false
  }
}
