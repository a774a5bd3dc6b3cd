import Glibc

/// The losses of rows as functions of their margins, with first and second derivatives.
enum RowLoss: Sendable {
  /// One margin; the truth is whether the row is of the class.
  case logistic(positive: Int32)
  /// A margin for each class.
  case softmax

  func outputs(classes: Int) -> Int { if case .softmax = self { classes } else { 1 } }

  /// The weighted loss of one row; its derivatives by the margins to `slopes`, and what `bend` needs
  /// for the second ones to `curvatures` (for softmax the probabilities).
  @inline(__always)
  func derive(
    _ margins: UnsafePointer<Double>, _ label: Int32, _ weight: Double, _ outputs: Int,
    _ slopes: UnsafeMutablePointer<Double>, _ curvatures: UnsafeMutablePointer<Double>
  ) -> Double {
    switch self {
    case .logistic(let positive):
      let z = label == positive ? margins[0] : -margins[0]
      let small = exp(-z.magnitude)
      let miss = (z >= 0 ? small : 1) / (1 + small)
      slopes[0] = label == positive ? -weight * miss : weight * miss
      curvatures[0] = weight * small / ((1 + small) * (1 + small))
      return weight * (log1p(small) + max(-z, 0))
    case .softmax:
      return Self.deriveSoftmax(margins, Int(label), weight, outputs, slopes, curvatures)
    }
  }

  private static func deriveSoftmax(
    _ margins: UnsafePointer<Double>, _ truth: Int, _ weight: Double, _ outputs: Int,
    _ slopes: UnsafeMutablePointer<Double>, _ probabilities: UnsafeMutablePointer<Double>
  ) -> Double {
    var largest = -Double.infinity
    for output in 0..<outputs { largest = max(largest, margins[output]) }
    var sum = 0.0
    for output in 0..<outputs {
      probabilities[output] = exp(margins[output] - largest)
      sum += probabilities[output]
    }
    for output in 0..<outputs {
      probabilities[output] /= sum
      slopes[output] = weight * probabilities[output]
    }
    slopes[truth] -= weight
    return weight * (largest + log(sum) - margins[truth])
  }

  /// Second derivatives times a change of the margins, in place.
  @inline(__always)
  func bend(
    _ change: UnsafeMutablePointer<Double>, _ curvatures: UnsafePointer<Double>,
    _ weight: Double, _ outputs: Int
  ) {
    guard case .softmax = self else {
      change[0] *= curvatures[0]
      return
    }
    var mean = 0.0
    for output in 0..<outputs { mean += curvatures[output] * change[output] }
    for output in 0..<outputs {
      change[output] = weight * curvatures[output] * (change[output] - mean)
    }
  }

  /// The diagonal of the second derivatives.
  @inline(__always)
  func diagonal(_ curvature: Double, _ weight: Double) -> Double {
    if case .softmax = self { weight * curvature * (1 - curvature) } else { curvature }
  }
}
