import EcommBase

/// One training or retraining as trackers of experiments know it.
public struct TrackedRun: Sendable, Equatable {
  public struct Metric: Sendable, Equatable {
    public let name: String
    public let value: Double
    public let step: Int

    public init(_ name: String, _ value: Double, step: Int = 0) {
      self.name = name
      self.value = value
      self.step = step
    }
  }

  /// A text file that goes with the run.
  public struct Artifact: Sendable, Equatable {
    public let path: String
    public let text: String

    public init(_ path: String, _ text: String) {
      self.path = path
      self.text = text
    }
  }

  public var experiment: String
  public var name: String
  /// Milliseconds since 1970.
  public var start: Int
  public var end: Int
  public var parameters: [(name: String, value: String)] = []
  public var metrics: [Metric] = []
  public var tags: [(name: String, value: String)] = []
  public var artifacts: [Artifact] = []
  /// Of the tracker, where it has begun to take the run.
  public var id: String?

  public init(experiment: String, name: String, start: Int, end: Int) {
    self.experiment = experiment
    self.name = name
    self.start = start
    self.end = end
  }

  public static func == (a: TrackedRun, b: TrackedRun) -> Bool { a.json == b.json }

  /// Names as trackers take them: letters, digits, `_ - . : /` and blanks; no way out of a folder.
  static func plain(_ name: String) -> String {
    let kept = String(
      name.map { character in
        let isPlain = character.isASCII && (character.isLetter || character.isNumber)
        return isPlain || "_-.: /".contains(character) ? character : "_"
      })
    let parts = kept.split(separator: "/").map { $0.allSatisfy { $0 == "." } ? "_" : String($0) }
    return parts.isEmpty ? "_" : String(parts.joined(separator: "/").prefix(240))
  }
}

extension TrackedRun {
  public var json: JSON {
    func pairs(_ values: [(name: String, value: String)]) -> JSON {
      .array(values.map { ["name": .string($0.name), "value": .string($0.value)] })
    }
    return [
      "experiment": .string(experiment), "name": .string(name), "start": .integer(start),
      "end": .integer(end), "parameters": pairs(parameters), "tags": pairs(tags),
      "id": .optional(id),
      "metrics": .array(
        metrics.filter(\.value.isFinite).map {
          ["name": .string($0.name), "value": .number($0.value), "step": .integer($0.step)]
        }),
      "artifacts": .array(
        artifacts.map { ["path": .string($0.path), "text": .string($0.text)] }),
    ]
  }

  public init(_ fields: JSONFields) throws {
    let times = 0...(1 << 50)
    func pairs(_ name: String) throws -> [(name: String, value: String)] {
      try fields.objects(name).map { (try $0.string("name"), try $0.string("value")) }
    }
    self.init(
      experiment: try fields.string("experiment"), name: try fields.string("name"),
      start: try fields.integer("start", in: times), end: try fields.integer("end", in: times))
    parameters = try pairs("parameters")
    tags = try pairs("tags")
    id = try fields.optionalString("id")
    metrics = try fields.objects("metrics").map {
      Metric(
        try $0.string("name"), try $0.number("value"),
        step: try $0.integer("step", in: 0...Int.max))
    }
    artifacts = try fields.objects("artifacts").map {
      Artifact(try $0.string("path"), try $0.string("text"))
    }
  }
}
