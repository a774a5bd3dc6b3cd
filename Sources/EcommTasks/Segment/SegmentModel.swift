import EcommBase
import EcommData
import EcommLearn

/// Segments ready to answer: what `predict`, `evaluate`, `explain` and `serve` all ask.
public struct SegmentModel: Sendable {
  public static let learner = "k-means"

  public let id: String
  public let schema: [SchemaColumn]
  /// Name and kind of each segment.
  public let segments: [(name: String, kind: SegmentKind)]
  public let figures: [CustomerFigure]
  public let settings: JSON.Object
  /// As training found it.
  public let evaluation: JSON
  let trainedOn: DataSummary
  let fitted: FittedSegments

  public init(_ file: ModelFile, name: String) throws {
    guard file.task == .segment else {
      throw ModelFileError.wrongTask(file: name, task: file.task, wanted: .segment)
    }
    guard file.learner == Self.learner else {
      throw ModelFileError.unknownLearner(file: name, learner: file.learner)
    }
    id = file.id
    schema = file.schema
    settings = file.settings
    evaluation = file.evaluation
    trainedOn = file.data
    let steps = try file.preparation.enumerated().map {
      try JSONFields($1, file: name, path: "preparation/\($0)")
    }
    let fields = try JSONFields(file.model, file: name, path: "model")
    fitted = try FittedSegments(fields, SegmentPreparation(steps))
    figures = fitted.preparation.figures
    segments = try fields.objects("segments").map { try ($0.string("name"), $0.choice("kind")) }
    guard segments.count == fitted.centres.rows else {
      throw fields.fault("segments", expected: "as many as there are centres")
    }
    guard Set(segments.map(\.name)).count == segments.count else {
      throw fields.fault("segments", expected: "names that differ")
    }
  }

  public var segmentNames: [String] { segments.map(\.name) }
  /// How far ahead purchases are foretold; nil where they are not.
  public var days: Int? { fitted.value?.days }

  /// The type that each column of an input has to be read as.
  public var columnTypes: [String: ColumnType] {
    schema.reduce(into: [:]) { types, column in
      // Whoever has a number today may have a letter tomorrow.
      switch column.role {
      case .feature: break
      case .customer, .group: types[column.name] = .text
      default: types[column.name] = column.type
      }
    }
  }

  /// The columns and ways of the training, where nothing else is asked for.
  public func wishes(_ schema: Table, _ asked: SegmentInput.Wishes) -> SegmentInput.Wishes {
    var wishes = asked
    func usual(_ role: SchemaColumn.Role) -> String? {
      self.schema.first { $0.role == role && schema[$0.name] != nil }?.name
    }
    wishes.columns.customer = wishes.columns.customer ?? usual(.customer)
    wishes.columns.date = wishes.columns.date ?? usual(.date)
    wishes.columns.order = wishes.columns.order ?? usual(.group)
    wishes.columns.amount = wishes.columns.amount ?? usual(.value)
    wishes.dropsCopies = wishes.dropsCopies || settings["drop_duplicates"]?.bool ?? false
    return wishes
  }

  /// Whether the segments were made of these very customers.
  public func isTraining(_ input: SegmentInput) -> Bool {
    input.summary.fingerprint == trainedOn.fingerprint
  }

  /// Whether training took returns off.
  public var netsReturns: Bool { settings["returns"]?.string == "net" }

  public func answers(
    _ customers: Customers, parallel: Parallel = Parallel()
  ) throws -> SegmentAnswers {
    try fitted.answers(customers, names: segmentNames, parallel: parallel)
  }

  /// The profiles of the model's segments on other customers.
  public func profiles(_ answers: SegmentAnswers) -> [SegmentProfile] {
    SegmentProfile.all(answers, named: segments)
  }
}

extension FittedSegments {
  init(_ fields: JSONFields, _ preparation: SegmentPreparation) throws {
    guard !preparation.scales.isEmpty else {
      throw fields.fault("centres", expected: "made of a figure at least")
    }
    self.preparation = preparation
    let rows = try fields.lists("centres", each: preparation.scales.count)
    guard (1...100_000).contains(rows.count) else {
      throw fields.fault("centres", expected: "a list of one centre at least")
    }
    centres = Matrix(
      rows: rows.count, columns: preparation.scales.count, values: rows.flatMap { $0 })
    odd =
      fields.isNull("density")
      ? nil : OddCustomers(density: try DBSCAN(fields.fields("density")), isProposed: false)
    if let odd, odd.density.cores.columns != preparation.scales.count {
      throw fields.fault("density", expected: "made of the same figures as the centres")
    }
    scores = fields.isNull("scores") ? nil : try RFMScores(fields.fields("scores"))
    value = fields.isNull("value") ? nil : try CustomerValue(fields.fields("value"))
  }
}
