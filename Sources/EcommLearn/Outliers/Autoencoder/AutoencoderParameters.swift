/// How the network is built and trained.
public struct AutoencoderParameters: Sendable, Equatable {
  /// Units between the columns and the narrowest layer; 0 takes half as many as columns.
  public var hidden = 0
  /// Units of the narrowest layer; 0 takes the root of the number of columns.
  public var bottleneck = 0
  public var epochs = 200
  /// Epochs without gain on rows kept aside, after which training stops.
  public var patience = 10
  public var learningRate = 0.005
  /// On squared weights: without it the network learns to say the strange rows too.
  public var penalty = 0.02
  public var seed: UInt64 = 42

  public init() {}

  static let widest = 1024

  func validate() throws(OutlierError) {
    try OutlierError.check("hidden", Double(hidden), 0...Double(Self.widest), "from 0 to 1,024")
    try OutlierError.check(
      "bottleneck", Double(bottleneck), 0...Double(Self.widest), "from 0 to 1,024")
    try OutlierError.check("epochs", Double(epochs), 1...10_000, "from 1 to 10,000")
    try OutlierError.check("patience", Double(patience), 1...10_000, "from 1 to 10,000")
    try OutlierError.check("penalty", penalty, 0...1000, "from 0 to 1,000")
    try OutlierError.check("rate", learningRate, 1e-6...1, "from 0.000001 to 1")
  }

  func layers(columns: Int) -> [Int] {
    let outer = hidden > 0 ? hidden : min(Self.widest, max(2, (columns + 1) / 2))
    let inner =
      bottleneck > 0
      ? bottleneck : min(Self.widest, max(1, Int(Double(columns).squareRoot().rounded())))
    return [columns, outer, inner, outer, columns]
  }
}
