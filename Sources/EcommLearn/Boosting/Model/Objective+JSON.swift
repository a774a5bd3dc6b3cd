import EcommBase

extension Objective {
  /// As it is named in model files and settings.
  public enum Name: String, Sendable, CaseIterable {
    case squared, absolute
    case pseudoHuber = "pseudo-huber"
    case quantile, poisson, tweedie, gamma
    case logistic, softmax
  }

  public var name: Name {
    switch self {
    case .squared: .squared
    case .absolute: .absolute
    case .pseudoHuber: .pseudoHuber
    case .quantile: .quantile
    case .poisson: .poisson
    case .tweedie: .tweedie
    case .gamma: .gamma
    case .logistic: .logistic
    case .softmax: .softmax
    }
  }

  public var json: JSON {
    var members: [(String, JSON)] = [("name", .string(name.rawValue))]
    switch self {
    case .pseudoHuber(let slope): members.append(("slope", .number(slope)))
    case .quantile(let share): members.append(("share", .number(share)))
    case .tweedie(let power): members.append(("power", .number(power)))
    case .logistic(let weight): members.append(("positive_weight", .number(weight)))
    case .softmax(let classes): members.append(("classes", .integer(classes)))
    case .squared, .absolute, .poisson, .gamma: break
    }
    return .object(JSON.Object(members))
  }

  public init(_ fields: JSONFields) throws {
    let name: Name = try fields.choice("name")
    switch name {
    case .squared: self = .squared
    case .absolute: self = .absolute
    case .pseudoHuber: self = .pseudoHuber(slope: try fields.number("slope"))
    case .quantile: self = .quantile(share: try fields.number("share"))
    case .poisson: self = .poisson
    case .tweedie: self = .tweedie(power: try fields.number("power"))
    case .gamma: self = .gamma
    case .logistic: self = .logistic(positiveWeight: try fields.number("positive_weight"))
    case .softmax:
      self = .softmax(classes: try fields.integer("classes", in: 2...Self.classLimit))
    }
    try validate()
  }
}
