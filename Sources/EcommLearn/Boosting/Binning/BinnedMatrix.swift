import EcommBase

/// The features of all rows as bins, a byte each; the numbers they came from are not kept.
///
/// (features, rows), column by column. Ten million rows of 28 features are 280 MB here, and as much
/// again while a model is trained (see `BinBlocks`).
public struct BinnedMatrix: Sendable {
  public let rows: Int
  public private(set) var features: [FeatureBins] = []
  private(set) var columns: [[UInt8]] = []

  /// For columns that are not all in memory at once: an empty matrix, and `append`.
  public init(rows: Int) { self.rows = rows }

  /// `bins` counts the one for missing values: 3...256.
  public init(_ columns: [FeatureColumn], bins: Int = 256, parallel: Parallel = Parallel()) throws {
    self.init(rows: columns.first?.count ?? 0)
    try append(columns, parallel: parallel) { FeatureBins.find(columns[$0], bins: bins) }
  }

  /// With the bins of other rows: those kept aside to watch the training.
  public init(
    _ columns: [FeatureColumn], binnedLike other: BinnedMatrix, parallel: Parallel = Parallel()
  ) throws {
    self.init(rows: columns.first?.count ?? 0)
    guard columns.count == other.features.count else {
      throw BoostingError.featureCount(columns.count, expected: other.features.count)
    }
    try append(columns, parallel: parallel) { other.features[$0] }
  }

  /// Bins one more column; it can be let go afterwards.
  public mutating func append(_ column: FeatureColumn, bins: Int = 256) throws {
    try append([column], parallel: .serial) { _ in FeatureBins.find(column, bins: bins) }
  }

  private mutating func append(
    _ columns: [FeatureColumn], parallel: Parallel, _ find: @Sendable (Int) -> FeatureBins
  ) throws {
    if let odd = columns.firstIndex(where: { $0.count != rows }) {
      throw BoostingError.columnLength(feature: odd, count: columns[odd].count, expected: rows)
    }
    let made = try parallel.map(columns.count) { index in
      let bins = find(index)
      return (bins, bins.bins(of: columns[index]))
    }
    features += made.map(\.0)
    self.columns += made.map(\.1)
  }
}
