import Glibc

/// One of `classes`, numbered from 0: a score for each class, e^score / sum of e^scores its probability.
///
/// One tree is trained for each class in a round, all from the scores at the start of the round. With those
/// scores less the logarithm of that sum, each class is an objective of single rows: target 1 for rows of
/// the class, 0 for the others.
struct SoftmaxLoss: Loss {
  @inline(__always)
  func derivatives(score: Double, target: Double) -> Derivatives {
    let probability = Exponential.of(score)
    let spread = 2 * probability * (1 - probability)
    return Derivatives(probability - target, spread > 1e-16 ? spread : 1e-16)
  }

  func loss(score: Double, target: Double) -> Double { -target * score }

  func output(_ score: Double) -> Double { Exponential.of(score) }
  func score(_ output: Double) -> Double { log(output) }

  /// The logarithm of the sum over classes of e^score. `scores` is (classes, rows).
  static func normalizer(
    _ scores: UnsafePointer<Double>, row: Int, rows: Int, classes: Int
  ) -> Double {
    var largest = scores[row]
    for k in 1..<classes { largest = max(largest, scores[k * rows + row]) }
    var sum = 0.0
    for k in 0..<classes { sum += Exponential.of(scores[k * rows + row] - largest) }
    return largest + log(sum)
  }

  /// Scores of one row into probabilities.
  static func outputs(_ scores: UnsafeMutablePointer<Double>, classes: Int) {
    let normalizer = normalizer(scores, row: 0, rows: 1, classes: classes)
    for k in 0..<classes { scores[k] = Exponential.of(scores[k] - normalizer) }
  }
}
