import EcommBase

/// The features of all rows as bins, a byte each; the numbers they came from are not kept.
///
/// (features, rows), column by column. Ten million rows of 28 features are 280 MB here, and as much
/// again while a model is trained (see `BinBlocks`).
public struct BinnedMatrix: Sendable {
  public private(set) var rows: Int
  public private(set) var features: [FeatureBins] = []
  private(set) var columns: [[UInt8]] = []

  /// `bins` counts the one for missing values: 3...256.
  public init(_ columns: [FeatureColumn], bins: Int = 256, parallel: Parallel = Parallel()) throws {
    var finder = BinFinder(columns.map(\.kind), bins: bins)
    try finder.add(columns, parallel: parallel)
    try self.init(columns, features: finder.features(parallel: parallel), parallel: parallel)
  }

  /// With the bins of other rows: those kept aside to watch the training.
  public init(
    _ columns: [FeatureColumn], binnedLike other: BinnedMatrix, parallel: Parallel = Parallel()
  ) throws {
    try self.init(columns, features: other.features, parallel: parallel)
  }

  private init(_ columns: [FeatureColumn], features: [FeatureBins], parallel: Parallel) throws {
    self.init(features: features, expected: 0)
    try Self.check(columns, features: features.count)
    self.columns = try parallel.map(columns.count) { features[$0].bins(of: columns[$0]) }
    rows = columns.first?.count ?? 0
  }

  /// For columns that are not all in memory at once: without features, and `append`.
  public init(rows: Int) { self.rows = rows }

  /// Bins one more column; it can be let go afterwards.
  public mutating func append(_ column: FeatureColumn, bins: Int = 256) throws {
    guard column.count == rows else {
      throw BoostingError.columnLength(
        feature: features.count, count: column.count, expected: rows)
    }
    let one = try BinnedMatrix([column], bins: bins, parallel: .serial)
    features += one.features
    columns += one.columns
  }

  /// For rows that are not all in memory at once: without rows, and `append(rows:)`. The features are those
  /// that a `BinFinder` found in the same rows; `expected` is how many there will be.
  public init(features: [FeatureBins], expected: Int) {
    rows = 0
    self.features = features
    columns = features.map { _ in
      var column: [UInt8] = []
      column.reserveCapacity(max(0, expected))
      return column
    }
  }

  /// Bins the next rows, a column for each feature; they can be let go afterwards.
  public mutating func append(
    rows block: [FeatureColumn], parallel: Parallel = Parallel()
  ) throws {
    try Self.check(block, features: features.count)
    let features = features
    try parallel.fill(&columns, chunk: 1) { index, column in
      let feature = index.lowerBound
      column[0].append(contentsOf: features[feature].bins(of: block[feature]))
    }
    rows += block.first?.count ?? 0
  }

  /// A column for each feature, all of the same length.
  static func check(_ columns: [FeatureColumn], features: Int) throws(BoostingError) {
    guard columns.count == features else {
      throw .featureCount(columns.count, expected: features)
    }
    let rows = columns.first?.count ?? 0
    guard let odd = columns.firstIndex(where: { $0.count != rows }) else { return }
    throw .columnLength(feature: odd, count: columns[odd].count, expected: rows)
  }
}
