import EcommBase
import EcommData
import EcommLearn

extension ClassModel {
  /// A model held against rows whose answer is known and that it was not trained on.
  public struct HeldOut: Sendable {
    public let evaluation: ClassEvaluation
    public let notes: [String]
  }

  /// Rows without an answer, or with one that the model does not know, are left out aloud.
  public func evaluate(_ table: Table, parallel: Parallel = Parallel()) throws -> HeldOut {
    var (rows, labels, notes) = try judged(answers(table))
    let own = table.selecting(rows: rows)
    if let warning = try seenWarning(own) { notes.append(warning) }
    let predictions = try predict(own, parallel: parallel)
    let evaluation = try ClassEvaluation(
      JudgedRows(heldOut: predictions.probabilities, labels: labels), decision: decision,
      table: try Schema.read(own, schema), numbers: rows, isCrossFitted: false, parallel: parallel)
    return HeldOut(evaluation: evaluation, notes: notes)
  }

  private func answers(_ table: Table) throws -> Column {
    let name = target ?? ""
    guard let column = table[name] else {
      throw Schema.needed(name, of: schema, in: table)
    }
    return column
  }

  /// The chances of rows whose answer is known, and where they stand; nil where all are of one class.
  func judgedRows(
    _ table: Table, parallel: Parallel
  ) throws -> (rows: JudgedRows, places: [Int])? {
    let (rows, labels, _) = try judged(answers(table))
    guard Set(labels).count > 1 else { return nil }
    let chances = try predict(table.selecting(rows: rows), parallel: parallel).probabilities
    return (JudgedRows(heldOut: chances, labels: labels), rows)
  }

  /// Which rows were learned from; nil where the model does not tell.
  func hasSeen(_ table: Table) throws -> [Bool]? {
    try trainedOn.seenRows?.contains(features(table))
  }

  func seenWarning(_ table: Table) throws -> String? {
    try trainedOn.seenRows?.warning(features(table))
  }

  private func features(_ table: Table) throws -> Table {
    try Schema.read(table, schema.filter { $0.role == .feature })
  }

  private func judged(_ column: Column) throws -> (rows: [Int], labels: [Int], notes: [String]) {
    let values = Schema.categories(column.values)
    let places = values.levels.map { level in
      decision.classes.firstIndex(of: level) ?? restClass
    }
    var rows: [Int] = []
    var labels: [Int] = []
    var unknown = 0
    for (row, code) in values.codes.enumerated() where code >= 0 {
      guard let place = places[Int(code)] else {
        unknown += 1
        continue
      }
      rows.append(row)
      labels.append(place)
    }
    guard !rows.isEmpty else { throw ClassifyError.oneClass(column: column.name, value: nil) }
    var notes: [String] = []
    let missing = values.codes.count { $0 < 0 }
    if missing > 0 {
      notes.append("\(Figures.count(missing, "row")) without \(column.name) left out")
    }
    if unknown > 0 {
      notes.append(
        "\(Figures.count(unknown, "row")) of a class that the model does not know left out")
    }
    return (rows, labels, notes)
  }

  /// The class of all other values where one value was asked for of several.
  private var restClass: Int? {
    decision.isBinary && decision.classes[0] == "not \(decision.positive)" ? 0 : nil
  }
}
