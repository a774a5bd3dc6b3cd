import EcommBase
import EcommData
import EcommReport
import EcommTasks

extension AnomalyCommands {
  private static let map = Option.file(
    "output", "write the map of the rows as CSV: their score and place by PCA and t-SNE")

  static let explore = Command(
    "anomaly explore", "what columns hold, and a map of the rows",
    examples: [
      "anomaly explore Data/payments.csv --label is_fraud",
      "anomaly explore Data/payments.csv --output map.csv",
    ],
    inputs: .files("INPUT...", 1...Int.max),
    options: AnomalyOptions.columns + [
      AnomalyOptions.contamination.declaration, map.declaration, Shared.seed.declaration,
      InputOptions.onErrorSkip.declaration,
    ] + InputOptions.rows + Reports.options + [
      Shared.threads.declaration, Shared.json.declaration, Shared.quiet.declaration,
    ],
    notes: [
      "'far' counts values more than 3.5 robust deviations from the middle. The picture shows where values "
        + "lie between the 1st and the 99th hundredth. Maps are made of at most 3,000 rows, the strangest "
        + "of an isolation forest among them; t-SNE with --output, --json or --report only."
    ]
  ) { invocation in
    let input = try read(invocation)
    var settings = AnomalySettings()
    settings.seed = UInt64(invocation[Shared.seed])
    settings.rule = invocation[AnomalyOptions.contamination].map { .contamination($0) }
    let exploration = try AnomalyExploration(
      input, settings: settings,
      withMaps: invocation[map] != nil || invocation[Shared.json] || Reports.areWanted(invocation),
      parallel: invocation.parallel)
    if invocation[Shared.json] {
      try invocation.console.print(JSONWriter.text(exploration.json))
    } else {
      try invocation.console.print(lines(exploration, input, invocation.console.style.letters))
    }
    try write(exploration, invocation)
    try Reports.write(invocation) {
      AnomalyPages.exploration(exploration, labelLine: input.labelLine)
    }
    return .done
  }

  private static func write(
    _ exploration: AnomalyExploration, _ invocation: Invocation
  ) throws {
    guard let path = invocation[map] else { return }
    let file = try AtomicFile(path)
    let writer = CSVWriter(parallel: invocation.parallel) { try file.write($0) }
    try writer.header(exploration.map.names)
    try writer.rows(of: exploration.map)
    try file.commit()
    invocation.console.say("Wrote \(path).")
  }

  private static let shownPairs = 8

  private static func lines(
    _ exploration: AnomalyExploration, _ input: AnomalyInput, _ style: TerminalStyle
  ) -> [String] {
    var table = TextTable(
      ["column", "least", "middle", "most", "far", "missing", "from 1 % to 99 %"],
      isLastLeft: true)
    for column in exploration.columns { table.add(cells(column, style)) }
    var lines = (input.labelLine.map { [$0 + ".", ""] } ?? []) + table.lines
    if !exploration.associations.isEmpty {
      var pairs = TextTable(["go together", "", "by rank"])
      for pair in exploration.associations.prefix(shownPairs) {
        pairs.add([
          "\(pair.first) and \(pair.second)", Figures.fixed(pair.value, 2),
          pair.rank.map { Figures.fixed($0, 2) } ?? "-",
        ])
      }
      lines += [""] + pairs.lines
    }
    for (place, loadings) in exploration.loadings.enumerated() {
      let words = loadings.map { "\(Figures.fixed($0.weight, 2)) \($0.feature)" }
      lines.append(
        (place == 0 ? "\n" : "")
          + "Component \(place + 1) holds \(Figures.percent(exploration.componentShares[place], 0)) of the spread: "
          + words.joined(separator: ", "))
    }
    return lines + [
      "",
      "An isolation forest would flag \(Figures.count(exploration.flagged)) of "
        + "\(Figures.count(exploration.scores.count, "row")) from a score of "
        + "\(Figures.short(exploration.threshold)) on.",
    ]
  }

  private static func cells(
    _ column: AnomalyExploration.Column, _ style: TerminalStyle
  ) -> [String] {
    let profile = column.profile
    let share = Double(profile.missing) / Double(max(1, profile.rows))
    let missing = profile.missing == 0 ? "-" : Figures.percent(share)
    switch profile.values {
    case .numbers(let quartiles, _, _, _):
      return [
        profile.name, Figures.plain(quartiles[0]), Figures.plain(quartiles[2]),
        Figures.plain(quartiles[4]), Figures.count(column.far), missing,
        Sparkline.text(column.bins.map { $0 > 0 ? Double($0) : .nan }, width: 10, floor: 0, style),
      ]
    case .dates(let first, let last):
      return [profile.name, "", "", "", "", missing, "\(first) to \(last)"]
    case .categories(let frequent):
      let words = frequent.prefix(4).map {
        "\($0.name) \(Figures.percent(Double($0.rows) / Double(max(1, profile.rows)), 0))"
      }
      return [
        profile.name, "", "", "", "", missing,
        words.joined(separator: ", ") + (profile.distinct > 4 ? ", ..." : ""),
      ]
    case .texts, .none: return [profile.name, "", "", "", "", missing, ""]
    }
  }
}
