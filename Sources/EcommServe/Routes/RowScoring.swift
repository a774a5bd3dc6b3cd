import EcommBase
import EcommData
import EcommTasks

/// What a model says of rows: as answers, and as figures for metrics.
struct Scored {
  let model: ServedModel
  /// Of each row.
  let answers: [JSON.Object]
  let labels: [String]
  /// Chances of the answer that is watched, or how strange the row is.
  let scores: [Double]
}

/// Scores rows by the functions that `predict` on the command line uses.
enum RowScoring {
  /// More rows are worth several threads.
  private static let rowsOfOneThread = 2_000
  private static let mostReasons = 10
  private static let mostAlternatives = 5

  static func parallel(_ rows: Int) -> Parallel { rows < rowsOfOneThread ? .serial : Parallel() }

  static func score(
    _ model: ServedModel, _ table: Table, explains: Bool
  ) throws -> Scored {
    switch model.trained {
    case .classify(let classifier): return try score(model, classifier, table, explains)
    case .anomaly(let detector): return try score(model, detector, table, explains)
    case .forecast, .segment, .days:
      throw Problem(422, "\(model.name) does not score rows one by one", .invalid)
    }
  }

  private static func score(
    _ model: ServedModel, _ classifier: ClassModel, _ table: Table, _ explains: Bool
  ) throws -> Scored {
    let parallel = parallel(table.rowCount)
    let predictions = try classifier.predict(table, parallel: parallel)
    let reasons = try explains ? explanations(classifier, table, parallel) : nil
    let values = LabelValues(model.file, classifier)
    var answers: [JSON.Object] = []
    var scores: [Double] = []
    for row in 0..<table.rowCount {
      let chances = predictions.probabilities.row(row)
      let label = predictions.labels[row]
      var answer = values.answer(chances, label)
      if let reasons { answer["reasons"] = reasons[row] }
      answers.append(answer)
      scores.append(values.score(chances, label))
    }
    return Scored(
      model: model, answers: answers,
      labels: predictions.labels.map { classifier.decision.classes[$0] }, scores: scores)
  }

  private static func explanations(
    _ classifier: ClassModel, _ table: Table, _ parallel: Parallel
  ) throws -> [JSON] {
    let explanation = try classifier.explain(table, parallel: parallel)
    let words = Reasons(explanation, table, classifier)
    return (0..<table.rowCount).map { row in
      let strongest = explanation.strongest(row, mostReasons)
      let texts = words.words(row, count: mostReasons)
      return .array(
        zip(strongest, texts).map { reason, text in
          ["field": .string(reason.name), "part": .number(reason.part), "text": .string(text)]
        })
    }
  }

  private static func score(
    _ model: ServedModel, _ detector: AnomalyModel, _ table: Table, _ explains: Bool
  ) throws -> Scored {
    let parallel = parallel(table.rowCount)
    let rows = try detector.rows(of: table)
    let verdicts = try detector.verdicts(
      rows, reasons: explains ? mostReasons : 3, parallel: parallel)
    let answers = verdicts.scores.indices.map { row in
      JSON.Object([
        ("score", .number(verdicts.scores[row])), ("anomaly", .bool(verdicts.isAlarm[row])),
        ("reasons", .strings(verdicts.reasons[row])), ("threshold", .number(detector.threshold)),
      ])
    }
    return Scored(
      model: model, answers: answers,
      labels: verdicts.isAlarm.map { $0 ? "anomaly" : "usual" }, scores: verdicts.scores)
  }
}

/// Classes as clients know them: a target of true and false is answered with true and false.
struct LabelValues {
  let values: [JSON]
  private let threshold: Double?

  init(_ file: ModelFile, _ classifier: ClassModel) {
    let type = file.schema.first { $0.role == .target }?.type
    values = classifier.decision.classes.map { name in
      switch type {
      case .boolean where name == "true" || name == "false": .bool(name == "true")
      case .integer: Int(name).map(JSON.integer) ?? .string(name)
      default: .string(name)
      }
    }
    threshold = classifier.decision.threshold
  }

  /// The chance that is watched: of the positive class, or of the one that was answered.
  func score(_ chances: ArraySlice<Double>, _ label: Int) -> Double {
    chances[chances.startIndex + (threshold == nil ? label : 1)]
  }

  func answer(_ chances: ArraySlice<Double>, _ label: Int) -> JSON.Object {
    guard let threshold else { return answerOfMany(Array(chances), label) }
    let chance = chances[chances.startIndex + 1]
    return JSON.Object([
      ("confidence", .number(label == 1 ? chance : 1 - chance)), ("prediction", values[label]),
      ("probability", .number(chance)), ("threshold", .number(threshold)),
    ])
  }

  private func answerOfMany(_ chances: [Double], _ label: Int) -> JSON.Object {
    let others = chances.indices.sorted { (chances[$1], $0) < (chances[$0], $1) }.prefix(5)
    return JSON.Object([
      ("confidence", .number(chances[label])), ("prediction", values[label]),
      ("probability", .number(chances[label])),
      (
        "alternatives",
        .array(
          others.filter { $0 != label }.map {
            ["prediction": values[$0], "probability": .number(chances[$0])]
          })
      ),
    ])
  }
}
