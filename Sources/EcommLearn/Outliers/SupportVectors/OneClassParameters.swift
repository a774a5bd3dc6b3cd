/// How the border around the usual rows is drawn.
public struct OneClassParameters: Sendable, Equatable {
  /// The share of rows that may lie outside, and the least share that the border rests on. A wide border
  /// ranks rows better than a tight one, and where an alarm begins is another question.
  public var nu = 0.5
  /// How fast likeness falls with the squared distance of standardised rows; 0 takes 1 / columns.
  public var gamma = 0.0
  /// Up to so many rows the border is found exactly; for more, from random features.
  public var exactRows = 5_000
  /// Random features that stand for the likeness of rows where there are many.
  public var randomFeatures = 512
  public var seed: UInt64 = 42

  public init() {}

  func validate() throws(OutlierError) {
    try OutlierError.check("nu", nu, 1e-4...1, "from 0.0001 to 1")
    try OutlierError.check("gamma", gamma, 0...1e6, "from 0 to 1,000,000")
    try OutlierError.check("exact-rows", Double(exactRows), 2...20_000, "from 2 to 20,000")
    try OutlierError.check(
      "random-features", Double(randomFeatures), 1...16_384, "from 1 to 16,384")
  }
}
