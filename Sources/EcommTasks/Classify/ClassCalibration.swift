import EcommBase
import EcommLearn
import Glibc

/// Makes chances that come true as often as they say: a curve for two classes, a temperature for more
/// (Guo et al., 2017).
enum ClassCalibration: Sendable, Equatable {
  case curve(Calibration)
  case temperature(Double)

  static let none = ClassCalibration.curve(.none)

  /// The kind that is best on folds which it was not fitted on, if it saves more than chance would.
  static func choose(_ judged: JudgedRows) throws -> ClassCalibration {
    guard judged.classes == 2 else {
      return .temperature(temperature(judged.probabilities, judged.labels))
    }
    let kinds: [Calibration.Kind] = [.none, .platt, .beta, .isotonic]
    let losses = try kinds.map { try logLoss(crossFitted(judged, $0), judged.labels) }
    guard let best = losses.indices.min(by: { losses[$0] < losses[$1] }),
      losses[best] < losses[0] * (1 - leastGain)
    else { return .none }
    return .curve(
      try Calibration.fit(
        kinds[best], judged.probabilities.column(1), isPositive: judged.labels.map { $0 == 1 }))
  }

  /// Part of the log loss that calibration must save to be worth a step more.
  private static let leastGain = 0.001

  /// The chances of each fold calibrated by the others. One temperature is as good as the same for all.
  static func crossFitted(_ judged: JudgedRows, like calibration: ClassCalibration) throws -> Matrix
  {
    guard case .curve(let curve) = calibration else {
      return calibration.apply(judged.probabilities)
    }
    let chances = try crossFitted(judged, curve.kind)
    return Matrix(rows: chances.count, columns: 2, values: chances.flatMap { [1 - $0, $0] })
  }

  private static func crossFitted(_ judged: JudgedRows, _ kind: Calibration.Kind) throws -> [Double]
  {
    let scores = judged.probabilities.column(1)
    guard kind != .none else { return scores }
    var result = scores
    for fold in Set(judged.folds).sorted() {
      let others = scores.indices.filter { judged.folds[$0] != fold }
      guard Set(others.map { judged.labels[$0] }).count == 2 else { continue }
      let curve = try Calibration.fit(
        kind, others.map { scores[$0] }, isPositive: others.map { judged.labels[$0] == 1 })
      for row in scores.indices where judged.folds[row] == fold {
        result[row] = curve.probability(scores[row])
      }
    }
    return result
  }

  private static func logLoss(_ chances: [Double], _ labels: [Int]) throws -> Double {
    try ProbabilityMetrics(chances, isPositive: labels.map { $0 == 1 })?.logLoss ?? .infinity
  }

  func apply(_ probabilities: Matrix) -> Matrix {
    switch self {
    case .curve(.none): return probabilities
    case .curve(let curve):
      return Matrix(
        rows: probabilities.rows, columns: 2,
        values: probabilities.column(1).flatMap { score -> [Double] in
          let chance = curve.probability(score)
          return [1 - chance, chance]
        })
    case .temperature(let degrees): return Self.heated(probabilities, degrees)
    }
  }

  /// Chances to the power of 1 / temperature, summing to 1.
  private static func heated(_ probabilities: Matrix, _ degrees: Double) -> Matrix {
    guard degrees != 1 else { return probabilities }
    var result = probabilities
    for row in 0..<probabilities.rows {
      let logs = probabilities.row(row).map { log(max($0, 1e-300)) / degrees }
      let largest = logs.max() ?? 0
      let parts = logs.map { exp($0 - largest) }
      let sum = parts.reduce(0, +)
      for own in parts.indices { result[row, own] = parts[own] / sum }
    }
    return result
  }

  /// Golden-section search over ln(temperature): the log loss has one minimum.
  private static func temperature(_ probabilities: Matrix, _ labels: [Int]) -> Double {
    func loss(_ power: Double) -> Double {
      let heated = heated(probabilities, exp(power))
      return labels.indices.reduce(0) { $0 - log(max(heated[$1, labels[$1]], 1e-300)) }
    }
    let golden = (5.0.squareRoot() - 1) / 2
    var (low, high) = (-3.0, 3.0)
    var (a, b) = (high - golden * (high - low), low + golden * (high - low))
    var (lossA, lossB) = (loss(a), loss(b))
    for _ in 0..<24 {
      if lossA <= lossB {
        (high, b, lossB) = (b, a, lossA)
        a = high - golden * (high - low)
        lossA = loss(a)
      } else {
        (low, a, lossA) = (a, b, lossB)
        b = low + golden * (high - low)
        lossB = loss(b)
      }
    }
    return exp((low + high) / 2)
  }
}

extension Calibration {
  var kind: Kind {
    switch self {
    case .none: .none
    case .isotonic: .isotonic
    case .platt: .platt
    case .beta: .beta
    }
  }
}

extension ClassCalibration {
  var name: String {
    switch self {
    case .curve(let curve): curve.kind.rawValue
    case .temperature: "temperature"
    }
  }

  var json: JSON {
    switch self {
    case .curve(let curve): curve.json
    case .temperature(let degrees): ["kind": "temperature", "degrees": .number(degrees)]
    }
  }

  init(_ fields: JSONFields) throws {
    guard try fields.string("kind") == "temperature" else {
      self = .curve(try Calibration(fields))
      return
    }
    let degrees = try fields.number("degrees")
    guard (1e-3...1e3).contains(degrees) else {
      throw fields.fault("degrees", expected: "a number from 0.001 to 1000")
    }
    self = .temperature(degrees)
  }
}
