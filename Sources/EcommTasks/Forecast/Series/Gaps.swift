import EcommBase

/// What a period without a row means.
public enum GapRule: String, Sendable, CaseIterable {
  /// Nothing was sold; but a figure a period that is not there is missing, and so is a long silence.
  case found
  /// Nothing was sold.
  case zero
  /// Not known.
  case missing
}

/// Tells periods in which nothing was sold from those nothing is known of.
struct Gaps {
  let rule: GapRule
  let period: Period
  /// One row a period: a figure somebody wrote down, not a sum of orders.
  private let isFigures: Bool
  private(set) var notes: [String] = []

  /// Periods in a row without a row, in a series that has one in most, are a hole in the data.
  private var longSilence: Int { max(3, 2 * period.season) }

  init(_ rule: GapRule, _ sums: PeriodSums, period: Period) {
    self.rule = rule
    self.period = period
    let filled = sums.counts.joined().filter { $0 > 0 }
    isFigures = filled.count { $0 == 1 } * 100 >= filled.count * 95
  }

  /// Puts not-a-number where nothing is known.
  mutating func mark(_ sums: PeriodSums) -> [DatedSeries] {
    var series = sums.series
    guard rule != .zero else { return series }
    if rule == .missing || isFigures {
      let holes = markAll(&series, sums.counts)
      if holes > 0 {
        notes.append(
          "\(Figures.count(holes, period.rawValue)) without a row \(holes == 1 ? "is" : "are") missing, "
            + "not zero (--gaps zero)")
      }
      return series
    }
    markSilences(&series, sums.counts)
    return series
  }

  private func markAll(_ series: inout [DatedSeries], _ counts: [[Int32]]) -> Int {
    var holes = 0
    for one in series.indices {
      for place in counts[one].indices where counts[one][place] == 0 {
        series[one].values[place] = .nan
        holes += 1
      }
    }
    return holes
  }

  /// Only silences of the whole panel: a product may rest.
  private mutating func markSilences(_ series: inout [DatedSeries], _ counts: [[Int32]]) {
    let start = series.map(\.start).min() ?? 0
    let end = series.map(\.end).max() ?? 0
    var isBusy = [Bool](repeating: false, count: max(0, end - start))
    for (one, counts) in zip(series, counts) {
      for (place, count) in counts.enumerated() where count > 0 {
        isBusy[one.start - start + place] = true
      }
    }
    guard isBusy.count(where: { $0 }) * 2 >= isBusy.count else { return }
    for silence in Self.silences(isBusy) where silence.count >= longSilence {
      let range = silence.lowerBound + start..<silence.upperBound + start
      for one in series.indices {
        for index in range where index >= series[one].start {
          series[one].values[index - series[one].start] = .nan
        }
      }
      notes.append(
        "no rows from \(period.label(range.lowerBound)) to \(period.label(range.upperBound - 1)): "
          + "taken as missing, not as \(period.noun(2)) without sales (--gaps zero)")
    }
  }

  private static func silences(_ isBusy: [Bool]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var begin: Int?
    for (place, busy) in isBusy.enumerated() {
      if busy {
        if let first = begin { found.append(first..<place) }
        begin = nil
      } else if begin == nil {
        begin = place
      }
    }
    return found
  }
}
