/// How the cells of a column are read.
enum ColumnReading: Sendable, Equatable {
  case integers
  case numbers(NumberStyle)
  case booleans
  case dates(DateLayout)
  /// Categories or text: which of them depends on how many are different, and costs no second look.
  case strings

  /// What a cell that does not fit is not.
  var noun: String {
    switch self {
    case .integers: "a whole number"
    case .numbers: "a number"
    case .booleans: "yes or no"
    case .dates: "a date"
    case .strings: "text"
    }
  }
}

/// The rules by which a whole column gets its type.
struct ColumnRules: Sendable {
  let name: String
  let override: ColumnType?
  let options: TypingOptions
  let census: CellCensus

  /// From this many cells on, a few odd ones do not make numbers or dates text.
  static let crowd = 20
  /// The share of them that has to fit, however few they are.
  static let consensus = 0.99
  /// More odd ones than this, or than one in a thousand, are no slips: they belong to the column.
  static let slips = 3

  init(name: String, options: TypingOptions) {
    self.name = name
    self.options = options
    override = options.everythingText ? .text : options.types[name] ?? options.usualTypes[name]
    census = CellCensus(
      marks: options.missingMarks,
      wholeNumbersMayBeDates: DateLayout.isNamed(name) || override == .date
        || options.dateLayout?.needsAName ?? false)
  }

  func reading(_ survey: ColumnSurvey) -> ColumnReading {
    switch override {
    case .number: return .numbers(style(survey))
    case .integer: return .integers
    case .boolean: return .booleans
    case .date: return .dates(layout(survey))
    case .category, .text: return .strings
    case nil: return detected(survey)
    }
  }

  private func detected(_ survey: ColumnSurvey) -> ColumnReading {
    let present = survey.present
    if present == 0 { return .numbers(.plain) }
    if let reading = unanimous(survey, present) { return reading }
    guard present >= Self.crowd else { return .strings }
    let enough = max(
      Int((Double(present) * Self.consensus).rounded(.up)),
      present - max(Self.slips, present / 1000))
    if let reading = numeric(survey, atLeast: enough) { return reading }
    let layout = layout(survey)
    return survey.fits(layout) >= enough ? .dates(layout) : .strings
  }

  private func unanimous(_ survey: ColumnSurvey, _ present: Int) -> ColumnReading? {
    let layout = layout(survey)
    if survey.fits(layout) == present { return .dates(layout) }
    if survey.booleans == present, survey.booleanWords >= 3 { return .booleans }
    return numeric(survey, atLeast: present)
  }

  private func numeric(_ survey: ColumnSurvey, atLeast enough: Int) -> ColumnReading? {
    guard survey.lookalikes == 0, survey.currencies.nonzeroBitCount <= 1 else { return nil }
    let style = style(survey)
    guard survey.fits(style) >= enough else { return nil }
    if survey.decimals == 0 { return .integers }
    return survey.inexact == 0 ? .numbers(style) : nil
  }

  /// The style that most cells fit; of equals the first.
  func style(_ survey: ColumnSurvey) -> NumberStyle {
    best(NumberStyle.allCases.filter(allows), by: survey.fits) ?? .plain
  }

  private func allows(_ style: NumberStyle) -> Bool {
    switch options.decimalMark {
    case .detected: true
    case .point: style.decimalMark == UInt8(ascii: ".")
    case .comma: style.decimalMark == UInt8(ascii: ",")
    }
  }

  private func best(_ styles: [NumberStyle], by count: (NumberStyle) -> Int) -> NumberStyle? {
    var best: NumberStyle?
    for style in styles {
      guard let now = best else {
        best = style
        continue
      }
      let isBetter = count(style) > count(now)
      let swaps =
        options.prefersDecimalComma && now == .commaGroups && style == .decimalComma
        && count(style) == count(now)
      if isBetter || swaps { best = style }
    }
    return best
  }

  func layout(_ survey: ColumnSurvey) -> DateLayout {
    if let layout = options.dateLayout { return layout }
    var best = DateLayout.yearDash
    for layout in DateLayout.allCases where survey.fits(layout) > survey.fits(best) {
      best = layout
    }
    return best
  }
}

extension ColumnRules {
  /// What was decided that a person may want to check.
  func note(_ reading: ColumnReading, _ survey: ColumnSurvey) -> [String] {
    guard override == nil || override == .number || override == .date else { return [] }
    switch reading {
    case .dates(let layout): return dateNote(layout, survey).map { [$0] } ?? []
    case .numbers(let style): return numberNotes(style, survey)
    case .strings where survey.currencies.nonzeroBitCount > 1 && survey.decimals > 0:
      return ["\(name) mixes \(currencies(survey).joined(separator: " and ")): taken as text"]
    default: return []
    }
  }

  private func dateNote(_ layout: DateLayout, _ survey: ColumnSurvey) -> String? {
    guard options.dateLayout == nil else { return nil }
    if layout.needsAName { return "whole numbers in \(name) are read as dates (\(layout.pattern))" }
    guard let twin = layout.twin, survey.fits(layout) > 0 else { return nil }
    let way = layout.order == .dayFirst ? "day first" : "month first"
    if survey.fits(twin) == survey.fits(layout) {
      return "dates in \(name) could be day first or month first; read \(way) "
        + "(--date-format \(twin.pattern) reads them the other way)"
    }
    return "dates in \(name) are read \(way): "
      + "\(survey.fits(layout) - survey.fits(twin)) of them have no other meaning"
  }

  private func numberNotes(_ style: NumberStyle, _ survey: ColumnSurvey) -> [String] {
    var notes: [String] = []
    if style != .plain, survey.decimals > 0 {
      let other: NumberStyle = style == .commaGroups ? .decimalComma : .commaGroups
      let isOpen = survey.fits(style) == survey.fits(other) && options.decimalMark == .detected
      let choice = isOpen ? "; --decimal comma|point settles what a comma means" : ""
      notes.append("numbers in \(name) are read with \(style.words)\(choice)")
    }
    if survey.currencies != 0 {
      notes.append("\(name) is in \(currencies(survey).joined(separator: ", "))")
    }
    if survey.percents > 0 {
      notes.append("\(name) has percent signs: 12.5 % is read as 12.5")
    }
    return notes
  }

  private func currencies(_ survey: ColumnSurvey) -> [String] {
    SetBits(survey.currencies).map { Currency.names[$0] }
  }
}
