/// What the cells of a column could be: counts only, so that the surveys of any two stretches add up
/// to the survey of both. A column's type is decided from its whole survey and from nothing else.
struct ColumnSurvey: Sendable, Equatable {
  var cells = 0
  var missing = 0
  /// Whole numbers in plain style that an Int64 holds; they fit every number style.
  var integers = 0
  /// Of those, how many a Double does not hold.
  var inexact = 0
  /// Other numbers.
  var decimals = 0
  /// How many of the other numbers fit each style.
  var styles = SIMD8<Int>()
  /// What makes a column one of codes though most of it may be numbers: leading zeros, ids longer than a
  /// Double is, a number behind letters.
  var lookalikes = 0
  var booleans = 0
  /// Bits: a lone `t`, a lone `f`, a longer word.
  var booleanWords: UInt8 = 0
  /// How many fit each `DateLayout`.
  var dates = SIMD16<Int>()
  /// A bit for each currency.
  var currencies: UInt64 = 0
  var percents = 0

  var present: Int { cells - missing }

  static func + (a: ColumnSurvey, b: ColumnSurvey) -> ColumnSurvey {
    var sum = a
    sum.cells += b.cells
    sum.missing += b.missing
    sum.integers += b.integers
    sum.inexact += b.inexact
    sum.decimals += b.decimals
    sum.styles &+= b.styles
    sum.lookalikes += b.lookalikes
    sum.booleans += b.booleans
    sum.booleanWords |= b.booleanWords
    sum.dates &+= b.dates
    sum.currencies |= b.currencies
    sum.percents += b.percents
    return sum
  }
}

/// What a survey needs to know to count a cell.
struct CellCensus: Sendable {
  let marks: MissingMarks
  /// Whether plain whole numbers may be dates in this column.
  let wholeNumbersMayBeDates: Bool

  /// Counts a cell that stands `count` times.
  func count(_ raw: UnsafeBufferPointer<UInt8>, times count: Int = 1, in survey: inout ColumnSurvey)
  {
    survey.cells += count
    if marks.contain(raw) {
      survey.missing += count
      return
    }
    if Self.isWords(raw) { return }
    let cell = raw.trimmed
    countNumber(cell, count, &survey)
    countDate(cell, count, &survey)
    if BooleanWord.value(cell) != nil {
      survey.booleans += count
      survey.booleanWords |= cell.count > 1 ? 4 : cell[0] | 32 == UInt8(ascii: "t") ? 1 : 2
    }
  }

  /// A quick way out for most text: it begins with a letter, ends in one, is too long for a boolean,
  /// and does not end like a time of day (AM, PM, UTC, Z).
  @inline(__always)
  static func isWords(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard cell.count > 5, (cell[0] | 32) &- 97 < 26 else { return false }
    let last = cell[cell.count - 1] | 32
    return last &- 97 < 26 && last != UInt8(ascii: "m") && last != UInt8(ascii: "c")
      && last != UInt8(ascii: "z") && last != UInt8(ascii: "t")
  }

  private func countNumber(
    _ cell: UnsafeBufferPointer<UInt8>, _ count: Int, _ survey: inout ColumnSurvey
  ) {
    if let value = PlainNumber.integer(cell) {
      survey.integers += count
      if Int64(exactly: Double(value)) != value { survey.inexact += count }
      return
    }
    guard let number = NumberText(cell) else {
      if Self.isCode(cell) { survey.lookalikes += count }
      return
    }
    let parts = number.parts(.plain)
    if isLookalike(number, parts) {
      survey.lookalikes += count
      return
    }
    if !number.hasAffix, let whole = Self.integer(number) {
      survey.integers += count
      if Int64(exactly: Double(whole)) != whole { survey.inexact += count }
      return
    }
    countStyles(number, count, &survey)
  }

  private func countStyles(_ number: NumberText, _ count: Int, _ survey: inout ColumnSurvey) {
    var fits = false
    for style in NumberStyle.allCases where number.value(style) != nil {
      guard !number.hasPlus || style == .plain || style == .decimalComma else { continue }
      survey.styles[style.rawValue] += count
      fits = true
    }
    guard fits else { return }
    survey.decimals += count
    survey.currencies |= number.currency
    if number.isPercent { survey.percents += count }
  }

  /// `C536379`, as the cancellation of invoice 536379 is called: letters, then four digits or more.
  private static func isCode(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    let letters = cell.prefix { ($0 | 32) &- 97 < 26 }.count
    return (1...3).contains(letters) && cell.count >= letters + 4
      && cell[letters...].allSatisfy { $0 &- 48 < 10 }
  }

  /// `007`, telephone numbers with their plus, ids of more digits than a number keeps.
  private func isLookalike(_ number: NumberText, _ plain: NumberText.Parts?) -> Bool {
    guard number.isDigits else { return number.hasLeadingZero && plain != nil }
    if number.hasAffix { return false }
    if number.hasLeadingZero { return true }
    if number.hasPlus { return number.core.count >= 9 }
    return number.core.count > 18 && (plain?.significant ?? 0) > 15 && Self.integer(number) == nil
  }

  /// 19 digits may fit, and a plus does not matter.
  static func integer(_ number: NumberText) -> Int64? {
    guard number.isDigits, number.core.count <= 19, let parts = number.parts(.plain),
      parts.mantissa <= UInt64(Int64.max)
    else { return nil }
    return number.isNegative ? -Int64(parts.mantissa) : Int64(parts.mantissa)
  }

  private func countDate(
    _ cell: UnsafeBufferPointer<UInt8>, _ count: Int, _ survey: inout ColumnSurvey
  ) {
    guard cell.count >= 8 else { return }
    for layout in DateLayout.allCases where !layout.needsAName || wholeNumbersMayBeDates {
      if DateCell.microseconds(cell, layout) != nil { survey.dates[layout.rawValue] += count }
    }
  }
}

extension ColumnSurvey {
  /// How many cells fit a style; whole numbers fit all.
  func fits(_ style: NumberStyle) -> Int { integers + styles[style.rawValue] }
  func fits(_ layout: DateLayout) -> Int { dates[layout.rawValue] }
}
