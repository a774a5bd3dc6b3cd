import EcommBase

/// Finds the bins of features whose rows arrive in blocks: rows that do not all fit in memory at once.
///
/// The bins are those of all rows at once, however they are cut in blocks: numbers are drawn by the number
/// of their row (see `RowDraw`), few distinct values and categories are counted in all rows. Memory: at
/// most 4 MB a feature.
public struct BinFinder: Sendable {
  /// Rows seen so far.
  public var rows: Int { draw.rows }

  private let kinds: [FeatureKind]
  private let bins: Int
  private var draw = RowDraw(size: CutPoints.sampleSize)
  private var surveys: [FeatureSurvey]

  /// `bins` counts the one for missing values: 3...256.
  public init(_ kinds: [FeatureKind], bins: Int = 256) {
    self.kinds = kinds
    self.bins = min(max(bins, 3), 256)
    surveys = kinds.map { FeatureSurvey($0, limit: bins - 1) }
  }

  /// The next rows: a column for each feature.
  public mutating func add(_ block: [FeatureColumn], parallel: Parallel = Parallel()) throws {
    try BinnedMatrix.check(block, features: kinds.count)
    let rows = 0..<(block.first?.count ?? 0)
    let drawn = draw.offer(rows.count)
    let kept = draw.thin()
    try parallel.fill(&surveys, chunk: 1) { feature, survey in
      survey[0].add(block[feature.lowerBound], rows: rows, drawn: drawn)
      if let kept { survey[0].keep(kept) }
    }
  }

  /// The bins of each feature, for `BinnedMatrix`.
  public func features(parallel: Parallel = Parallel()) throws -> [FeatureBins] {
    let drawn = draw.drawn
    return try parallel.map(surveys.count) { index in
      var survey = surveys[index]
      survey.keep(drawn)
      return survey.bins(bins)
    }
  }
}

/// What must be known of a feature's values to find its bins.
struct FeatureSurvey: Sendable {
  private let limit: Int
  private let kind: FeatureKind
  /// The drawn values.
  private var sample: [Float] = []
  /// The distinct values, as long as they are no more than the limit.
  private var distinct: Set<UInt32>? = []
  private var counts: [Int32: Int] = [:]

  init(_ kind: FeatureKind, limit: Int) {
    self.kind = kind
    self.limit = limit
  }

  mutating func add(_ column: FeatureColumn, rows: Range<Int>, drawn: [Int]) {
    switch column {
    case .numbers(let values): add(values, rows, drawn) { $0 }
    case .doubles(let values): add(values, rows, drawn) { Float($0) }
    case .categories(let codes) where kind == .category:
      for code in codes[rows] where code >= 0 { counts[code, default: 0] += 1 }
    case .categories(let codes): add(codes, rows, drawn) { $0 < 0 ? .nan : Float($0) }
    }
  }

  private mutating func add<T>(
    _ values: [T], _ rows: Range<Int>, _ drawn: [Int], _ float: (T) -> Float
  ) {
    guard kind == .number else {
      for row in rows {
        let code = CategoryCode.of(float(values[row]))
        if code >= 0 { counts[code, default: 0] += 1 }
      }
      return
    }
    for row in drawn { sample.append(float(values[row])) }
    guard var seen = distinct else { return }
    distinct = nil
    var last: UInt32?
    for row in rows {
      let value = float(values[row])
      if value.isNaN { continue }
      let key = FloatOrder.key(value)
      if key == last { continue }
      last = key
      if seen.insert(key).inserted, seen.count > limit { return }
    }
    distinct = seen
  }

  /// Of the drawn values only those at these places.
  mutating func keep(_ places: [Int]) {
    if places.count < sample.count { sample = places.map { sample[$0] } }
  }

  func bins(_ count: Int) -> FeatureBins {
    switch kind {
    case .category: .codes(frequent(count - 2))
    case .number: .cuts(distinct.map(CutPoints.between) ?? CutPoints.quantiles(sample, limit))
    }
  }

  /// The most frequent codes; of equals the smaller.
  private func frequent(_ limit: Int) -> [Int32] {
    let ranked = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    return ranked.prefix(limit).map(\.key).sorted()
  }
}
