import EcommBase
import EcommData
import EcommReport
import EcommTasks

extension ForecastCommands {
  private static let mostShown = 10
  private static let barWidth = 30

  static let explore = Command(
    "forecast explore", "trend, season, gaps and odd values of dated rows",
    examples: [
      "forecast explore Data/orders.xml",
      "forecast explore sales.csv --by store --per week --json",
    ],
    inputs: .files("INPUT...", 1...Int.max),
    options: ForecastOptions.rows + [InputOptions.onErrorSkip.declaration] + InputOptions.rows
      + Reports.options + [
        Shared.threads.declaration, Shared.json.declaration, Shared.quiet.declaration,
      ]
  ) { invocation in
    let orders = try panel(invocation.inputs, ForecastOptions.columns(invocation), invocation)
    let panel = orders.panel
    let found = try invocation.parallel.map(panel.series.count) {
      ForecastExploration(panel.series[$0])
    }.compactMap { $0 }
    if invocation[Shared.json] {
      try invocation.console.print(JSONWriter.text(.array(found.map(\.json))))
    } else if let only = found.first, found.count == 1 {
      try invocation.console.print(lines(only, panel.period, invocation.console.style.letters))
    } else {
      try invocation.console.print(table(found, panel))
    }
    try Reports.write(invocation) { ForecastPages.exploration(found, period: panel.period) }
    return .done
  }

  private static func lines(
    _ one: ForecastExploration, _ period: Period, _ style: TerminalStyle
  ) -> [String] {
    var lines = [
      "\(Figures.count(one.values)) \(period.noun(one.values)), \(one.first) to \(one.last): "
        + "mean \(Figures.short(one.mean)), deviation \(Figures.short(one.deviation))",
      "\(Figures.count(one.zeros)) zero, \(Figures.count(one.missing)) missing; largest "
        + "\(Figures.short(one.largest.value)) on \(one.largest.date), smallest "
        + "\(Figures.short(one.smallest.value)) on \(one.smallest.date)",
    ]
    if let trend = one.trendStrength {
      let season = one.seasonStrength.map { ", season \(Figures.fixed($0, 2))" } ?? ""
      lines.append("Strength from 0 to 1: trend \(Figures.fixed(trend, 2))\(season).")
    }
    lines += [""] + TextCurve.lines(one.parts.first?.values ?? [], style)
    if !one.spikes.isEmpty {
      let more = one.spikes.count > mostShown ? ", ..." : ""
      lines.append(
        "Out of all proportion: \(one.spikes.prefix(mostShown).joined(separator: ", "))\(more)")
    }
    return lines + groups(one, period, style) + alike(one, period, style)
  }

  private static func groups(
    _ one: ForecastExploration, _ period: Period, _ style: TerminalStyle
  ) -> [String] {
    let names = period.groupNames
    guard names.count == one.groups.count else { return [] }
    var table = TextTable(["", "of the mean", ""], isLastLeft: true)
    let width = style.room(beside: 30, most: barWidth)
    for (name, share) in zip(names, one.groups) {
      let bar = TextBar.text(share, most: one.groups.max() ?? 0, width: width, style)
      table.add([name, Figures.percent(share, 0), bar])
    }
    return [""] + table.lines
  }

  private static func alike(
    _ one: ForecastExploration, _ period: Period, _ style: TerminalStyle
  ) -> [String] {
    guard !one.autocorrelations.isEmpty else { return [] }
    var table = TextTable(["\(period.noun(2)) apart", "correlation", ""], isLastLeft: true)
    let width = style.room(beside: 30, most: barWidth)
    for (lag, value) in one.autocorrelations {
      let bar = TextBar.text(value, most: 1, width: width, style)
      table.add([String(lag), Figures.fixed(value, 2), bar])
    }
    return [""] + table.lines
  }

  private static func table(_ found: [ForecastExploration], _ panel: SeriesPanel) -> [String] {
    var table = TextTable([
      panel.keys.joined(separator: ", "), panel.period.noun(2), "mean", "zero", "missing", "trend",
      "season", "spikes",
    ])
    let shown = found.sorted { ($1.mean, $0.key[0]) < ($0.mean, $1.key[0]) }.prefix(mostShown)
    for one in shown {
      table.add([
        one.key.joined(separator: ", "), Figures.count(one.values), Figures.short(one.mean),
        Figures.percent(Double(one.zeros) / Double(one.values), 0), Figures.count(one.missing),
        one.trendStrength.map { Figures.fixed($0, 2) } ?? "-",
        one.seasonStrength.map { Figures.fixed($0, 2) } ?? "-", Figures.count(one.spikes.count),
      ])
    }
    let rest = found.count - shown.count
    guard rest > 0 else { return table.lines }
    return table.lines + ["and \(Figures.count(rest)) smaller series (--json shows all)"]
  }
}
