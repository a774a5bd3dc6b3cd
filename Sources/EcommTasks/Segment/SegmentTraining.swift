import EcommBase
import EcommData
import EcommLearn

/// From customers to segments with names: preparation, the number of segments, K-Means, the odd ones by
/// DBSCAN, and what customers are still worth.
public struct SegmentTraining: Sendable {
  public let choice: SegmentChoice
  public let profiles: [SegmentProfile]
  public let answers: SegmentAnswers
  /// What was decided on the way, for people.
  public let notes: [String]
  public let holdOut: ValueHoldOut?
  public let correlation: Double?
  public let eps: Double?
  public let isEpsProposed: Bool
  public let days: Int
  public var model: ModelFile

  static let fewestCustomers = 3

  /// - Parameter progress: called with the number of steps.
  public static func train(
    _ input: SegmentInput, settings: SegmentSettings, parallel: Parallel = Parallel(),
    progress: (Int) -> Progress = { _ in .silent }
  ) throws -> SegmentTraining {
    let (customers, missing) = try complete(input.customers, settings)
    guard customers.count >= fewestCustomers else {
      throw SegmentError.fewCustomers(count: customers.count, needed: fewestCustomers)
    }
    let preparation = try SegmentPreparation(customers, settings)
    let points = try preparation.points(customers)
    let steps = progress((settings.k == nil ? settings.mostSegments - 1 : 1) + 3)
    let choice = try choose(points, settings, parallel, steps)
    let centres =
      try choice.centres
      ?? KMeans.fit(
        points,
        parameters: KMeansParameters(
          clusters: choice.k, starts: settings.starts, seed: settings.seed), on: parallel
      ).centres
    steps.advance(by: 1)
    let (value, notes) = try value(customers, settings)
    let fitted = FittedSegments(
      preparation: preparation, centres: ordered(centres, points, customers),
      odd: try OddCustomers.fit(points, settings, parallel: parallel),
      scores: try? RFMScores(customers), value: value)
    steps.advance(by: 1)
    let holdOut = try input.orders.flatMap {
      try ValueHoldOut.measure($0, days: settings.days, parallel: parallel)
    }
    steps.advance(by: 1)
    return try SegmentTraining(
      input, customers, choice, fitted, holdOut, settings,
      notes: missing + preparation.notes + notes, parallel)
  }

  /// Customers of whom recency, frequency and value are known, where they are asked for.
  private static func complete(
    _ customers: Customers, _ settings: SegmentSettings
  ) throws -> (Customers, [String]) {
    let needed = try settings.figures.map { figure in
      guard let values = customers[figure] else {
        throw SegmentError.missingFigure(
          figure.rawValue, needs: "a column of that name, or of purchases")
      }
      return CustomerFigure.usual.contains(figure) ? values : []
    }.filter { !$0.isEmpty }
    let rows = (0..<customers.count).filter { row in needed.allSatisfy { $0[row].isFinite } }
    let left = customers.count - rows.count
    guard left > 0 else { return (customers, []) }
    return (
      customers.selecting(rows),
      ["\(Figures.count(left, "customer")) without recency, frequency or value left out"]
    )
  }

  private static func choose(
    _ points: Matrix, _ settings: SegmentSettings, _ parallel: Parallel, _ progress: Progress
  ) throws -> SegmentChoice {
    let wanted = settings.k ?? settings.mostSegments + 1
    let distinct = distinctRows(points, upTo: wanted)
    if let k = settings.k {
      guard k <= distinct else { throw SegmentError.moreSegments(k: k, distinct: distinct) }
      defer { progress.advance(by: 1) }
      return try SegmentChoice.fixed(points, k: k, settings, parallel: parallel)
    }
    guard distinct >= fewestCustomers else {
      throw SegmentError.fewCustomers(count: distinct, needed: fewestCustomers)
    }
    return try SegmentChoice.find(
      points, distinct: distinct, settings, parallel: parallel, progress: progress)
  }

  /// How many rows differ from each other, counted no further than asked for.
  static func distinctRows(_ points: Matrix, upTo most: Int) -> Int {
    var known = Set<[Double]>()
    for row in 0..<points.rows where known.count < most { known.insert(Array(points.row(row))) }
    return known.count
  }

  /// Centres in the order of their customers' mean value, the highest first.
  private static func ordered(
    _ centres: Matrix, _ points: Matrix, _ customers: Customers
  ) -> Matrix {
    let labels = CentreDistance.nearest(points, centres).map(\.segment)
    let groups = SegmentGroups(customers, labels: labels, count: centres.rows)
    let values = (0..<centres.rows).map { segment in
      groups.revenue(segment) / Double(max(1, groups.rows[segment].count))
    }
    let order = (0..<centres.rows).sorted { (-values[$0], $0) < (-values[$1], $1) }
    return Matrix(
      rows: centres.rows, columns: centres.columns, values: order.flatMap { centres.row($0) })
  }

  private static func value(
    _ customers: Customers, _ settings: SegmentSettings
  ) throws -> (CustomerValue?, [String]) {
    do {
      guard let value = try CustomerValue.fit(customers, days: settings.days) else {
        return (
          nil, ["purchases to come are not foretold: that takes lines of purchases"]
        )
      }
      return (value, [])
    } catch let error as LifetimeError {
      return (nil, ["purchases to come are not foretold: \(error.problem)"])
    }
  }
}
