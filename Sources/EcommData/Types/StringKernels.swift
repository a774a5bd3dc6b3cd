/// Codes of strings, as long as there are few different ones.
enum CategoryKernel {
  /// Nil where there are too many. The evidence of these cells is not counted here but once for each
  /// level, by whoever keeps the levels.
  static func piece(_ cells: Cells, _ plan: ColumnPlan) -> ColumnPiece? {
    let marks = plan.rules.options.missingMarks
    let known = plan.levels
    let room = plan.levelLimit - known.count
    guard room >= 0 else { return nil }
    let base = Int32(truncatingIfNeeded: known.count)
    var fresh = LevelDictionary()
    var missing = 0
    let codes = [Int32](unsafeUninitializedCapacity: cells.count) { codes, count in
      known.withView { view in
        for row in 0..<cells.count where fresh.count <= room {
          let cell = cells[row]
          var code = Categories.missing
          if marks.contain(cell) {
            missing += 1
          } else {
            let hash = LevelDictionary.hash(cell)
            code = view.number(cell, hash: hash)
            if code < 0 { code = base &+ fresh.insert(cell, hash: hash) }
          }
          codes[row] = code
          count = row + 1
        }
      }
    }
    guard fresh.count <= room else { return nil }
    var survey = ColumnSurvey()
    survey.cells = missing
    survey.missing = missing
    return ColumnPiece(
      values: .codes(codes, base: known.count, fresh: fresh), reading: .strings, survey: survey)
  }
}

enum TextKernel {
  static func texts(_ cells: Cells, _ plan: ColumnPlan) -> ColumnPiece {
    let census = plan.rules.census
    var survey = ColumnSurvey()
    var texts = Texts()
    if plan.keepsValues {
      texts.reserve(
        rows: cells.count,
        bytes: cells.lengths.reduce(0) {
          $0 + ($1 == RawColumn.absent ? 0 : Int($1))
        })
    }
    for row in 0..<cells.count {
      let cell = cells[row]
      let isMissing = census.marks.contain(cell)
      if isMissing {
        survey.cells += 1
        survey.missing += 1
      } else if plan.rules.override == nil {
        census.count(cell, in: &survey)
      } else {
        survey.cells += 1
      }
      guard plan.keepsValues else { continue }
      if isMissing { texts.appendMissing() } else { texts.append(cell) }
    }
    return ColumnPiece(
      values: plan.keepsValues ? .texts(texts) : .none, reading: .strings, survey: survey)
  }
}
