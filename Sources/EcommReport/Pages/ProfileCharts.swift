import EcommBase
import EcommTasks

/// Pictures of columns and of how they go together: what explorations share.
enum ProfileCharts {
  private static let mostColumns = 14
  private static let mostMissing = 20

  static func missing(_ profiles: [ColumnProfile]) -> (any Chart)? {
    let holes = profiles.filter { $0.missing > 0 }.sorted {
      ($1.missing, $0.name) < ($0.missing, $1.name)
    }
    guard let most = holes.first else { return nil }
    let share = { (profile: ColumnProfile) in Double(profile.missing) / Double(max(1, profile.rows))
    }
    return BarChart(
      title: "\(most.name) is missing in \(Figures.percent(share(most))) of the rows",
      summary: "The share of rows in which each column is missing.", unit: .percent,
      bars: holes.prefix(mostMissing).map { .init($0.name, [share($0)]) })
  }

  /// Of the columns that go together most, each with each.
  static func associations(_ pairs: [Association]) -> (any Chart)? {
    var names: [String] = []
    for pair in pairs where names.count < mostColumns {
      for name in [pair.first, pair.second] where !names.contains(name) { names.append(name) }
    }
    guard names.count > 1, let strongest = pairs.first else { return nil }
    let places = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var values = names.indices.map { row in
      names.indices.map { row == $0 ? 1 : Double.nan }
    }
    for pair in pairs {
      guard let a = places[pair.first], let b = places[pair.second] else { continue }
      values[a][b] = pair.value
      values[b][a] = pair.value
    }
    return HeatMap(
      title: "\(strongest.first) and \(strongest.second) go together most "
        + "(\(Figures.fixed(strongest.value, 2)))",
      summary:
        "Correlations of numbers, Cramér's V of categories, the correlation ratio between both.",
      rows: names, columns: names, values: values, strongest: 1)
  }

  static func frequent(_ profile: ColumnProfile) -> (any Chart)? {
    guard case .categories(let frequent) = profile.values, let first = frequent.first
    else { return nil }
    let share = { (rows: Int) in Double(rows) / Double(max(1, profile.rows)) }
    return BarChart(
      title:
        "\(profile.name): \(first.name) in \(Figures.percent(share(first.rows), 0)) of the rows",
      summary: "The most frequent of \(Figures.count(profile.distinct)) categories.",
      unit: .percent, bars: frequent.map { .init($0.name, [share($0.rows)]) })
  }
}
