import EcommBase
import EcommTasks

/// Pictures of what columns add.
enum ClassExplanationCharts {
  private static let dependences = 6

  static func all(_ picture: ClassExplanationPicture) -> [(name: String, chart: (any Chart)?)] {
    [("importance", importance(picture)), ("beeswarm", beeswarm(picture))]
      + picture.columns.prefix(dependences).map { ("depends-\($0.name)", dependence($0)) }
      + samples(picture)
  }

  static func importance(_ picture: ClassExplanationPicture) -> (any Chart)? {
    guard let first = picture.columns.first else { return nil }
    return BarChart(
      title: "\(first.name) moves answers most",
      summary: "What each column adds on average, in log-odds.",
      bars: picture.columns.map { .init($0.name, [$0.size]) })
  }

  static func beeswarm(_ picture: ClassExplanationPicture) -> (any Chart)? {
    guard let first = picture.columns.first else { return nil }
    return BeeswarmChart(
      title: finding(first),
      summary: "A dot a row: what the column adds there in log-odds, coloured by its value.",
      rows: picture.columns.map { column in
        .init(column.name, column.rows.map { ($0.part, $0.rank) })
      })
  }

  /// Whether high values raise or lower.
  private static func finding(_ column: ClassExplanationPicture.Column) -> String {
    guard let means = means(column) else { return "What \(column.name) and others add, row by row" }
    return "High \(column.name) \(means.high > means.others ? "raises" : "lowers") the chance"
  }

  /// What the highest third of the values adds on average, and all others.
  private static func means(
    _ column: ClassExplanationPicture.Column
  ) -> (high: Double, others: Double)? {
    let high = column.rows.filter { $0.rank > 2.0 / 3 }.map(\.part)
    let others = column.rows.filter { $0.rank <= 2.0 / 3 }.map(\.part)
    guard !high.isEmpty, !others.isEmpty else { return nil }
    let mean = { (parts: [Double]) in parts.reduce(0, +) / Double(parts.count) }
    return (mean(high), mean(others))
  }

  static func dependence(_ column: ClassExplanationPicture.Column) -> (any Chart)? {
    if !column.levels.isEmpty {
      let most = column.levels.max { $0.part < $1.part }
      return BarChart(
        title: most.map { "\(column.name): \($0.name) adds most, \(signed($0.part))" }
          ?? column.name,
        summary: "What each category adds on average, in log-odds; the most frequent first.",
        bars: column.levels.map { .init($0.name, [$0.part]) })
    }
    let points = column.rows.filter { $0.value.isFinite }.map { (x: $0.value, y: $0.part) }
    guard !points.isEmpty else { return nil }
    return ScatterChart(
      title: means(column).map {
        "\(column.name): the highest third adds \(signed($0.high)), other values \(signed($0.others))"
      } ?? "What \(column.name) adds at its values",
      summary: "Log-odds added over the value of the column, a dot a row.", x: .init(column.name),
      y: .init("adds, log-odds"), groups: [.init(column.name, points)])
  }

  private static func signed(_ part: Double) -> String { Unit.decimals(2).signed(part) }

  private static func samples(
    _ picture: ClassExplanationPicture
  ) -> [(name: String, chart: (any Chart)?)] {
    let falls = picture.samples.map { sample -> (name: String, chart: (any Chart)?) in
      (
        "why-\(sample.row + 1)",
        WaterfallChart(
          title: "Row \(Figures.count(sample.row + 1)): from \(Figures.fixed(sample.base, 2)) to "
            + "\(Figures.fixed(sample.score, 2)) log-odds",
          summary: "What each column adds to the score of an average row.",
          base: ("average row", sample.base),
          parts: sample.parts.map { (name: $0.name, value: $0.part) }, totalName: "this row")
      )
    }
    guard let contested = picture.contested else { return falls }
    return falls + [("force-\(contested.row + 1)", force(contested))]
  }

  private static func force(_ sample: ClassExplanationPicture.Sample) -> any Chart {
    ForceChart(
      title: "Most speaks for and against row \(Figures.count(sample.row + 1)): "
        + "\(Figures.fixed(sample.score, 2)) log-odds",
      summary: "Columns that raise the score from the left, columns that lower it from the right.",
      base: sample.base, parts: sample.parts.map { (name: $0.name, value: $0.part) })
  }
}
