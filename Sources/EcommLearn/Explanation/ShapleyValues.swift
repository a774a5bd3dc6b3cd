/// How much each feature moved each row's score away from the mean.
public struct ShapleyValues: Sendable, Equatable {
  public let rows: Int
  public let outputs: Int
  public let features: Int
  /// The mean score of each output.
  public let base: [Double]
  /// (rows, outputs, features); base and a row's values add up to its score.
  public var values: [Double]

  public func of(row: Int, output: Int = 0) -> ArraySlice<Double> {
    let start = (row * outputs + output) * features
    return values[start..<start + features]
  }

  /// The mean size of each feature's values, over rows and outputs: its weight in the whole model.
  public var meanSizes: [Double] {
    var sums = [Double](repeating: 0, count: features)
    for (index, value) in values.enumerated() { sums[index % features] += abs(value) }
    return sums.map { $0 / Double(max(1, rows * outputs)) }
  }
}
