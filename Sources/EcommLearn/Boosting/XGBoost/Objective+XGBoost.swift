import EcommBase

/// The objectives by XGBoost's names; their parameters are texts there.
extension Objective {
  var xgboost: JSON {
    switch self {
    case .squared: Self.entry("reg:squarederror", "reg_loss_param", ("scale_pos_weight", "1"))
    case .absolute: ["name": "reg:absoluteerror"]
    case .pseudoHuber(let slope):
      Self.entry("reg:pseudohubererror", "pseudo_huber_param", ("huber_slope", "\(slope)"))
    case .quantile(let share):
      Self.entry("reg:quantileerror", "quantile_loss_param", ("quantile_alpha", "[\(share)]"))
    case .poisson:
      Self.entry("count:poisson", "poisson_regression_param", ("max_delta_step", "0.7"))
    case .tweedie(let power):
      Self.entry(
        "reg:tweedie", "tweedie_regression_param", ("tweedie_variance_power", "\(power)"))
    case .gamma: Self.entry("reg:gamma", "reg_loss_param", ("scale_pos_weight", "1"))
    case .logistic(let weight):
      Self.entry("binary:logistic", "reg_loss_param", ("scale_pos_weight", "\(weight)"))
    case .softmax(let classes):
      Self.entry("multi:softprob", "softmax_multiclass_param", ("num_class", "\(classes)"))
    }
  }

  private static func entry(
    _ name: String, _ group: String, _ parameter: (String, String)
  ) -> JSON {
    ["name": .string(name), group: .object(JSON.Object([(parameter.0, .string(parameter.1))]))]
  }

  init(xgboost fields: JSONFields) throws {
    let name = try fields.string("name")
    switch name {
    case "reg:squarederror", "reg:linear": self = .squared
    case "reg:absoluteerror": self = .absolute
    case "reg:pseudohubererror":
      self = .pseudoHuber(slope: try fields.fields("pseudo_huber_param").textual("huber_slope"))
    case "reg:quantileerror":
      self = .quantile(
        share: try fields.fields("quantile_loss_param").textual("quantile_alpha"))
    case "count:poisson": self = .poisson
    case "reg:tweedie":
      self = .tweedie(
        power: try fields.fields("tweedie_regression_param").textual("tweedie_variance_power"))
    case "reg:gamma": self = .gamma
    case "binary:logistic", "reg:logistic":
      self = .logistic(
        positiveWeight: try fields.fields("reg_loss_param").textual("scale_pos_weight"))
    case "multi:softprob", "multi:softmax":
      let classes = try fields.fields("softmax_multiclass_param").textual("num_class")
      self = .softmax(classes: Int(exactly: classes) ?? 0)
    default: throw BoostingError.foreign("its objective is \(name)")
    }
    try validate()
  }
}

extension JSONFields {
  /// A number that is written as a text, or as a text of a list of one: `"5E-1"`, `"[5E-1]"`.
  func textual(_ name: String) throws -> Double {
    let values = try textuals(name)
    guard values.count == 1 else { throw fault(name, expected: "one number in a text") }
    return values[0]
  }

  /// Numbers in a text: `"[1E0,2E0]"`.
  func textuals(_ name: String) throws -> [Double] {
    let text = try string(name).filter { !"[] ".contains($0) }
    let values = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { Double($0) ?? .nan }
    guard values.count <= Objective.classLimit, values.allSatisfy(\.isFinite) else {
      throw fault(name, expected: "finite numbers in a text")
    }
    return values
  }
}
