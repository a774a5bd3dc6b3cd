import EcommBase

/// The cells of one column in one block, typed as far as is known.
struct ColumnPiece: Sendable {
  enum Values: Sendable {
    /// Nothing but missing cells, or nothing wanted.
    case none
    case integers([Int64])
    case numbers([Double])
    case booleans([Int8])
    case dates([Int64])
    /// Numbers of levels: `base` known before the block, then those of `fresh`.
    case codes([Int32], base: Int, fresh: LevelDictionary)
    case texts(Texts)
  }

  var values: Values
  var reading: ColumnReading?
  var survey: ColumnSurvey
  var odd = OddCells()
}

/// Cells that do not fit how their column is read.
struct OddCells: Sendable {
  struct Cell: Sendable, Equatable {
    var row: Int
    var text: String
    var place: Place
  }

  /// Ascending.
  var rows: [Int32] = []
  /// The first of them, to show.
  var shown: [Cell] = []

  mutating func add(row: Int, _ text: UnsafeBufferPointer<UInt8>) {
    rows.append(Int32(truncatingIfNeeded: row))
    guard shown.count < ReadReport.rejectsKept else { return }
    shown.append(Cell(row: row, text: Self.shortened(text), place: Place("")))
  }

  private static func shortened(_ text: UnsafeBufferPointer<UInt8>) -> String {
    let limit = 60
    guard text.count > limit else { return text.string }
    return UnsafeBufferPointer(rebasing: text[..<limit]).string + "..."
  }
}

/// What a block's columns are read as, from all that the blocks before it showed.
struct ColumnPlan: Sendable {
  enum Work: Sendable {
    /// Nothing is known yet.
    case find
    case read(ColumnReading)
    /// As many different strings as categories never have.
    case readTexts
    /// The column will be read again; only its survey goes on.
    case survey
    case skip
  }

  let rules: ColumnRules
  var work: Work
  var levels: LevelDictionary
  var levelLimit: Int
  /// Of the blocks before.
  var known: ColumnSurvey
  var keepsValues: Bool
  /// The reading is final: odd cells do not bring another.
  var isSettled = false

  func piece(_ cells: Cells) -> ColumnPiece {
    switch work {
    case .skip: return ColumnPiece(values: .none, survey: ColumnSurvey())
    case .survey: return ColumnPiece(values: .none, survey: survey(cells))
    case .readTexts: return TextKernel.texts(cells, self)
    case .find: return found(cells)
    case .read(let reading):
      let piece = read(cells, reading)
      return !isSettled && piece.odd.rows.count * 20 > cells.count ? found(cells) : piece
    }
  }

  private func survey(_ cells: Cells) -> ColumnSurvey {
    var survey = ColumnSurvey()
    for row in 0..<cells.count { rules.census.count(cells[row], in: &survey) }
    return survey
  }

  /// Surveyed first, then read as what that says together with what was known.
  private func found(_ cells: Cells) -> ColumnPiece {
    let own = survey(cells)
    let all = known + own
    if all.present == 0 { return ColumnPiece(values: .none, survey: own) }
    return read(cells, rules.reading(all))
  }

  private func read(_ cells: Cells, _ reading: ColumnReading) -> ColumnPiece {
    switch reading {
    case .integers: return IntegerKernel.piece(cells, self)
    case .numbers(let style): return NumberKernel.piece(cells, style, self)
    case .booleans: return BooleanKernel.piece(cells, self)
    case .dates(let layout): return DateKernel.piece(cells, layout, self)
    case .strings: return CategoryKernel.piece(cells, self) ?? TextKernel.texts(cells, self)
    }
  }
}
