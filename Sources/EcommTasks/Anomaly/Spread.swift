import EcommBase

/// A figure over several folds: their mean and how far they lie apart.
public struct Spread: Sendable, Equatable {
  public let mean: Double
  /// Standard deviation of a sample; 0 of one fold.
  public let deviation: Double

  /// Nil where no fold has the figure.
  init?(_ values: [Double?]) {
    let known = values.compactMap { $0 }
    guard !known.isEmpty else { return nil }
    let count = Double(known.count)
    let mean = known.reduce(0, +) / count
    self.mean = mean
    deviation =
      known.count < 2
      ? 0 : (known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)).squareRoot()
  }

  var json: JSON { ["mean": .number(mean), "deviation": .number(deviation)] }
}
