import EcommBase

/// What sets each segment apart from all other customers: how far its figures lie from theirs, and
/// a rule of one or two conditions that finds its customers.
public struct SegmentExplanation: Sendable {
  public struct Difference: Sendable {
    public let figure: CustomerFigure
    /// Medians inside and outside.
    public let inside: Double
    public let outside: Double
    /// Difference of the means of ranks (0 to 1) inside and outside.
    public let size: Double
  }

  public struct Rule: Sendable {
    public let conditions: [SegmentCondition]
    /// Of the customers that fulfil it, the share in the segment; of the segment, the share that does.
    public let precision: Double
    public let recall: Double
  }

  public struct Segment: Sendable {
    public let profile: SegmentProfile
    /// The largest first.
    public let differences: [Difference]
    public let rule: Rule?
  }

  public let segments: [Segment]

  static let mostCustomers = 20_000
  private static let untold: Set<CustomerFigure> = [
    .repeats, .repeatValue, .lastRepeat, .age, .gapSpread,
  ]

  init(_ answers: SegmentAnswers, _ profiles: [SegmentProfile], seed: UInt64) {
    let known = answers.segments.indices.filter { answers.segments[$0] >= 0 }
    var random = SeededRandom(seed: seed).split(0xe1)
    let rows =
      known.count > Self.mostCustomers
      ? random.sample(Self.mostCustomers, of: known.count).map { known[$0] } : known
    let labels = rows.map { answers.segments[$0] }
    let columns = CustomerFigure.allCases.filter { !Self.untold.contains($0) }
      .compactMap { figure in
        answers.customers[figure].map { values in (figure, rows.map { values[$0] }) }
      }
    let ranks = columns.map { Self.ranks($0.1) }
    segments = profiles.indices.map { segment in
      let isInside = labels.map { $0 == segment }
      let differences = zip(columns, ranks).compactMap { column, ranks in
        Self.difference(column.0, column.1, ranks, isInside)
      }
      return Segment(
        profile: profiles[segment],
        differences: differences.sorted { $0.size.magnitude > $1.size.magnitude },
        rule: SegmentCondition.rule(columns, isInside))
    }
  }

  /// 0 for the lowest value, 1 for the highest, equal ones in the middle of theirs; missing stays so.
  private static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.filter { !values[$0].isNaN }.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: .nan, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      let rank = (Double(start) + Double(end - 1)) / 2 / Double(max(1, order.count - 1))
      for place in start..<end { ranks[order[place]] = rank }
      start = end
    }
    return ranks
  }

  private static func difference(
    _ figure: CustomerFigure, _ values: [Double], _ ranks: [Double], _ isInside: [Bool]
  ) -> Difference? {
    let known = values.indices.filter { !values[$0].isNaN }
    let inside = known.filter { isInside[$0] }
    let outside = known.filter { !isInside[$0] }
    guard !inside.isEmpty, !outside.isEmpty else { return nil }
    func median(_ rows: [Int]) -> Double {
      FigureScale.quantile(rows.map { values[$0] }.sorted(), 0.5)
    }
    func mean(_ rows: [Int]) -> Double {
      rows.reduce(0) { $0 + ranks[$1] } / Double(rows.count)
    }
    return Difference(
      figure: figure, inside: median(inside), outside: median(outside),
      size: mean(inside) - mean(outside))
  }

  public var json: JSON {
    .array(
      segments.map { segment in
        [
          "name": .string(segment.profile.name),
          "description": .string(segment.profile.description),
          "differences": .array(
            segment.differences.map {
              [
                "figure": .string($0.figure.rawValue), "inside": .number($0.inside),
                "outside": .number($0.outside), "rank_difference": .number($0.size),
              ]
            }),
          "rule": segment.rule.map { rule in
            [
              "conditions": .strings(rule.conditions.map(\.words)),
              "precision": .number(rule.precision), "recall": .number(rule.recall),
            ]
          } ?? .null,
        ]
      })
  }
}

extension SegmentModel {
  public func explain(_ answers: SegmentAnswers) -> SegmentExplanation {
    SegmentExplanation(
      answers, profiles(answers),
      seed: UInt64(truncatingIfNeeded: settings["seed"]?.integer ?? 0))
  }
}
