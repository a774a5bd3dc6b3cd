/// What a person says about the columns; everything else is found in the cells.
public struct TypingOptions: Sendable {
  public enum DecimalMark: Sendable {
    /// Decided over each whole column.
    case detected
    case point, comma
  }

  /// By column name. A cell that does not fit is a rejected row.
  public var types: [String: ColumnType] = [:]
  /// By column name, as a model knows them: used where the input has the column and `types` does not
  /// tell it. A few rows may look like another type than the column as a whole.
  public var usualTypes: [String: ColumnType] = [:]
  /// Every column is text as it stands, nothing but an empty cell is missing: for `convert`.
  public var everythingText = false
  public var missingMarks = MissingMarks.standard
  public var decimalMark = DecimalMark.detected
  /// Nil: decided over each whole column.
  public var dateLayout: DateLayout?
  /// Whether `1,234` alone rather means 1.234, as where semicolons part the cells.
  public var prefersDecimalComma = false

  public init() {}

  public static var text: TypingOptions {
    var options = TypingOptions()
    options.everythingText = true
    options.missingMarks = MissingMarks([])
    return options
  }
}

/// The texts that mean that there is no value. Empty cells and cells of spaces are always missing.
public struct MissingMarks: Sendable, Equatable {
  public let marks: [String]
  private let texts: [[UInt8]]
  private let longest: Int
  /// A bit for each byte that a mark begins with.
  private let first: SIMD4<UInt64>

  /// Whether a mark looks like a value (`-999`), so that marks must be looked for first.
  let hideValues: Bool

  public static let standard = MissingMarks([
    "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "?", "-", "inf", "-inf", "Inf",
    "-Inf",
    "Infinity", "-Infinity",
  ])

  public init(_ marks: [String]) {
    self.marks = marks
    texts = marks.map { Array($0.utf8) }.filter { !$0.isEmpty }
    longest = texts.map(\.count).max() ?? 0
    var first = SIMD4<UInt64>()
    for text in texts { first[Int(text[0] >> 6)] |= 1 << UInt64(text[0] & 63) }
    self.first = first
    hideValues = texts.contains { text in
      text.withUnsafeBufferPointer { BooleanWord.value($0) != nil }
        || text.contains { $0 &- 48 < 10 }
    }
  }

  @inline(__always)
  func contain(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let byte = cell.first else { return true }
    guard byte > 32 else { return contain(spaced: cell) }
    guard cell.count <= longest || cell[cell.count - 1] <= 32 else { return false }
    guard first[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 else { return false }
    return contain(spaced: cell)
  }

  private func contain(spaced cell: UnsafeBufferPointer<UInt8>) -> Bool {
    let text = cell.trimmed
    return text.isEmpty || texts.contains { $0.elementsEqual(text) }
  }
}
