extension ColumnBuilder {
  /// Whether the cells must be read once more; if so, this column is ready for that.
  mutating func beginAnotherPass() -> Bool {
    if state == .kept || state == .settled { return keep() }
    countLevels()
    let final = rules.reading(survey)
    if state == .building, isLossless(to: final) { return keep() }
    let pass = ColumnBuilder(rules, settledAs: final, survey: survey, keepsValues: keepsValues)
    self = pass
    return keepsValues || final == .strings
  }

  private mutating func keep() -> Bool {
    state = .kept
    return false
  }

  private func isLossless(to final: ColumnReading) -> Bool {
    switch (reading, final) {
    case (nil, _): true
    case (.integers, .numbers(let style)): style == .plain || odd.rows.isEmpty
    default: reading == final
    }
  }

  private init(
    _ rules: ColumnRules, settledAs reading: ColumnReading, survey: ColumnSurvey, keepsValues: Bool
  ) {
    self.init(rules, missingRows: 0, keepsValues: keepsValues)
    self.survey = survey
    self.reading = reading
    state = .settled
  }

  /// How the column is read in the end.
  var finalReading: ColumnReading { rules.reading(survey) }

  /// The values of the whole column; the builder is empty after it.
  mutating func takeValues() -> ColumnValues {
    switch finalReading {
    case .integers: .integers(Self.take(&integers, rows, ColumnValues.missingInteger))
    case .dates: .dates(Self.take(&integers, rows, ColumnValues.missingInteger))
    case .numbers: .numbers(takeNumbers())
    case .booleans: .booleans(Self.take(&booleans, rows, ColumnValues.missingBoolean))
    case .strings: takeStrings()
    }
  }

  private mutating func takeNumbers() -> [Double] {
    guard numbers.isEmpty, !integers.isEmpty else { return Self.take(&numbers, rows, .nan) }
    return integers.map { $0 == ColumnValues.missingInteger ? .nan : Double($0) }
  }

  /// A column of which nothing was ever seen has no values yet.
  private static func take<T>(_ values: inout [T], _ rows: Int, _ missing: T) -> [T] {
    defer { values = [] }
    return values.isEmpty ? [T](repeating: missing, count: rows) : values
  }

  private mutating func takeStrings() -> ColumnValues {
    if !holdsTexts, codes.isEmpty {
      codes = [Int32](repeating: Categories.missing, count: rows)
    }
    guard isCategory else {
      turnIntoTexts()
      while texts.count < rows { texts.appendMissing() }
      defer { texts = Texts() }
      return .texts(texts)
    }
    let (sorted, places) = levels.sorted()
    codes.withUnsafeMutableBufferPointer { codes in
      for row in codes.indices where codes[row] >= 0 { codes[row] = places[Int(codes[row])] }
    }
    defer { codes = [] }
    return .categories(Categories(levels: sorted, codes: codes))
  }

  /// Few different strings, or each of them twice and more.
  var isCategory: Bool {
    guard !holdsTexts else { return false }
    if rules.override == .category { return true }
    let different = levels.count
    return different <= Categories.alwaysLevels
      || different <= Categories.mostLevels && different * 2 <= survey.present
  }

  /// What a block of this column is read as, now that the whole column is known.
  var finalPlan: ColumnPlan {
    let reading = finalReading
    var known = plan
    known.isSettled = true
    known.keepsValues = true
    known.work = .read(reading)
    guard reading == .strings else { return known }
    if isCategory {
      known.levels = LevelDictionary(levels.sorted().levels)
      return known
    }
    var options = rules.options
    options.types[rules.name] = .text
    let plain = ColumnRules(name: rules.name, options: options)
    return ColumnPlan(
      rules: plain, work: .readTexts, levels: LevelDictionary(), levelLimit: 0,
      known: ColumnSurvey(), keepsValues: true, isSettled: true)
  }

  var note: [String] { rules.note(finalReading, survey) }

  /// The rows that the final reading cannot take, whose cells are shown.
  func rejects() -> [RowReject] {
    odd.shown.map { cell in
      let reason = "\(rules.name) is \"\(cell.text)\", which is not \(finalReading.noun)"
      return RowReject(row: cell.row, reject: Reject(cell.place, reason))
    }
  }
}

/// A row that is left out, with its place in the order of rows.
struct RowReject: Sendable {
  var row: Int
  var reject: Reject
}
