import EcommBase

extension ForecastModel {
  /// Goes on over new rows without fitting again. Rows of periods that the model knows are passed over,
  /// and values out of all proportion count as missing, as they did in training.
  /// - Returns: what is worth saying.
  public mutating func update(_ new: SeriesPanel) throws -> [String] {
    guard new.period == period else {
      throw ForecastError.otherPeriod(new.period, expected: period)
    }
    let newest = panel.series.map(\.end).max() ?? 0
    let byKey = Dictionary(new.series.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    var spikes = 0
    for place in panel.series.indices where new.end > panel.series[place].end {
      var one = panel.series[place]
      let stretch = Self.stretch(
        byKey[one.key], from: one.end, to: new.end, period, regressors.count)
      let usual = one.usual(stretch)
      spikes += usual.left
      try one.forecaster.update(usual.series)
      one.add(stretch.values)
      one.end = new.end
      panel.series[place] = one
    }
    guard new.end > newest else {
      throw ForecastError.nothingNew(last: period.label(newest - 1))
    }
    return Self.notes(new, known: Set(panel.series.map(\.key)), newest: newest, spikes: spikes)
  }

  private static func notes(
    _ new: SeriesPanel, known: Set<[String]>, newest: Int, spikes: Int
  ) -> [String] {
    let period = new.period
    func periods(_ count: Int) -> String { "\(Figures.count(count)) \(period.noun(count))" }
    let last = period.label(new.end - 1)
    let older = max(0, newest - new.start)
    let silent = max(0, new.start - newest)
    let others = new.series.count { !known.contains($0.key) }
    let notes = [
      (true, "\(periods(new.end - newest)) added, up to \(last)"),
      (older > 0, "\(periods(older)) that the model knows already: passed over"),
      (silent > 0, "\(periods(silent)) between the model's data and these rows: missing"),
      (spikes > 0, "\(periods(spikes)) out of all proportion: not learned from"),
      (others > 0, "\(Figures.count(others)) series are not in the model: passed over"),
    ]
    return notes.filter(\.0).map(\.1)
  }

  /// The values of a stretch, missing where the rows do not reach.
  private static func stretch(
    _ rows: DatedSeries?, from start: Int, to end: Int, _ period: Period, _ regressors: Int
  ) -> DatedSeries {
    func spread(_ values: [Double], from first: Int, missing: Double) -> [Double] {
      (start..<end).map { values.indices.contains($0 - first) ? values[$0 - first] : missing }
    }
    guard let rows else {
      return DatedSeries(
        period: period, start: start, values: spread([], from: start, missing: .nan),
        regressors: (0..<regressors).map { _ in spread([], from: start, missing: 0) })
    }
    return DatedSeries(
      period: period, start: start, values: spread(rows.values, from: rows.start, missing: .nan),
      regressors: rows.regressors.map { spread($0, from: rows.start, missing: 0) })
  }
}

extension FittedSeries {
  /// Without values beyond the limit, and how many there were.
  fileprivate func usual(_ series: DatedSeries) -> (series: DatedSeries, left: Int) {
    guard let limit = spikeLimit else { return (series, 0) }
    var series = series
    let places = series.values.indices.filter { abs(series.values[$0]) > limit }
    for place in places { series.values[place] = .nan }
    return (series, places.count)
  }
}
