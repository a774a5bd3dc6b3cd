import EcommBase
import EcommTasks

/// What a forecast is made of, as a table: a line for each period, a column for each part that matters.
enum ForecastPartsText {
  private static let mostColumns = 7

  static func lines(
    _ one: (key: [String], dates: [String], parts: [ForecastPart]), keys: [String]
  ) -> [String] {
    let sizes = one.parts.map { $0.values.reduce(0) { $0 + abs($1) } }
    let shown = one.parts.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
      .prefix(mostColumns).sorted()
    let hidden = one.parts.indices.filter { !shown.contains($0) }
    let rest = hidden.isEmpty ? [] : ["\(Figures.count(hidden.count, "other"))"]
    var table = TextTable([""] + shown.map { one.parts[$0].name } + rest + ["forecast"])
    for (step, date) in one.dates.enumerated() {
      let total = one.parts.reduce(0) { $0 + $1.values[step] }
      let others = hidden.reduce(0) { $0 + one.parts[$1].values[step] }
      table.add(
        [date] + shown.map { signed(one.parts[$0].values[step], isFirst: $0 == 0) }
          + (hidden.isEmpty ? [] : [signed(others, isFirst: false)]) + [Figures.fixed(total)])
    }
    let name = zip(keys, one.key).map { "\($0) = \($1)" }.joined(separator: ", ")
    return (name.isEmpty ? [] : [name, ""]) + table.lines + (name.isEmpty ? [] : [""])
  }

  /// The first part is the level, what follows adds to it.
  private static func signed(_ value: Double, isFirst: Bool) -> String {
    isFirst ? Figures.fixed(value) : (value < 0 ? "" : "+") + Figures.fixed(value)
  }
}
