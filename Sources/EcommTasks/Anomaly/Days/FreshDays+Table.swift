import EcommData
import EcommLearn

extension [FreshDays] {
  /// `[series,]date,value,expected,score,anomaly,reasons`, a row for each day that was asked about.
  ///
  /// Nothing is expected of days too early, or among too few others, to be judged.
  public func table(by names: [String]) -> Table {
    let rows = flatMap { own in own.days.map { (own.judged, $0) } }
    func numbers(_ read: (DayJudgement) -> Double) -> ColumnValues {
      .numbers(rows.map { read($0.0.judgements[$0.1]) })
    }
    func texts(_ read: (JudgedSeries, Int) -> String) -> ColumnValues {
      var texts = Texts()
      for (judged, day) in rows {
        let text = read(judged, day)
        if text.isEmpty { texts.appendMissing() } else { texts.append(text.utf8) }
      }
      return .texts(texts)
    }
    let isOpen = { (found: DayJudgement) in [.tooEarly, .tooSparse].contains(found.status) }
    let columns = [
      Column("date", texts { $0.date($1) }), Column("value", numbers(\.value)),
      Column("expected", numbers { isOpen($0) ? .nan : $0.expected }),
      Column("score", numbers { isOpen($0) ? .nan : $0.score }),
      Column("anomaly", .booleans(rows.map { $0.0.isStrange($0.1) ? 1 : 0 })),
      Column("reasons", texts { $0.isStrange($1) ? $0.words($1) : "" }),
    ]
    let named =
      names.isEmpty
      ? [] : [Column(names.joined(separator: ", "), texts { judged, _ in judged.name })]
    return Table(named + columns, rowCount: rows.count)
  }
}
