import EcommBase
import EcommData
import EcommReport
import EcommTasks

extension AnomalyCommands {
  private static let each = Option.flag("each", "the reasons of every row, as CSV")

  static let explain = Command(
    "anomaly explain", "which columns make rows strange",
    examples: [
      "anomaly explain Models/fraud.json Data/payments.csv",
      "anomaly explain Models/fraud.json new.csv --each --key payment_id > reasons.csv",
    ],
    inputs: .files("MODEL INPUT...", 2...Int.max),
    options: [
      each.declaration, AnomalyOptions.top.declaration, Shared.key.declaration,
      Shared.output.declaration, InputOptions.onErrorFail.declaration,
    ] + InputOptions.rows + Reports.options + [
      Shared.threads.declaration, Shared.json.declaration,
      Shared.quiet.declaration,
    ],
    notes: [
      "Of an isolation forest: by how many cuts each column sets a row apart sooner (Shapley values); of an "
        + "autoencoder and robust z: the part of the score; of others how far each column lies from its "
        + "usual values."
    ]
  ) { invocation in
    let path = invocation.inputs[0]
    let model = try AnomalyModel(ModelFile.read(path), name: path)
    let rows = try rows(for: model, invocation, onError: invocation[InputOptions.onErrorFail])
    let explanation = try model.explain(rows, parallel: invocation.parallel)
    let scores = try model.scores(rows, parallel: invocation.parallel)
    if invocation[each] {
      try writeEach(explanation, model, rows, scores, invocation)
    } else {
      try Results.write(overall(explanation, model, scores, invocation), invocation)
    }
    try Reports.write(invocation) {
      AnomalyPages.explanation(
        explanation, alarms: scores.indices.filter { scores[$0] >= model.threshold },
        rows: scores.count, name: ModelHistory.name(of: path))
    }
    return .done
  }

  private static func overall(
    _ explanation: AnomalyExplanation, _ model: AnomalyModel, _ scores: [Double],
    _ invocation: Invocation
  ) throws -> String {
    let alarms = scores.indices.filter { scores[$0] >= model.threshold }
    let own = explanation.means(alarms).prefix(invocation[AnomalyOptions.top])
    let all = Dictionary(
      explanation.means(Array(scores.indices)).map { ($0.name, $0.part) },
      uniquingKeysWith: { first, _ in first })
    if invocation[Shared.json] {
      return JSONWriter.text([
        "id": .string(model.id), "alarms": .integer(alarms.count),
        "adds_up": .bool(explanation.isExact),
        "columns": .array(
          own.map {
            [
              "column": .string($0.name), "alarms": .number($0.part),
              "all_rows": .number(all[$0.name] ?? 0),
            ]
          }),
      ]) + "\n"
    }
    var table = TextTable(
      [
        "makes strange, on average", "\(Figures.count(alarms.count, "alarm"))", "all rows", "",
      ], isLastLeft: true)
    let most = own.first?.part ?? 0
    let style = invocation.console.style.letters
    let width = style.room(beside: 30 + (own.map(\.name.count).max() ?? 0), most: 20)
    for (name, part) in own {
      let bar = TextBar.text(part, most: most, width: width, style)
      table.add([name, Figures.fixed(part, 3), Figures.fixed(all[name] ?? 0, 3), bar])
    }
    return table.lines.joined(separator: "\n") + "\n"
  }

  private static func writeEach(
    _ explanation: AnomalyExplanation, _ model: AnomalyModel, _ rows: Table, _ scores: [Double],
    _ invocation: Invocation
  ) throws {
    let reasons = AnomalyReasons(explanation, rows, model)
    var texts = Texts()
    for row in scores.indices {
      let words = reasons.words(row, count: invocation[AnomalyOptions.top])
      texts.append(words.joined(separator: "; ").utf8)
    }
    let columns = try AnomalyAnswers.keyed(invocation[Shared.key], rows)
    try TableAnswers(
      table: Table(
        columns + [
          Column("score", .numbers(scores)),
          Column("anomaly", .booleans(scores.map { $0 >= model.threshold ? 1 : 0 })),
          Column("reasons", .texts(texts)),
        ], rowCount: rows.rowCount), head: "{\"model\":\(JSONWriter.text(.string(model.id)))"
    ).write(invocation)
  }
}
