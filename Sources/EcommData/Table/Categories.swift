import EcommBase

/// Strings of which few are different: each row holds the place of its string in `levels`.
public struct Categories: Sendable, Equatable {
  /// In the order of their UTF-8 bytes, each once.
  public var levels: [String]
  public var codes: [Int32]

  public static let missing: Int32 = -1
  /// A column of more different strings is text.
  public static let mostLevels = 65_536
  /// A column of no more different strings is categories, however few rows it has.
  public static let alwaysLevels = 20

  /// `levels` sorted and distinct, `codes` within them or `missing`.
  public init(levels: [String], codes: [Int32]) {
    self.levels = levels
    self.codes = codes
  }

  /// Of strings, nil where there is none.
  public init(of texts: [String?]) {
    levels = Set(texts.compactMap { $0 }).sorted { $0.precedesInUTF8($1) }
    let places = Dictionary(
      zip(levels, levels.indices), uniquingKeysWith: { first, _ in first })
    codes = texts.map { text in
      text.flatMap { places[$0] }.map { Int32(truncatingIfNeeded: $0) } ?? Self.missing
    }
  }

  public subscript(row: Int) -> String? {
    codes[row] < 0 ? nil : levels[Int(codes[row])]
  }
}
