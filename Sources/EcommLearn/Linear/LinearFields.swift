import EcommBase

/// What linear models read from a model file beyond plain fields.
extension JSONFields {
  /// `rows` lists of finite numbers, all of the same length, which is 1 or more.
  func table(_ name: String, rows: Int) throws -> [[Double]] {
    let lists = try value(name).array?.allOrNil(\.doubles) ?? []
    guard lists.count == rows, let width = lists.first?.count, width > 0,
      lists.allSatisfy({ $0.count == width && $0.allSatisfy(\.isFinite) })
    else { throw fault(name, expected: "\(rows) lists of as many finite numbers") }
    return lists
  }
}

extension Convergence {
  public var json: JSON {
    [
      "iterations": .integer(iterations), "gradient_norm": .number(gradientNorm),
      "converged": .bool(converged),
    ]
  }

  public init(_ fields: JSONFields) throws {
    iterations = try fields.integer("iterations", in: 0...Int(Int32.max))
    gradientNorm = try fields.number("gradient_norm")
    converged = try fields.flag("converged")
  }
}

extension LogisticRegression {
  public var json: JSON {
    [
      "classes": .integer(classes), "coefficients": .array(coefficients.map(JSON.numbers)),
      "intercepts": .numbers(intercepts), "convergence": convergence.json,
    ]
  }

  public init(_ fields: JSONFields) throws {
    classes = try fields.integer("classes", in: 2...1_000_000)
    let outputs = classes == 2 ? 1 : classes
    coefficients = try fields.table("coefficients", rows: outputs)
    intercepts = try fields.numbers("intercepts", count: outputs)
    convergence = try Convergence(fields.fields("convergence"))
  }
}

extension LinearSVM {
  public var json: JSON {
    [
      "classes": .integer(classes), "coefficients": .array(coefficients.map(JSON.numbers)),
      "intercepts": .numbers(intercepts), "convergence": .array(convergences.map(\.json)),
    ]
  }

  public init(_ fields: JSONFields) throws {
    classes = try fields.integer("classes", in: 2...1_000_000)
    coefficients = try fields.table("coefficients", rows: classes)
    intercepts = try fields.numbers("intercepts", count: classes)
    convergences = try fields.objects("convergence").map(Convergence.init)
  }
}

extension LinearRegression {
  public var json: JSON {
    [
      "coefficients": .numbers(coefficients), "intercept": .number(intercept),
      "convergence": convergence.json,
    ]
  }

  public init(_ fields: JSONFields) throws {
    coefficients = try fields.numbers("coefficients")
    guard !coefficients.isEmpty else {
      throw fields.fault("coefficients", expected: "at least one number")
    }
    intercept = try fields.number("intercept")
    guard intercept.isFinite else { throw fields.fault("intercept", expected: "a finite number") }
    convergence = try Convergence(fields.fields("convergence"))
  }
}
