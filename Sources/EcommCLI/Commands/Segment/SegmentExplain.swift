import EcommBase
import EcommReport
import EcommTasks

extension SegmentCommands {
  private static let only = Option.text("segment", "NAME", "only this segment")
  private static let top = Option.integer(
    "top", "N", "how many figures of each", in: 1...100, default: 5)

  static let explain = Command(
    "segment explain", "what sets each segment apart from all others",
    examples: [
      "segment explain Models/segments.json Data/transactions.csv",
      "segment explain Models/segments.json Models/segments.customers.csv --segment Champions",
    ],
    inputs: .files("MODEL INPUT...", 2...Int.max),
    options: [only.declaration, top.declaration, Shared.output.declaration]
      + SegmentOptions.reading + [InputOptions.onErrorSkip.declaration] + InputOptions.rows
      + Reports.options + [
        Shared.threads.declaration, Shared.json.declaration,
        Shared.quiet.declaration,
      ],
    notes: [
      "'apart' is the difference of the mean ranks, from -100 (all lower than all others) to +100. "
        + "A rule names the figures that find a segment's customers best; precision is the share of those "
        + "found who belong to it, recall the share of its customers who are found."
    ]
  ) { invocation in
    let model = try model(invocation)
    let wanted = try invocation[only].map { try place(of: $0, model) }
    let input = try SegmentReading.input(
      for: model, invocation, onError: invocation[InputOptions.onErrorSkip])
    let answers = try model.answers(input.customers, parallel: invocation.parallel)
    let explanation = model.explain(answers)
    if invocation[Shared.json] {
      let json: JSON = ["id": .string(model.id), "segments": explanation.json]
      try Results.write(JSONWriter.text(json) + "\n", invocation)
    } else {
      let segments = wanted.map { [explanation.segments[$0]] } ?? explanation.segments
      let lines = segments.map {
        text($0, count: invocation[top], invocation.console.style.letters).joined(separator: "\n")
      }
      try Results.write(lines.joined(separator: "\n\n") + "\n", invocation)
    }
    try Reports.write(invocation) {
      SegmentPages.explanation(explanation, model: ModelHistory.name(of: invocation.inputs[0]))
    }
    return .done
  }

  private static func place(of name: String, _ model: SegmentModel) throws -> Int {
    guard let place = model.segmentNames.firstIndex(where: { $0.lowercased() == name.lowercased() })
    else {
      throw SegmentError.unknownSegment(
        name, nearest: Nearest.match(name, in: model.segmentNames), all: model.segmentNames)
    }
    return place
  }

  private static func text(
    _ segment: SegmentExplanation.Segment, count: Int, _ style: TerminalStyle
  ) -> [String] {
    let profile = segment.profile
    var lines = [
      "\(profile.name): \(Figures.count(profile.customers, "customer")), \(profile.description)."
    ]
    if let rule = segment.rule {
      let words = rule.conditions.map(\.words).joined(separator: " and ")
      lines.append(
        "  Found by \(words): precision \(Figures.percent(rule.precision, 0)), recall "
          + "\(Figures.percent(rule.recall, 0)).")
    }
    var table = TextTable(["", "typical", "others", "apart", ""], isLastLeft: true)
    for difference in segment.differences.prefix(count) {
      let sign = difference.size < 0 ? "" : "+"
      table.add([
        difference.figure.rawValue, Figures.plain(difference.inside),
        Figures.plain(difference.outside), sign + Figures.fixed(difference.size, 2),
        TextBar.text(difference.size, most: 1, width: 20, style),
      ])
    }
    return lines + (segment.differences.isEmpty ? [] : table.lines)
  }
}
