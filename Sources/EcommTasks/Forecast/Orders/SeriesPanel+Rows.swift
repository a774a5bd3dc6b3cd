import EcommBase

extension SeriesPanel {
  /// Only the series that sum to most; says how many are left out.
  mutating func keepLargest(_ count: Int) -> String? {
    let sums = series.map { $0.values.reduce(0) { $0 + ($1.isNaN ? 0 : $1) } }
    let kept = Set(sums.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }.prefix(count))
    let left = series.count - kept.count
    guard left > 0 else { return nil }
    series = series.indices.filter(kept.contains).map { series[$0] }
    return "\(Figures.count(left)) series that sum to less are left out"
  }

  /// A regressor of a period without rows is what it was before; says how often.
  mutating func fillRegressors() -> String? {
    var count = 0
    for one in series.indices {
      for column in series[one].regressors.indices {
        var values = series[one].regressors[column]
        var last = values.first { !$0.isNaN } ?? 0
        for place in values.indices {
          if values[place].isNaN {
            values[place] = last
            count += 1
          }
          last = values[place]
        }
        series[one].regressors[column] = values
      }
    }
    return count == 0
      ? nil : "\(Figures.count(count, "value")) of regressors missing: taken as the one before"
  }

  /// Without the last period, unless a series would be empty.
  mutating func dropLast() {
    let last = end - 1
    guard series.allSatisfy({ $0.values.count > 1 || $0.end <= last }) || series.count > 1 else {
      return
    }
    series = series.map { $0.before(last) }.filter { !$0.values.isEmpty }
  }
}
