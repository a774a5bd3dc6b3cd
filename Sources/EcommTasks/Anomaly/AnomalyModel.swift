import EcommBase
import EcommData
import EcommLearn

/// A detector ready to answer: what `predict`, `evaluate`, `explain` and `serve` all ask.
public struct AnomalyModel: Sendable {
  public let id: String
  public let kind: DetectorKind
  public let schema: [SchemaColumn]
  public let threshold: Double
  public let rule: AlarmRule
  public let payments: PaymentColumns?
  /// As training found it.
  public let evaluation: JSON
  let trainedOn: DataSummary
  public let references: [ColumnReference]
  let ranges: [UsualRange]
  let fitted: FittedDetector

  public init(_ file: ModelFile, name: String) throws {
    guard file.task == .anomaly else {
      throw ModelFileError.wrongTask(file: name, task: file.task, wanted: .anomaly)
    }
    guard !StrangeDayModel.isOne(file) else { throw AnomalyError.rowsOfDays }
    guard let kind = DetectorKind(rawValue: file.learner) else {
      throw ModelFileError.unknownLearner(file: name, learner: file.learner)
    }
    id = file.id
    self.kind = kind
    schema = file.schema
    let decision = try JSONFields(file.decision, file: name, path: "decision")
    threshold = try decision.number("threshold")
    rule = try AlarmRule(decision.fields("rule"))
    payments = try file.settings["payments"].map {
      try PaymentColumns(JSONFields($0, file: name, path: "settings/payments"))
    }
    evaluation = file.evaluation
    trainedOn = file.data
    let reference = try JSONFields(file.reference, file: name, path: "reference")
    references = try reference.objects("columns").map(ColumnReference.init)
    ranges = try reference.objects("ranges").map(UsualRange.init)
    let fields = try JSONFields(file.model, file: name, path: "model")
    let steps = try file.preparation.enumerated().map {
      try JSONFields($1, file: name, path: "preparation/\($0)")
    }
    fitted = FittedDetector(
      preparation: try Preparation(steps, schema: file.schema),
      detector: try kind.read(fields.fields("detector")),
      usual: try RobustDeviation(fields.fields("usual")))
    try check(fields)
  }

  /// The parts fit together.
  private func check(_ fields: JSONFields) throws {
    let features = try fitted.preparation.apply(Schema.empty(schema), parallel: .serial)
    let width = features.table.columns.count
    guard fitted.detector.width == width, fitted.usual.width == width, width > 0,
      features.terms == nil
    else {
      throw fields.fault("detector", expected: "\(width) columns, as the preparation makes them")
    }
  }

  /// The type that each column of an input has to be read as.
  public var columnTypes: [String: ColumnType] {
    Schema.types(schema).filter { name, _ in !(payments?.made.contains(name) ?? false) }
  }

  /// The rows with what payments tell.
  public func rows(of table: Table) throws -> Table {
    guard let payments else { return table }
    var notes: [String] = []
    return try PaymentFeatures.adding(payments, to: table, &notes)
  }

  private var features: [SchemaColumn] { schema.filter { $0.role == .feature } }

  /// Of rows that went through `rows(of:)`.
  public func scores(_ rows: Table, parallel: Parallel = Parallel()) throws -> [Double] {
    try fitted.scores(try Schema.read(rows, schema), parallel: parallel)
  }

  /// Rows without a single value that the model looks at: their score would be that of the most usual row.
  public func knowsNothing(of rows: Table) throws -> [Bool] {
    let table = try Schema.read(rows, schema)
    var isEmpty = [Bool](repeating: true, count: table.rowCount)
    for column in table.columns {
      for row in isEmpty.indices where isEmpty[row] && !column.values.isMissing(row) {
        isEmpty[row] = false
      }
    }
    return isEmpty
  }

  public func spread(_ scores: [Double], _ rows: Table) -> ScoreSpread {
    ScoreSpread(scores, threshold: threshold, days: days(rows))
  }

  private func days(_ rows: Table) -> Double? { data(rows, labels: nil).days }

  private func data(_ rows: Table, labels: [Bool]?) -> AnomalyData {
    AnomalyData(
      table: rows, labels: labels,
      times: payments.flatMap { rows[$0.time]?.values.doubles }, numbers: [])
  }

  public struct HeldOut: Sendable {
    public let evaluation: AnomalyEvaluation
    public let notes: [String]
  }

  /// Held against labels: those of the column that training knew, or another one. Nil if there are none.
  public func evaluate(
    _ rows: Table, scores: [Double], label: String?, positive: String?
  ) throws -> HeldOut? {
    let known = schema.first { $0.role == .target }
    let truth: AnomalyLabel
    if let label {
      truth = try AnomalyLabel(label, positive, in: rows)
    } else if let known, rows[known.name] != nil {
      truth = try AnomalyLabel(known, in: rows)
    } else {
      return nil
    }
    guard !truth.rows.isEmpty else {
      throw AnomalyError.oneClass(column: truth.column, value: nil)
    }
    let own = rows.selecting(rows: truth.rows)
    let labels = truth.rows.map { truth.labels[$0] }
    let evaluation = try AnomalyEvaluation(
      truth.rows.map { scores[$0] }, labels: labels, threshold: threshold,
      days: data(own, labels: nil).dayNumbers)
    let warning = try trainedOn.seenRows?.warning(Schema.read(own, features))
    return HeldOut(evaluation: evaluation, notes: truth.notes + [warning].compactMap { $0 })
  }

  /// Which rows were learned from; nil where the model does not tell. Of rows that went through `rows(of:)`.
  func hasSeen(_ rows: Table) throws -> [Bool]? {
    try trainedOn.seenRows?.contains(Schema.read(rows, features))
  }
}
