/// One column under way: pieces are laid behind each other as long as they agree, and the survey of
/// all of them decides in the end whether that was right.
struct ColumnBuilder: Sendable {
  let rules: ColumnRules
  var survey = ColumnSurvey()
  private(set) var rows = 0
  private(set) var odd = OddCells()
  /// How many rows hold each level.
  var levelCounts: [Int] = []
  var levels = LevelDictionary()
  var reading: ColumnReading?
  var state = State.building
  let keepsValues: Bool

  // One of these is in use. An enum with the arrays inside would copy them at every change.
  var integers: [Int64] = []
  var numbers: [Double] = []
  var booleans: [Int8] = []
  var codes: [Int32] = []
  var texts = Texts()
  var holdsTexts = false

  enum State: Sendable {
    case building
    /// Values are of no use any more; only the survey goes on.
    case spoiled
    /// A further pass, by a reading that is settled.
    case settled
    /// Kept from the pass before.
    case kept
  }

  init(_ rules: ColumnRules, missingRows: Int, keepsValues: Bool) {
    self.rules = rules
    self.keepsValues = keepsValues
    holdsTexts = rules.override == .text
    rows = missingRows
    survey.cells = missingRows
    survey.missing = missingRows
  }

  var plan: ColumnPlan {
    ColumnPlan(
      rules: rules, work: work, levels: levels, levelLimit: levelLimit, known: survey,
      keepsValues: keepsValues, isSettled: state == .settled)
  }

  var levelLimit: Int { rules.override == .category ? 1 << 24 : Categories.mostLevels }

  private var work: ColumnPlan.Work {
    switch state {
    case .kept: .skip
    case .spoiled: .survey
    case .building, .settled:
      if holdsTexts { .readTexts } else { reading.map { .read($0) } ?? .find }
    }
  }
}

extension ColumnBuilder {
  /// Room for `count` rows in the storage that is in use, if it is about to run out. Pages that are
  /// never touched cost nothing.
  mutating func reserve(_ count: Int) {
    guard keepsValues, state != .kept, count > rows else { return }
    switch reading {
    case .integers, .dates: Self.reserve(count, in: &integers)
    case .numbers: Self.reserve(count, in: &numbers)
    case .booleans: Self.reserve(count, in: &booleans)
    case .strings where holdsTexts: reserveTexts(count)
    case .strings: Self.reserve(count, in: &codes)
    case nil: break
    }
  }

  private static func reserve<T>(_ count: Int, in values: inout [T]) {
    if values.capacity < values.count + values.count / 2, values.capacity < count {
      values.reserveCapacity(count)
    }
  }

  private mutating func reserveTexts(_ count: Int) {
    let perRow = Double(texts.bytes.count) / Double(max(1, texts.count))
    let needed = Int(perRow * Double(count)) + 1 << 16
    if texts.room < texts.bytes.count + texts.bytes.count / 2, texts.room < needed {
      texts.reserve(rows: count, bytes: needed)
    }
  }

  mutating func append(_ piece: ColumnPiece, rows count: Int) {
    guard state != .kept else { return }
    defer { rows += count }
    if state != .settled { survey = survey + piece.survey }
    guard state != .spoiled else { return countCodes(of: piece) }
    for cell in piece.odd.shown where odd.shown.count < ReadReport.rejectsKept {
      odd.shown.append(.init(row: rows + cell.row, text: cell.text, place: cell.place))
    }
    odd.rows.append(contentsOf: piece.odd.rows.map { Int32(truncatingIfNeeded: rows + Int($0)) })
    guard let new = piece.reading else { return appendMissing(count) }
    take(new, oddCells: piece.odd.rows.count)
    if state == .spoiled { countCodes(of: piece) } else { append(piece.values, count) }
  }

  /// Rows of a block that does not have the column.
  mutating func appendMissingRows(_ count: Int) {
    guard state != .kept else { return }
    if state != .settled {
      survey.cells += count
      survey.missing += count
    }
    if state != .spoiled { appendMissing(count) }
    rows += count
  }

  /// Makes the column one of `new` reading, if what it holds can be that without a second look.
  private mutating func take(_ new: ColumnReading, oddCells: Int) {
    guard let old = reading else {
      reading = new
      return appendMissing(rows)
    }
    switch (old, new) {
    case (.integers, .numbers(let style)):
      guard survey.inexact == 0, style == .plain || odd.rows.count == oddCells else {
        return spoil()
      }
      numbers = integers.map { $0 == ColumnValues.missingInteger ? .nan : Double($0) }
      integers = []
      reading = new
    case (.numbers(let style), .integers):
      if style != .plain, oddCells > 0 { spoil() }
    default:
      if old != new { spoil() }
    }
  }

  /// The levels stay: codes of this wave may still name them.
  private mutating func spoil() {
    countLevels()
    state = .spoiled
    release()
  }

  private mutating func release() {
    integers = []
    numbers = []
    booleans = []
    codes = []
    texts = Texts()
    odd = OddCells()
    holdsTexts = false
  }

  private mutating func append(_ values: ColumnPiece.Values, _ count: Int) {
    switch values {
    case .none:
      if reading == .strings, !holdsTexts { turnIntoTexts() }
      if keepsValues { appendMissing(count) }
    case .integers(let values):
      if case .numbers = reading {
        for value in values {
          numbers.append(value == ColumnValues.missingInteger ? .nan : Double(value))
        }
      } else {
        keep(values, in: \.integers)
      }
    case .dates(let values): keep(values, in: \.integers)
    case .numbers(let values): keep(values, in: \.numbers)
    case .booleans(let values): keep(values, in: \.booleans)
    case .codes(let values, let base, let fresh): append(values, base, fresh)
    case .texts(let values):
      turnIntoTexts()
      texts.append(values)
    }
  }

  private mutating func keep<T>(_ values: [T], in storage: WritableKeyPath<ColumnBuilder, [T]>) {
    if keepsValues { self[keyPath: storage].append(contentsOf: values) }
  }

  private mutating func appendMissing(_ count: Int) {
    guard keepsValues, count > 0, let reading else { return }
    switch reading {
    case .integers, .dates:
      integers.append(contentsOf: repeatElement(ColumnValues.missingInteger, count: count))
    case .numbers: numbers.append(contentsOf: repeatElement(.nan, count: count))
    case .booleans:
      booleans.append(contentsOf: repeatElement(ColumnValues.missingBoolean, count: count))
    case .strings where holdsTexts: for _ in 0..<count { texts.appendMissing() }
    case .strings: codes.append(contentsOf: repeatElement(Categories.missing, count: count))
    }
  }
}
