import EcommBase
import Glibc

/// Days as simpler methods see them, which know of no season: to stand beside `ExpectedDays`.
///
/// Online each day is judged by the days before it: the forest is grown again every four weeks.
public enum DayView: String, Sendable, CaseIterable {
  /// More than three standard deviations from the mean.
  case zScore = "z-score"
  /// More than one and a half times the middle half's range beyond it.
  case iqr = "IQR"
  /// The strangest of value, change from the day before and from the same weekday before.
  case isolationForest = "isolation-forest"

  private static let fewestDays = DayParameters.fewestDays

  /// - Parameter others: the days that another judge flags. The forest, which has no border of its own, flags as
  ///   many; online as large a share as that judge did until then.
  public func flagged(
    _ values: [Double], isOnline: Bool, like others: [Bool], seed: UInt64
  ) throws -> [Bool] {
    switch self {
    case .zScore: Self.judged(values, isOnline, Self.isFar)
    case .iqr: Self.judged(values, isOnline, Self.isBeyond)
    case .isolationForest: try Self.isolated(values, isOnline, others, seed)
    }
  }

  private static func judged(
    _ values: [Double], _ isOnline: Bool, _ isStrange: (Double, [Double]) -> Bool
  ) -> [Bool] {
    let all = values.sorted()
    var past: [Double] = []
    return values.map { value in
      defer { past.insert(value, at: place(of: value, in: past)) }
      if isOnline, past.count < fewestDays { return false }
      return isStrange(value, isOnline ? past : all)
    }
  }

  private static func place(of value: Double, in sorted: [Double]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func isFar(_ value: Double, _ sorted: [Double]) -> Bool {
    let count = Double(sorted.count)
    let mean = sorted.reduce(0, +) / count
    let variance = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    return abs(value - mean) > 3 * variance.squareRoot()
  }

  private static func isBeyond(_ value: Double, _ sorted: [Double]) -> Bool {
    let (low, high) = (Quantile.of(sorted, 0.25), Quantile.of(sorted, 0.75))
    let reach = 1.5 * (high - low)
    return value < low - reach || value > high + reach
  }

  private static func isolated(
    _ values: [Double], _ isOnline: Bool, _ others: [Bool], _ seed: UInt64
  ) throws -> [Bool] {
    let rows = features(values)
    guard rows.rows > 2 * fewestDays else {
      return [Bool](repeating: false, count: values.count)
    }
    var parameters = IsolationParameters()
    parameters.seed = seed
    guard isOnline else {
      let scores = try IsolationForest.fit(rows, parameters: parameters).scores(rows)
      return above(scores, max(1, others.count { $0 }))
    }
    var flags = [Bool](repeating: false, count: values.count)
    for first in stride(from: 2 * fewestDays, to: rows.rows, by: fewestDays) {
      let past = rows.selecting(Array(0..<first))
      let forest = try IsolationForest.fit(past, parameters: parameters)
      let share = Double(max(1, others[..<first].count { $0 })) / Double(first)
      let border = Quantile.of(try forest.scores(past).sorted(), 1 - share)
      let next = Array(first..<min(rows.rows, first + fewestDays))
      for (day, score) in zip(next, try forest.scores(rows.selecting(next))) {
        flags[day] = score > border
      }
    }
    return flags
  }

  private static func above(_ scores: [Double], _ count: Int) -> [Bool] {
    let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    var flags = [Bool](repeating: false, count: scores.count)
    for day in order.prefix(count) { flags[day] = true }
    return flags
  }

  private static func features(_ values: [Double]) -> Matrix {
    let week = DayParameters.week
    let rows = values.indices.flatMap { day in
      [
        values[day], values[day] - values[max(0, day - 1)],
        values[day] - values[max(0, day - week)],
      ]
    }
    return Matrix(rows: values.count, columns: 3, values: rows)
  }
}
