import EcommBase
import EcommData

/// Which rows of a table add to a series, and how many do not, each by the first reason that fits.
struct CountedRows {
  let isCounted: [Bool]
  /// Repeats are told by `OrderRepeats`.
  let notes: [String]

  init(
    _ date: Column, _ moments: [Int64], _ values: RowValues, _ keys: SeriesKeys,
    _ repeats: OrderRepeats?
  ) {
    let isRepeat = repeats.flatMap { $0.areLines ? nil : $0.isFirst.map { !$0 } }
    var isCounted = [Bool](repeating: false, count: values.values.count)
    var (dateless, keyless, valueless) = (0, 0, 0)
    for row in isCounted.indices {
      if moments[row] == ColumnValues.missingInteger {
        dateless += 1
      } else if keys.codes[row] < 0 {
        keyless += 1
      } else if isRepeat?[row] == true {
        continue
      } else if !values.values[row].isFinite {
        valueless += 1
      } else {
        isCounted[row] = true
      }
    }
    self.isCounted = isCounted
    let names = values.columns.map(\.name).joined(separator: " or ")
    // Where orders are counted, their other lines have no value and lack nothing.
    let reasons = [
      (dateless, date.name), (keyless, keys.names.joined(separator: " or ")),
      (names.isEmpty ? 0 : valueless, names),
    ]
    notes = reasons.filter { $0.0 > 0 }.map { "\(Figures.count($0, "row")) without \($1) left out" }
  }

  /// The rows that count, as they are summed.
  func gathered(
    _ moments: [Int64], _ values: RowValues, _ keys: SeriesKeys, _ regressors: [Column],
    _ period: Period
  ) -> PeriodSums.Rows {
    let columns = regressors.map { $0.values.doubles ?? [] }
    var rows = PeriodSums.Rows(regressors: columns.map { _ in [] })
    for row in isCounted.indices where isCounted[row] {
      rows.series.append(keys.codes[row])
      rows.periods.append(period.index(moments[row]))
      rows.amounts.append(values.values[row])
      for column in columns.indices { rows.regressors[column].append(columns[column][row]) }
    }
    return rows
  }
}
