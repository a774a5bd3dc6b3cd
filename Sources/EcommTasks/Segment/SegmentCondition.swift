import EcommBase

/// `recency above 143`: a limit on one figure.
public struct SegmentCondition: Sendable, Equatable {
  public let figure: CustomerFigure
  public let limit: Double
  public let isAbove: Bool

  public var words: String {
    "\(figure.rawValue) \(isAbove ? "above" : "up to") \(Figures.plain(limit))"
  }

  private func holds(_ value: Double) -> Bool { isAbove ? value > limit : value <= limit }

  /// Limits tried of each figure.
  private static let limits = 64

  /// One condition, or two that hold together where the second helps: those with the best balance of
  /// precision and recall (F1). Nil for a segment of nobody or of everybody.
  static func rule(
    _ columns: [(CustomerFigure, [Double])], _ isInside: [Bool]
  ) -> SegmentExplanation.Rule? {
    let inside = isInside.count { $0 }
    guard inside > 0, inside < isInside.count else { return nil }
    var rows = Array(isInside.indices)
    var chosen: [SegmentCondition] = []
    var best = Score(inside: inside, found: 0, right: 0)
    for _ in 0..<2 {
      guard let next = strongest(columns, isInside, rows, total: inside),
        next.score.f1 > best.f1 + (chosen.isEmpty ? 0 : 0.02)
      else { break }
      chosen.append(next.condition)
      best = next.score
      if let column = columns.first(where: { $0.0 == next.condition.figure })?.1 {
        rows = rows.filter { next.condition.holds(column[$0]) }
      }
    }
    guard !chosen.isEmpty else { return nil }
    return SegmentExplanation.Rule(
      conditions: chosen, precision: best.precision, recall: best.recall)
  }

  private struct Score {
    let inside: Int
    let found: Int
    let right: Int
    var precision: Double { Double(right) / Double(max(1, found)) }
    var recall: Double { Double(right) / Double(max(1, inside)) }
    var f1: Double { 2 * Double(right) / Double(max(1, found + inside)) }
  }

  private static func strongest(
    _ columns: [(CustomerFigure, [Double])], _ isInside: [Bool], _ rows: [Int], total: Int
  ) -> (condition: SegmentCondition, score: Score)? {
    var best: (condition: SegmentCondition, score: Score)?
    for (figure, values) in columns {
      let known = rows.filter { !values[$0].isNaN }.sorted { values[$0] < values[$1] }
      guard known.count > 1 else { continue }
      let all = known.count { isInside[$0] }
      var right = 0
      let step = max(1, known.count / limits)
      for place in 0..<known.count - 1 {
        right += isInside[known[place]] ? 1 : 0
        let (value, next) = (values[known[place]], values[known[place + 1]])
        guard value < next, (place + 1) % step == 0 || next - value >= 1 else { continue }
        let below = Score(inside: total, found: place + 1, right: right)
        let above = Score(
          inside: total, found: known.count - place - 1, right: all - right)
        for (score, isAbove) in [(below, false), (above, true)]
        where score.f1 > best?.score.f1 ?? 0 {
          best = (SegmentCondition(figure: figure, limit: value, isAbove: isAbove), score)
        }
      }
    }
    return best
  }
}
