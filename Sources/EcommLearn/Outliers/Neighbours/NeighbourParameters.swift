/// How rows are held against their neighbours.
public struct NeighbourParameters: Sendable, Equatable {
  public enum Score: String, Sendable, CaseIterable {
    /// How much thinner the rows lie around a row than around its neighbours.
    case factor
    /// How far the neighbours are on average.
    case distance
  }

  public var score = Score.factor
  public var neighbours = 20
  /// Rows that others are held against; drawn by chance if there are more.
  public var references = 5_000
  public var seed: UInt64 = 42

  public init(score: Score = .factor) { self.score = score }

  static let neighbourRange = 1...500
  static let referenceRange = 2...50_000

  func validate() throws(OutlierError) {
    guard Self.neighbourRange.contains(neighbours) else {
      throw .parameter(name: "neighbours", value: Double(neighbours), expected: "from 1 to 500")
    }
    guard Self.referenceRange.contains(references) else {
      throw .parameter(name: "references", value: Double(references), expected: "from 2 to 50,000")
    }
  }
}
