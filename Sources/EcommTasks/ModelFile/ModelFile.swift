import EcommBase

/// A trained model with everything one needs to know about it: the envelope of every model file.
///
/// Invariant: the bytes are a function of the content alone (canonical JSON), and `id` is a digest of
/// the rest, so equal models have equal ids and a changed file is noticed. No clock, host or path is
/// inside; those live in the folder's `history.jsonl`.
public struct ModelFile: Sendable, Equatable {
  public static let format = "ecomml-model"
  public static let version = 1

  public var task: TaskKind
  public var learner: String
  public var data: DataSummary
  public var schema: [SchemaColumn]
  /// Every parameter in force, defaults included.
  public var settings: JSON.Object
  /// The fitted steps from columns to features, in order.
  public var preparation: [JSON]
  /// The learner's own.
  public var model: JSON
  public var decision: JSON
  public var evaluation: JSON
  public var reference: JSON

  public init(
    task: TaskKind, learner: String, data: DataSummary, schema: [SchemaColumn],
    settings: JSON.Object, preparation: [JSON] = [], model: JSON, decision: JSON = .null,
    evaluation: JSON = .null, reference: JSON = .null
  ) {
    self.task = task
    self.learner = learner
    self.data = data
    self.schema = schema
    self.settings = settings
    self.preparation = preparation
    self.model = model
    self.decision = decision
    self.evaluation = evaluation
    self.reference = reference
  }

  /// 16 hexadecimal digits of the SHA-256 of everything else.
  public var id: String { Self.digest(of: content) }

  /// Sorted keys, shortest numbers, a final newline.
  public var bytes: [UInt8] {
    var content = content
    content["id"] = .string(Self.digest(of: content))
    return JSONWriter.bytes(.object(content), .indented) + [10]
  }

  static func digest(of content: JSON.Object) -> String {
    String(SHA256.hex(of: JSONWriter.bytes(.object(content))).prefix(16))
  }

  private var content: JSON.Object {
    JSON.Object([
      ("format", .string(Self.format)), ("version", .integer(Self.version)),
      ("task", .string(task.rawValue)), ("learner", .string(learner)),
      ("data", data.json), ("schema", .array(schema.map(\.json))),
      ("settings", .object(settings)), ("preparation", .array(preparation)),
      ("model", model), ("decision", decision), ("evaluation", evaluation),
      ("reference", reference),
    ])
  }
}

public enum TaskKind: String, Sendable, CaseIterable {
  case forecast, classify, segment, anomaly

  /// `an anomaly`.
  public var withArticle: String { (self == .anomaly ? "an " : "a ") + rawValue }
}
