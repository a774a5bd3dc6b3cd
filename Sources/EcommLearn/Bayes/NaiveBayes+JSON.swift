import EcommBase

extension NaiveBayes {
  public var json: JSON {
    [
      "priors": .numbers(priors), "columns": .array(columns.map(\.json)),
      "terms": .array(terms.map(JSON.numbers)),
    ]
  }

  public init(_ fields: JSONFields) throws {
    let shares = try fields.logarithms("priors")
    guard (2...1_000_000).contains(shares.count) else {
      throw fields.fault("priors", expected: "a number for each of 2 classes or more")
    }
    priors = shares
    columns = try fields.objects("columns").map { try BayesColumn($0, classes: shares.count) }
    terms =
      try fields.value("terms").array?.isEmpty == true
      ? [] : try fields.logarithms("terms", lists: shares.count)
    guard columnCount > 0 else { throw fields.fault("columns", expected: "at least one") }
  }
}

extension BayesColumn {
  var json: JSON {
    switch self {
    case .numbers(let curves):
      [
        "kind": "number", "means": .numbers(curves.map(\.mean)),
        "variances": .numbers(curves.map(\.variance)),
      ]
    case .categories(let logs):
      ["kind": "category", "shares": .array(logs.map(JSON.numbers))]
    }
  }

  init(_ fields: JSONFields, classes: Int) throws {
    let kind: FeatureKind = try fields.choice("kind")
    switch kind {
    case .category: self = .categories(try fields.logarithms("shares", lists: classes))
    case .number:
      let means = try fields.numbers("means", count: classes)
      let variances = try fields.numbers("variances", count: classes)
      guard means.allSatisfy({ $0.magnitude < NormalCurve.largest }) else {
        throw fields.fault("means", expected: "numbers below 1e140")
      }
      guard variances.allSatisfy(NormalCurve.variances.contains) else {
        throw fields.fault("variances", expected: "numbers from 1e-200 to 1e300")
      }
      self = .numbers(zip(means, variances).map(NormalCurve.init))
    }
  }
}

/// Logarithms of shares, which are no larger than 1 and no smaller than smoothing leaves them.
extension JSONFields {
  private static var range: ClosedRange<Double> { -10_000...0 }

  fileprivate func logarithms(_ name: String) throws -> [Double] {
    let values = try numbers(name)
    guard values.allSatisfy(Self.range.contains) else {
      throw fault(name, expected: "logarithms of shares, from -10000 to 0")
    }
    return values
  }

  fileprivate func logarithms(_ name: String, lists count: Int) throws -> [[Double]] {
    let lists = try table(name, rows: count)
    guard lists.allSatisfy({ $0.allSatisfy(Self.range.contains) }) else {
      throw fault(name, expected: "logarithms of shares, from -10000 to 0")
    }
    return lists
  }
}
