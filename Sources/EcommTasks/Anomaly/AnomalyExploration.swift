import EcommBase
import EcommData
import EcommLearn

/// What a file holds before a detector is trusted: how each column is spread and where its strange values lie,
/// which columns go together, and maps of the rows on which strange ones stand apart.
public struct AnomalyExploration: Sendable {
  public struct Column: Sendable {
    public let profile: ColumnProfile
    /// Values more than 3.5 robust deviations from the middle.
    public let far: Int
    /// Of numbers: counts of ten bins of equal width between the 1st and the 99th hundredth.
    public let bins: [Int]
    /// Where the bins begin and end.
    public let range: ClosedRange<Double>?
  }

  public let columns: [Column]
  public let associations: [Association]
  /// The rows on the maps: all, or some drawn by chance and the strangest.
  public let placed: [Int]
  /// (placed rows, 2) each; nil where rows do not spread.
  public let components: Matrix?
  public let neighbours: Matrix?
  /// Of the spread of all columns, those of the two components.
  public let componentShares: [Double]
  /// The largest weights of each component.
  public let loadings: [[(feature: String, weight: Double)]]
  /// Of an isolation forest, for all rows.
  public let scores: [Double]
  public let threshold: Double
  let labels: [Bool]?
  let numbers: [Int]

  /// More rows than this make no better map.
  private static let mostPlaced = 3_000
  private static let fewestPlaced = 8
  private static let shownLoadings = 4

  public init(
    _ input: AnomalyInput, settings: AnomalySettings, withMaps: Bool,
    parallel: Parallel = Parallel()
  ) throws {
    let data = input.data
    columns = try parallel.map(data.table.columns.count) { Self.column(data.table.columns[$0]) }
    associations = try Association.all(data.table, parallel: parallel)
    let recipe = DetectorRecipe(kind: .isolationForest, settings: settings)
    let fitted = try recipe.fit(data.table, parallel: parallel)
    let rows = try fitted.matrix(data.table, parallel: parallel)
    let scores = try fitted.detector.scores(rows, parallel: parallel)
    let rule = settings.rule ?? .contamination(AnomalySettings.usualShare)
    try rule.validate()
    threshold = try rule.threshold(scores, labels: data.labels, days: data.days)
    self.scores = scores
    labels = data.labels
    numbers = data.numbers
    placed = Self.placed(scores, seed: settings.seed)
    let features = try fitted.preparation.apply(data.table, parallel: parallel).names
    let own = rows.selecting(placed)
    let pca = own.rows > 2 ? try? PCA.fit(own, scaled: true, on: parallel) : nil
    let isSpread = (pca?.variances.first ?? 0) > 0
    components = isSpread ? try pca.map { try Self.firstTwo($0.transform(own, on: parallel)) } : nil
    componentShares = isSpread ? Array(pca?.shares.prefix(2) ?? []) : []
    loadings = isSpread ? pca.map { Self.loadings($0, features) } ?? [] : []
    neighbours =
      withMaps && isSpread && own.rows >= Self.fewestPlaced
      ? try pca.map { try Self.neighbours($0, own, parallel) } : nil
  }

  private static func column(_ column: EcommData.Column) -> Column {
    let profile = ColumnProfile(column)
    guard case .numbers = profile.values, let values = column.values.doubles else {
      return Column(profile: profile, far: 0, bins: [], range: nil)
    }
    let known = values.filter(\.isFinite)
    let matrix = Matrix(rows: known.count, columns: 1, values: known)
    let distances = try? RobustDeviation.fit(matrix, parallel: .serial).distances(matrix)
    let far = distances?.values.count { abs($0) > 3.5 } ?? 0
    let sorted = known.sorted()
    let (low, high) = (Quantile.of(sorted, 0.01), Quantile.of(sorted, 0.99))
    guard low < high else { return Column(profile: profile, far: far, bins: [], range: nil) }
    var bins = [Int](repeating: 0, count: 10)
    for value in known where value >= low && value <= high {
      bins[min(9, max(0, Int((value - low) / (high - low) * 10)))] += 1
    }
    return Column(profile: profile, far: far, bins: bins, range: low...high)
  }

  /// The strangest hundredth, and others by chance.
  private static func placed(_ scores: [Double], seed: UInt64) -> [Int] {
    guard scores.count > mostPlaced else { return Array(scores.indices) }
    let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    let top = order.prefix(mostPlaced / 10)
    var random = SeededRandom(seed: seed)
    let rest = order.dropFirst(top.count)
    let drawn = random.sample(mostPlaced - top.count, of: rest.count).map {
      rest[rest.startIndex + $0]
    }
    return (top + drawn).sorted()
  }

  private static func firstTwo(_ placed: Matrix) -> Matrix {
    Matrix(
      rows: placed.rows, columns: 2,
      values: (0..<placed.rows).flatMap {
        [placed[$0, 0], placed.columns > 1 ? placed[$0, 1] : 0]
      })
  }

  /// Of standardised columns, fewer dimensions than columns where there are many.
  private static func neighbours(
    _ pca: PCA, _ rows: Matrix, _ parallel: Parallel
  ) throws -> Matrix {
    let standard = Matrix(
      rows: rows.rows, columns: rows.columns,
      values: rows.values.indices.map {
        (rows.values[$0] - pca.means[$0 % rows.columns]) * pca.scales[$0 % rows.columns]
      })
    let perplexity = min(30, Double(rows.rows - 1) / 4)
    return try TSNE.fit(
      standard, parameters: TSNEParameters(perplexity: perplexity), on: parallel
    ).map
  }

  private static func loadings(
    _ pca: PCA, _ features: [String]
  ) -> [[(feature: String, weight: Double)]] {
    (0..<min(2, pca.components)).map { component in
      features.indices.map { (features[$0], pca.axes[component, $0]) }
        .sorted { (-abs($0.1), $0.0) < (-abs($1.1), $1.0) }.prefix(shownLoadings).map { $0 }
    }
  }
}

extension AnomalyExploration {
  /// Whether each placed row is strange: by the label, or by the score where there is none.
  public var placedStrange: [Bool] {
    placed.map { labels?[$0] ?? (scores[$0] >= threshold) }
  }

  public var hasLabels: Bool { labels != nil }

  public var flagged: Int { scores.count { $0 >= threshold } }

  /// `row,score,anomaly[,label],pca_1,pca_2[,tsne_1,tsne_2]`, a row for each that was placed.
  public var map: Table {
    func column(_ name: String, _ matrix: Matrix?, _ axis: Int) -> Column? {
      matrix.map { .init(name, .numbers($0.column(axis))) }
    }
    typealias Column = EcommData.Column
    var columns = [
      Column("row", .integers(placed.map { Int64(numbers[$0] + 1) })),
      Column("score", .numbers(placed.map { scores[$0] })),
      Column("anomaly", .booleans(placed.map { scores[$0] >= threshold ? 1 : 0 })),
    ]
    if let labels { columns.append(Column("label", .booleans(placed.map { labels[$0] ? 1 : 0 }))) }
    columns += [
      column("pca_1", components, 0), column("pca_2", components, 1),
      column("tsne_1", neighbours, 0), column("tsne_2", neighbours, 1),
    ].compactMap { $0 }
    return Table(columns, rowCount: placed.count)
  }

  public var json: JSON {
    [
      "rows": .integer(scores.count), "flagged": .integer(flagged),
      "columns": .array(
        columns.map { column in
          var object = column.profile.json.object ?? JSON.Object()
          object["far"] = .integer(column.far)
          object["bins"] = .integers(column.bins)
          object["bin_range"] =
            column.range.map { .numbers([$0.lowerBound, $0.upperBound]) } ?? .null
          return .object(object)
        }),
      "associations": .array(associations.map(\.json)),
      "component_shares": .numbers(componentShares),
      "map": .array(
        map.names.map { name in
          ["name": .string(name), "values": .numbers(map[name]?.values.doubles ?? [])]
        }),
    ]
  }
}
