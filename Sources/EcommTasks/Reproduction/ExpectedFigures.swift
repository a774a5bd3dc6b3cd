import EcommBase

/// What a model's id and figures were when they were recorded, and how far a figure may move.
public struct ExpectedFigures: Sendable, Equatable {
  public let id: String
  public let figures: FigureList
  public let tolerance: Tolerance

  /// A figure stays when it moves by no more than either.
  public struct Tolerance: Sendable, Equatable {
    public var relative = 0.01
    public var absolute = 0.002

    public init() {}

    func allows(_ value: Double, insteadOf expected: Double) -> Bool {
      abs(value - expected) <= max(absolute, relative * abs(expected))
    }
  }

  /// What is not as it was recorded.
  public enum Move: Sendable, Equatable {
    case model(from: String, to: String)
    case figure(String, from: Double, to: Double)
    case gone(String, was: Double)
    case new(String, value: Double)
  }

  public init(_ model: ModelFile, record: JSON) {
    id = model.id
    figures = FigureList(record)
    tolerance = Tolerance()
  }

  /// In the order of the figures, the model's id first.
  public func moves(to now: ExpectedFigures) -> [Move] {
    let identity = id == now.id ? [] : [Move.model(from: id, to: now.id)]
    let kept = figures.figures.compactMap { figure -> Move? in
      guard let value = now.figures[figure.name] else {
        return .gone(figure.name, was: figure.value)
      }
      return tolerance.allows(value, insteadOf: figure.value)
        ? nil : .figure(figure.name, from: figure.value, to: value)
    }
    let fresh = now.figures.figures.filter { figures[$0.name] == nil }
    return identity + kept + fresh.map { .new($0.name, value: $0.value) }
  }
}

extension ExpectedFigures {
  public init(reading path: String) throws {
    let document = try JSONReader.read(SmallFile.bytes(path), file: path)
    let fields = try JSONFields(document, file: path, path: "")
    id = try fields.string("model")
    let object = try fields.fields("figures").object
    figures = FigureList(recorded: object)
    let bounds = try fields.fields("tolerance")
    var tolerance = Tolerance()
    tolerance.relative = try bounds.number("relative")
    tolerance.absolute = try bounds.number("absolute")
    self.tolerance = tolerance
  }

  public var json: JSON {
    [
      "model": .string(id),
      "figures": .object(.init(figures.figures.map { ($0.name, .number($0.value)) })),
      "tolerance": [
        "relative": .number(tolerance.relative), "absolute": .number(tolerance.absolute),
      ],
    ]
  }

  public func write(_ path: String) throws {
    try AtomicFile.write(JSONWriter.bytes(json, .indented) + [10], to: path)
  }
}
