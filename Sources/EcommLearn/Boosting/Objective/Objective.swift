import EcommBase

/// What boosted trees minimise, and so what they predict.
public enum Objective: Sendable, Equatable {
  case squared
  case absolute
  case pseudoHuber(slope: Double)
  case quantile(share: Double)
  case poisson
  case tweedie(power: Double)
  case gamma
  /// Rows of class 1 count `positiveWeight` times.
  case logistic(positiveWeight: Double)
  case softmax(classes: Int)

  public static let logistic = Objective.logistic(positiveWeight: 1)
  public static let classLimit = 10_000

  /// How many scores a row has.
  public var outputs: Int {
    if case .softmax(let classes) = self { classes } else { 1 }
  }

  var loss: any Loss {
    switch self {
    case .squared: SquaredLoss()
    case .absolute: AbsoluteLoss()
    case .pseudoHuber(let slope): PseudoHuberLoss(slope: slope)
    case .quantile(let share): QuantileLoss(share: share)
    case .poisson: PoissonLoss()
    case .tweedie(let power): TweedieLoss(power: power)
    case .gamma: GammaLoss()
    case .logistic(let weight): LogisticLoss(positiveWeight: weight)
    case .softmax: SoftmaxLoss()
    }
  }

  public func validate() throws(BoostingError) {
    switch self {
    case .pseudoHuber(let slope) where !(1e-6...1e12).contains(slope):
      throw .parameter("slope", slope, "from 1e-6 to 1e12")
    case .quantile(let share) where !(0.0001...0.9999).contains(share):
      throw .parameter("share", share, "from 0.0001 to 0.9999")
    case .tweedie(let power) where !(1.001...1.999).contains(power):
      throw .parameter("power", power, "from 1.001 to 1.999")
    case .logistic(let weight) where !(1e-6...1e9).contains(weight):
      throw .parameter("positiveWeight", weight, "from 1e-6 to 1e9")
    case .softmax(let classes) where !(2...Self.classLimit).contains(classes):
      throw .parameter("classes", Double(classes), "from 2 to \(Self.classLimit)")
    default: break
    }
  }

  func check(_ targets: [Double]) throws(BoostingError) {
    if case .softmax(let classes) = self {
      let odd = targets.firstIndex { !($0 >= 0 && $0 < Double(classes) && $0 == $0.rounded()) }
      guard let odd else { return }
      throw .target(row: odd, value: targets[odd], expected: "a whole number below \(classes)")
    }
    let loss = loss
    guard let odd = targets.firstIndex(where: { !loss.accepts($0) }) else { return }
    throw .target(row: odd, value: targets[odd], expected: loss.targets)
  }

  /// Turns scores into predictions, in place. `scores` is (rows, outputs).
  func transform(_ scores: UnsafeMutableBufferPointer<Double>) {
    guard let base = scores.baseAddress else { return }
    if case .softmax(let classes) = self {
      for row in 0..<scores.count / classes {
        SoftmaxLoss.outputs(base + row * classes, classes: classes)
      }
    } else {
      loss.transform(base, count: scores.count)
    }
  }
}
