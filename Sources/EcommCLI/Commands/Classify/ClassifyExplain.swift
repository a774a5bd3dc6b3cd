import EcommBase
import EcommData
import EcommReport
import EcommTasks

extension ClassifyCommands {
  private static let each = Option.flag("each", "the reasons of every row, as CSV")
  private static let top = Option.integer(
    "top", "N", "how many columns or reasons", in: 1...10_000, default: 10)

  static let explain = Command(
    "classify explain", "which columns decide, over all rows or in each",
    examples: [
      "classify explain Models/purchase.json Data/sessions.csv",
      "classify explain Models/purchase.json new.csv --each --top 3 > reasons.csv",
    ],
    inputs: .files("MODEL INPUT...", 2...Int.max),
    options: [
      each.declaration, top.declaration, Shared.key.declaration, Shared.output.declaration,
      InputOptions.onErrorFail.declaration,
    ] + InputOptions.rows + Reports.options + [
      Shared.threads.declaration, Shared.json.declaration,
      Shared.quiet.declaration,
    ],
    notes: [
      "What a column adds is told in log-odds (Shapley values): +0.7 doubles the odds, -0.7 halves them."
    ]
  ) { invocation in
    let path = invocation.inputs[0]
    let model = try ClassModel(ModelFile.read(path), name: path)
    let rows = try rows(for: model, invocation, onError: invocation[InputOptions.onErrorFail])
    let explanation = try model.explain(rows, parallel: invocation.parallel)
    if invocation[each] {
      try writeEach(explanation, model, rows, invocation)
    } else {
      try Results.write(overall(explanation, model, invocation), invocation)
    }
    try Reports.write(invocation) {
      ClassPages.explanation(
        ClassExplanationPicture(explanation, rows, schema: model.schema), rows: rows.rowCount,
        model: ModelHistory.name(of: path), target: model.target ?? "the target")
    }
    return .done
  }

  private static func overall(
    _ explanation: ClassExplanation, _ model: ClassModel, _ invocation: Invocation
  ) throws -> String {
    let importance = explanation.importance.prefix(invocation[top])
    if invocation[Shared.json] {
      return JSONWriter.text([
        "id": .string(model.id),
        "importance": .array(
          importance.map { ["column": .string($0.name), "mean_size": .number($0.size)] }),
      ]) + "\n"
    }
    var table = TextTable(["adds on average", "log-odds", ""], isLastLeft: true)
    let most = importance.first?.size ?? 0
    let style = invocation.console.style.letters
    let width = style.room(beside: 14 + (importance.map(\.name.count).max() ?? 0), most: 30)
    for (name, size) in importance {
      let bar = TextBar.text(size, most: most, width: width, style)
      table.add([name, "+-" + Figures.fixed(size, 3), bar])
    }
    return (table.lines + (try weights(model, invocation[top]))).joined(separator: "\n") + "\n"
  }

  /// Of linear models: the weights and what they do to the odds.
  private static func weights(_ model: ClassModel, _ count: Int) throws -> [String] {
    let asked = model.decision.isBinary ? [1] : Array(model.decision.classes.indices)
    return try asked.flatMap { label -> [String] in
      guard let own = try model.coefficients(ofClass: label) else { return [] }
      var table = TextTable(["weights for \(model.decision.classes[label])", "weight", "odds x"])
      table.add(["intercept", Figures.fixed(own.intercept, 3), ""])
      for weight in own.weights.prefix(count) {
        table.add([
          weight.feature, Figures.fixed(weight.value, 3), Figures.short(weight.oddsRatio),
        ])
      }
      return [""] + table.lines
    }
  }

  private static func writeEach(
    _ explanation: ClassExplanation, _ model: ClassModel, _ table: Table, _ invocation: Invocation
  ) throws {
    let answers = try ClassAnswers(
      model, table, model.predict(table, parallel: invocation.parallel),
      key: invocation[Shared.key])
    let reasons = Reasons(explanation, table, model)
    var texts = Texts()
    for row in 0..<table.rowCount {
      texts.append(reasons.words(row, count: invocation[top]).joined(separator: "; ").utf8)
    }
    try answers.adding(Column("reasons", .texts(texts))).write(invocation)
  }
}
