import EcommBase
import EcommLearn

/// What customers are like before they are parted: how their figures are spread, their scores by fifths,
/// and what each number of segments would give.
public struct SegmentExploration: Sendable {
  public struct Spread: Sendable {
    public let figure: CustomerFigure
    public let known: Int
    /// Least, quarter, median, three quarters, most.
    public let quartiles: [Double]
    public let mean: Double
    public let skew: Double
    /// Up to the hundredth that is highest, which would press all others together.
    public let histogram: Histogram
  }

  public let spreads: [Spread]
  /// Customers by score of recency (1 to 5) and of frequency (1 to 5).
  public let grid: [[Int]]
  public let choice: SegmentChoice?
  /// The number of segments by the gap statistic; 1 means that there are none to be found.
  public let gap: Int?
  /// Part of what was paid that the best fifth of the customers paid.
  public let topShare: Double
  /// The part of the customers, the best first, and the part of what was paid that they paid.
  public let concentration: [(share: Double, paid: Double)]
  public let notes: [String]

  private static let untold: Set<CustomerFigure> = [.repeats, .repeatValue, .lastRepeat, .age]
  private static let mostForGap = 5_000

  public init(
    _ input: SegmentInput, settings: SegmentSettings, parallel: Parallel = Parallel()
  ) throws {
    let customers = input.customers
    spreads = CustomerFigure.allCases.filter { !Self.untold.contains($0) }.compactMap { figure in
      customers[figure].flatMap { Self.spread(figure, $0) }
    }
    let scores = try RFMScores(customers).scores(customers)
    var grid = [[Int]](repeating: [Int](repeating: 0, count: 5), count: 5)
    for (recency, frequency) in zip(scores[0], scores[1]) { grid[recency - 1][frequency - 1] += 1 }
    self.grid = grid
    topShare = Self.topShare(try customers.require(.monetary))
    concentration = Self.concentration(try customers.require(.monetary))
    guard customers.count >= SegmentTraining.fewestCustomers,
      let preparation = try? SegmentPreparation(customers, settings)
    else {
      (choice, gap, notes) = (nil, nil, ["too few or too equal customers to part"])
      return
    }
    notes = preparation.notes
    let points = try preparation.points(customers)
    let distinct = SegmentTraining.distinctRows(points, upTo: settings.mostSegments + 1)
    choice =
      distinct >= SegmentTraining.fewestCustomers
      ? try SegmentChoice.find(points, distinct: distinct, settings, parallel: parallel) : nil
    gap = Self.gap(points, most: min(settings.mostSegments, distinct - 1), settings, parallel)
  }

  private static func spread(_ figure: CustomerFigure, _ values: [Double]) -> Spread? {
    let known = values.filter { !$0.isNaN }.sorted()
    guard !known.isEmpty else { return nil }
    return Spread(
      figure: figure, known: known.count,
      quartiles: [0, 0.25, 0.5, 0.75, 1].map { FigureScale.quantile(known, $0) },
      mean: known.reduce(0, +) / Double(known.count), skew: FigureScale.skewness(known),
      histogram: Histogram(
        known, names: ["customers"], range: known[0]...FigureScale.quantile(known, 0.99)))
  }

  private static func topShare(_ values: [Double]) -> Double {
    let sorted = values.filter { !$0.isNaN }.sorted(by: >)
    let all = sorted.reduce(0, +)
    return all > 0 ? sorted.prefix((sorted.count + 4) / 5).reduce(0, +) / all : 0
  }

  private static func concentration(_ values: [Double]) -> [(share: Double, paid: Double)] {
    let sorted = values.filter { !$0.isNaN }.sorted(by: >)
    let all = sorted.reduce(0, +)
    guard all > 0 else { return [] }
    var sum = 0.0
    let sums = sorted.reduce(into: [0.0]) { sums, value in
      sum += value
      sums.append(sum)
    }
    return (0...50).map { step in
      let place = step * sorted.count / 50
      return (Double(place) / Double(sorted.count), sums[place] / all)
    }
  }

  private static func gap(
    _ points: Matrix, most: Int, _ settings: SegmentSettings, _ parallel: Parallel
  ) -> Int? {
    guard most >= 2 else { return nil }
    var part = points
    if points.rows > mostForGap {
      var random = SeededRandom(seed: settings.seed).split(0x6a)
      let rows = random.sample(mostForGap, of: points.rows)
      part = Matrix(
        rows: rows.count, columns: points.columns, values: rows.flatMap { points.row($0) })
    }
    return try? GapStatistic.measure(
      part, most: most, parameters: KMeansParameters(starts: 3, seed: settings.seed), on: parallel
    ).best
  }

  public var json: JSON {
    [
      "figures": .array(
        spreads.map {
          [
            "figure": .string($0.figure.rawValue), "known": .integer($0.known),
            "quartiles": .numbers($0.quartiles), "mean": .number($0.mean),
            "skew": .number($0.skew), "histogram": $0.histogram.json,
          ]
        }),
      "concentration": .array(concentration.map { .numbers([$0.share, $0.paid]) }),
      "grid": .array(grid.map(JSON.integers)), "top_fifth_share": .number(topShare),
      "choice": choice?.json ?? .null, "gap": .optional(gap),
    ]
  }
}
