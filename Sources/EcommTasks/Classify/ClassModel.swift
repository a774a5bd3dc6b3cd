import EcommBase
import EcommData
import EcommLearn

/// A classifier ready to answer: what `predict`, `evaluate`, `explain` and `serve` all ask.
public struct ClassModel: Sendable {
  public let id: String
  public let decision: ClassDecision
  public let schema: [SchemaColumn]
  public let references: [ColumnReference]
  /// Set where rows are made of clicks.
  public let question: ClickRows.Question?
  /// As the model's training found it, on rows it had not learned from.
  public let evaluation: JSON
  let trainedOn: DataSummary
  let fitted: FittedClassifier

  public init(_ file: ModelFile, name: String) throws {
    guard file.task == .classify else {
      throw ModelFileError.wrongTask(file: name, task: file.task, wanted: .classify)
    }
    guard let kind = ClassifierKind(rawValue: file.learner) else {
      throw ModelFileError.unknownLearner(file: name, learner: file.learner)
    }
    id = file.id
    schema = file.schema
    decision = try ClassDecision(JSONFields(file.decision, file: name, path: "decision"))
    let steps = try file.preparation.enumerated().map {
      try JSONFields($1, file: name, path: "preparation/\($0)")
    }
    let fields = try JSONFields(file.model, file: name, path: "model")
    fitted = FittedClassifier(
      preparation: try Preparation(steps, schema: file.schema),
      learner: try kind.type.init(fields))
    references = try JSONFields(file.reference, file: name, path: "reference").objects("columns")
      .map(ColumnReference.init)
    question = file.settings["events"]?.string.flatMap(ClickRows.Question.init)
    evaluation = file.evaluation
    trainedOn = file.data
    try check(fields)
  }

  /// The parts fit together: as many features as the chain makes, as many classes as are named.
  private func check(_ fields: JSONFields) throws {
    let features = try fitted.preparation.apply(Schema.empty(schema), parallel: .serial)
    guard features.names.count == fitted.learner.width else {
      throw fields.fault(
        "features", expected: "\(features.names.count), as many as the preparation makes")
    }
    guard fitted.learner.classes == decision.classes.count else {
      throw fields.fault("classes", expected: "\(decision.classes.count), as many as are named")
    }
  }

  /// The type that each column of an input has to be read as.
  public var columnTypes: [String: ColumnType] { question == nil ? Schema.types(schema) : [:] }

  /// The rows that the model answers: those of the table, or made of its clicks. New clicks need not have
  /// purchases among them.
  public func rows(of table: Table) throws -> (table: Table, notes: [String]) {
    guard let question, ClickRows.mayBeClicks(table) else { return (table, []) }
    let clicks = try ClickRows(table, question: question)
    return (clicks.table, clicks.notes)
  }

  public struct Predictions: Sendable {
    /// (rows, classes), calibrated.
    public let probabilities: Matrix
    /// The class of each row.
    public let labels: [Int]
  }

  public func predict(_ table: Table, parallel: Parallel = Parallel()) throws -> Predictions {
    let raw = try fitted.probabilities(try Schema.read(table, schema), parallel: parallel)
    let probabilities = decision.calibration.apply(raw)
    return Predictions(
      probabilities: probabilities,
      labels: (0..<probabilities.rows).map { decision.label(probabilities.row($0)) })
  }

  /// The figures of training, on rows that the model had not seen.
  public var judgedInTraining: JSON? { evaluation["out_of_fold"] ?? evaluation["held_out"] }

  public var target: String? { schema.first { $0.role == .target }?.name }
}
