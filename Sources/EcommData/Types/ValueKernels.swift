import EcommBase

/// Loops that turn the cells of a column into values. A cell that fits at once is counted in bulk;
/// any other goes the slow way, which counts it by the same census as every survey.
struct SlowCells {
  let census: CellCensus
  var survey = ColumnSurvey()
  var odd = OddCells()

  init(_ plan: ColumnPlan) { census = plan.rules.census }

  /// The value of a cell that did not fit at once; nil if it is missing or odd.
  mutating func value<T>(
    _ cell: UnsafeBufferPointer<UInt8>, row: Int, _ read: (UnsafeBufferPointer<UInt8>) -> T?
  ) -> T? {
    census.count(cell, in: &survey)
    if census.marks.contain(cell) { return nil }
    if let value = read(cell.trimmed) { return value }
    odd.add(row: row, cell)
    return nil
  }

  /// All cells by `quick`, then by `slow`; what fits neither is `missing`.
  @inline(__always)
  mutating func fill<T>(
    _ cells: Cells, missing: T, quick: (UnsafeBufferPointer<UInt8>) -> T?,
    slow: (UnsafeBufferPointer<UInt8>) -> T?
  ) -> [T] {
    [T](unsafeUninitializedCapacity: cells.count) { values, count in
      for row in 0..<cells.count {
        let cell = cells[row]
        values.initializeElement(
          at: row, to: quick(cell) ?? value(cell, row: row, slow) ?? missing)
      }
      count = cells.count
    }
  }

  func piece(_ values: ColumnPiece.Values, _ reading: ColumnReading) -> ColumnPiece {
    ColumnPiece(values: values, reading: reading, survey: survey, odd: odd)
  }
}

enum IntegerKernel {
  /// Where a cell has a point, the block is numbers and not integers.
  static func piece(_ cells: Cells, _ plan: ColumnPlan) -> ColumnPiece {
    var slow = SlowCells(plan)
    var quick = 0
    var inexact = 0
    let isOpen =
      plan.rules.census.wholeNumbersMayBeDates || plan.rules.options.missingMarks.hideValues
    let values = slow.fill(cells, missing: ColumnValues.missingInteger) { cell in
      guard !isOpen, let value = PlainNumber.integer(cell) else { return nil }
      quick += 1
      if value.magnitude > 1 << 53, Int64(exactly: Double(value)) != value { inexact += 1 }
      return value
    } slow: {
      integer($0)
    }
    slow.survey.cells += quick
    slow.survey.integers += quick
    slow.survey.inexact += inexact
    if slow.survey.decimals > 0, plan.rules.override == nil {
      let reading = plan.rules.reading(plan.known + slow.survey)
      if case .numbers(let style) = reading { return NumberKernel.piece(cells, style, plan) }
    }
    return slow.piece(.integers(values), .integers)
  }

  private static func integer(_ cell: UnsafeBufferPointer<UInt8>) -> Int64? {
    if let value = PlainNumber.integer(cell) { return value }
    guard let number = NumberText(cell), !number.hasAffix else { return nil }
    if let value = CellCensus.integer(number) { return value }
    guard let value = number.value(.plain), value.magnitude <= 0x1p53 else { return nil }
    return Int64(exactly: value)
  }
}

enum NumberKernel {
  static func piece(_ cells: Cells, _ style: NumberStyle, _ plan: ColumnPlan) -> ColumnPiece {
    var slow = SlowCells(plan)
    var whole = 0
    var pointed = 0
    var grouped = 0
    let isOpen =
      plan.rules.census.wholeNumbersMayBeDates || plan.rules.options.missingMarks.hideValues
    let mark = style.decimalMark
    // A lone dot or comma may part thousands in these styles: the slow way decides.
    let quickStyle = !isOpen && (style == .plain || style == .decimalComma)
    let values = PlainNumber.powers.withUnsafeBufferPointer { powers in
      slow.fill(cells, missing: Double.nan) { cell in
        guard quickStyle, let value = PlainNumber.number(cell, mark: mark, powers) else {
          return nil
        }
        if value.hasPoint {
          pointed += 1
          if value.looksGrouped { grouped += 1 }
        } else {
          if value.double.magnitude >= 0x1p53 { return nil }
          whole += 1
        }
        return value.double
      } slow: {
        NumberText($0)?.value(style)
      }
    }
    slow.survey.cells += whole + pointed
    slow.survey.integers += whole
    slow.survey.decimals += pointed
    slow.survey.countPointed(pointed, grouped: grouped, mark: mark)
    return slow.piece(.numbers(values), .numbers(style))
  }
}

extension ColumnSurvey {
  /// Numbers with one mark, behind which stands the fraction; `grouped` of them may be whole.
  fileprivate mutating func countPointed(_ count: Int, grouped: Int, mark: UInt8) {
    for style in NumberStyle.allCases where style.decimalMark == mark {
      styles[style.rawValue] += count
    }
    let other: NumberStyle = mark == UInt8(ascii: ".") ? .dotGroups : .commaGroups
    styles[other.rawValue] += grouped
  }
}

enum BooleanKernel {
  static func piece(_ cells: Cells, _ plan: ColumnPlan) -> ColumnPiece {
    var slow = SlowCells(plan)
    var quick = 0
    let isOpen = plan.rules.options.missingMarks.hideValues
    let values = slow.fill(cells, missing: ColumnValues.missingBoolean) { cell in
      guard !isOpen, cell.count > 1, let value = BooleanWord.value(cell) else { return nil }
      quick += 1
      return value
    } slow: {
      value($0, plan)
    }
    slow.survey.cells += quick
    slow.survey.booleans += quick
    if quick > 0 { slow.survey.booleanWords |= 4 }
    return slow.piece(.booleans(values), .booleans)
  }

  /// Where the user asked for booleans, 0 and 1 are good too.
  private static func value(_ cell: UnsafeBufferPointer<UInt8>, _ plan: ColumnPlan) -> Int8? {
    if let value = BooleanWord.value(cell) { return value }
    guard plan.rules.override == .boolean, let digit = PlainNumber.integer(cell) else { return nil }
    return digit == 0 || digit == 1 ? Int8(digit) : nil
  }
}

enum DateKernel {
  static func piece(_ cells: Cells, _ layout: DateLayout, _ plan: ColumnPlan) -> ColumnPiece {
    var slow = SlowCells(plan)
    var quick = 0
    let isOpen = plan.rules.options.missingMarks.hideValues
    let values = slow.fill(cells, missing: ColumnValues.missingInteger) { cell in
      guard !isOpen, layout == .yearDash, let value = ISOTimestamp.microseconds(cell) else {
        return nil
      }
      quick += 1
      return value
    } slow: {
      DateCell.microseconds($0, layout)
    }
    slow.survey.cells += quick
    slow.survey.dates[DateLayout.yearDash.rawValue] += quick
    return slow.piece(.dates(values), .dates(layout))
  }
}
