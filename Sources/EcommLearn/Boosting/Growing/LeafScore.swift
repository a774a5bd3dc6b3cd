/// The best value of a leaf and how much it lowers the loss, after Chen and Guestrin, "XGBoost"
/// (2016), equations 5 to 7, with penalty `alpha` on sizes and bounds on values.
struct LeafScore {
  let lambda: Double
  let alpha: Double
  let maximumStep: Double
  let minimumWeight: Double

  init(_ parameters: BoostingParameters) {
    lambda = parameters.lambda
    alpha = parameters.alpha
    maximumStep = parameters.maximumStep
    minimumWeight = parameters.minimumChildWeight
  }

  /// Between which values a leaf must stay to keep a monotone constraint.
  struct Bounds: Equatable {
    var lower = -Double.infinity
    var upper = Double.infinity

    static let none = Bounds()
  }

  func value(_ sums: GradientSums, _ bounds: Bounds = .none) -> Double {
    let denominator = sums.hessian + lambda
    guard denominator > 0 else { return 0 }
    var value = -shrunk(sums.gradient) / denominator
    if maximumStep > 0 { value = min(max(value, -maximumStep), maximumStep) }
    return min(max(value, bounds.lower), bounds.upper)
  }

  /// Twice the loss that the best value takes away.
  @inline(__always)
  func reduction(_ gradient: Double, _ hessian: Double) -> Double {
    let size = shrunk(gradient)
    let denominator = hessian + lambda
    return denominator > 0 ? size * size / denominator : 0
  }

  /// Of two leaves together, with one division. Both denominators are positive.
  @inline(__always)
  func reduction(_ left: GradientSums, _ right: GradientSums) -> Double {
    let (leftSize, rightSize) = (shrunk(left.gradient), shrunk(right.gradient))
    let (leftBase, rightBase) = (left.hessian + lambda, right.hessian + lambda)
    return (leftSize * leftSize * rightBase + rightSize * rightSize * leftBase)
      / (leftBase * rightBase)
  }

  /// The same for a given value.
  func reduction(_ sums: GradientSums, value: Double) -> Double {
    -(2 * sums.gradient * value + (sums.hessian + lambda) * value * value
      + 2 * alpha * abs(value))
  }

  @inline(__always)
  private func shrunk(_ gradient: Double) -> Double {
    if alpha == 0 { return gradient }
    return gradient > alpha ? gradient - alpha : gradient < -alpha ? gradient + alpha : 0
  }
}
