import EcommBase

extension PurchaseModel {
  public var json: JSON {
    [
      "r": .number(r), "alpha": .number(alpha), "a": .number(a), "b": .number(b),
      "log_likelihood": .number(logLikelihood),
    ]
  }

  public init(_ fields: JSONFields) throws {
    self.init(
      r: try fields.positive("r"), alpha: try fields.positive("alpha"),
      a: try fields.positive("a"), b: try fields.positive("b"),
      logLikelihood: try fields.number("log_likelihood"))
  }
}

extension SpendingModel {
  public var json: JSON {
    [
      "p": .number(p), "q": .number(q), "v": .number(v), "correlation": .number(correlation),
    ]
  }

  public init(_ fields: JSONFields) throws {
    self.init(
      p: try fields.positive("p"), q: try fields.positive("q"), v: try fields.positive("v"),
      correlation: try fields.number("correlation"))
  }
}

extension JSONFields {
  /// Above zero, within what sums and products of parameters can take.
  fileprivate func positive(_ name: String) throws -> Double {
    let value = try number(name)
    guard value > 1e-12, value < 1e18 else { throw fault(name, expected: "a number above 0") }
    return value
  }
}
