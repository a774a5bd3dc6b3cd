import EcommBase

extension KMeans {
  public var json: JSON {
    [
      "centres": .array((0..<clusters).map { .numbers(Array(centres.row($0))) }),
      "columns": .integer(centres.columns), "counts": .integers(counts),
      "weights": .numbers(weights), "inertia": .number(inertia),
      "iterations": .integer(iterations), "converged": .bool(converged),
    ]
  }

  public init(_ fields: JSONFields) throws {
    centres = try fields.points("centres", columns: fields.columnCount())
    guard centres.rows > 0 else { throw fields.fault("centres", expected: "at least one centre") }
    counts = try fields.counts("counts", count: centres.rows)
    weights = try fields.numbers("weights", count: centres.rows)
    guard weights.allSatisfy({ $0 >= 0 }) else {
      throw fields.fault("weights", expected: "numbers of at least 0")
    }
    inertia = try fields.number("inertia")
    guard inertia >= 0 else { throw fields.fault("inertia", expected: "at least 0") }
    iterations = try fields.integer("iterations", in: 0...Int(Int32.max))
    converged = try fields.flag("converged")
  }
}
