import EcommBase
import EcommReport
import EcommTasks

extension SegmentCommands {
  static let explore = Command(
    "segment explore", "what customers are like and how many kinds there may be",
    examples: [
      "segment explore Data/transactions.csv",
      "segment explore orders.csv --customer client_id --as-of 2025-06-30",
    ],
    inputs: .files("INPUT...", 1...Int.max),
    options: [
      SegmentOptions.features.declaration, SegmentOptions.mostSegments.declaration,
      SegmentOptions.keepExtremes.declaration, Shared.seed.declaration,
    ] + SegmentOptions.reading + [InputOptions.onErrorSkip.declaration] + InputOptions.rows
      + Reports.options + [
        Shared.threads.declaration, Shared.json.declaration,
        Shared.quiet.declaration,
      ],
    notes: [
      "Silhouette: 1 is far apart, 0 is no boundary. Stability: how far segments come back (adjusted "
        + "Rand) when a fifth of the customers is left out. Explained: the part of the spread that lies "
        + "between segments; one segment explains none."
    ]
  ) { invocation in
    var settings = SegmentSettings()
    if !invocation[SegmentOptions.features].isEmpty {
      try settings.setFigures(invocation[SegmentOptions.features])
    }
    settings.mostSegments = invocation[SegmentOptions.mostSegments]
    settings.winsorises = !invocation[SegmentOptions.keepExtremes]
    settings.seed = UInt64(invocation[Shared.seed])
    let input = try SegmentReading.input(invocation)
    let exploration = try SegmentExploration(
      input, settings: settings, parallel: invocation.parallel)
    for note in exploration.notes { invocation.console.say("  " + note) }
    if invocation[Shared.json] {
      try invocation.console.print(JSONWriter.text(exploration.json))
    } else {
      try invocation.console.print(lines(exploration, input))
    }
    try Reports.write(invocation) {
      SegmentPages.exploration(exploration, headline: input.headline)
    }
    return .done
  }

  private static func lines(
    _ exploration: SegmentExploration, _ input: SegmentInput
  ) -> [String] {
    let top = Figures.percent(exploration.topShare, 0)
    return ["\(input.headline). The best fifth of the customers paid \(top) of it.", ""]
      + spreads(exploration) + [""] + grid(exploration) + choice(exploration)
  }

  private static func spreads(_ exploration: SegmentExploration) -> [String] {
    var table = TextTable([
      "figure", "customers", "least", "quarter", "median", "quarter", "most", "mean", "skew",
    ])
    for spread in exploration.spreads {
      table.add(
        [spread.figure.rawValue, Figures.count(spread.known)]
          + spread.quartiles.map(Figures.plain) + [
            Figures.plain(spread.mean), Figures.fixed(spread.skew, 1),
          ])
    }
    return table.lines
  }

  /// The most recent and most frequent buyers stand at the top right.
  private static func grid(_ exploration: SegmentExploration) -> [String] {
    var table = TextTable(
      ["customers by fifths", "seldom", "2", "3", "4", "often"])
    for recency in (0..<5).reversed() {
      let name = recency == 4 ? "bought lately 5" : recency == 0 ? "long ago 1" : "\(recency + 1)"
      table.add([name] + exploration.grid[recency].map { Figures.count($0) })
    }
    return table.lines
  }

  private static func choice(_ exploration: SegmentExploration) -> [String] {
    guard let choice = exploration.choice else { return [] }
    var lines =
      [""] + SegmentText.tried(choice) + [
        "", "k = \(choice.k): \(choice.reason).",
      ]
    if let gap = exploration.gap {
      lines.append(
        gap == 1
          ? "The gap statistic finds no groups: segments part a continuum."
          : "The gap statistic speaks for \(gap) segments.")
    }
    return lines
  }
}
