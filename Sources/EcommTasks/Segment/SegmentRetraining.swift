import EcommBase
import EcommData
import EcommLearn
import Glibc

/// Segments made again, held against those in place by what they tell of the days that follow.
///
/// Customers are parted by both models as they stood before the newest days. The better segments are those that
/// explain more of what each customer spent in these days: the share of the variance of log(1 + spent) that lies
/// between segments, corrected for their number. A table of customers that was ready has no days; its segments
/// are compared by their silhouette on the last rows.
public struct SegmentRetraining {
  public let model: SegmentModel
  public let watched: WatchedModel
  public let wishes: SegmentInput.Wishes
  public let settings: SegmentSettings
  /// Days of the window.
  public var days = 30
  public var parallel = Parallel()

  public init(
    _ model: SegmentModel, _ watched: WatchedModel, wishes: SegmentInput.Wishes,
    settings: SegmentSettings
  ) {
    self.model = model
    self.watched = watched
    self.wishes = wishes
    self.settings = settings
  }

  public func plan(_ source: PurchaseSource) throws -> RetrainPlan {
    var whole = wishes
    whole.asOf = nil
    let input = try SegmentInput(source, wishes: whole)
    guard let orders = input.orders,
      let last = input.summary.lastDate.flatMap({ CivilDate(iso: $0) })
    else { return try planWithoutDays(input) }
    let trained = watched.file.data.lastDate.flatMap { CivilDate(iso: $0) }?.days ?? last.days
    let new = max(0, last.days - trained)
    let cut = CivilDate(days: last.days - min(new, max(1, days)))
    var earlier = wishes
    earlier.asOf = cut
    let past = new > 0 ? try SegmentInput(source, wishes: earlier) : nil
    let spent = past.map { spending(of: $0.customers, input.customers, orders, after: cut) } ?? []
    let score = try past.flatMap { try explained(model, $0.customers, spent) }
    return RetrainPlan(
      metric: .spending, window: Self.words(cut, last, new), newRows: new, noun: "day",
      obstacle: new == 0
        ? "no day after the training of the model in place"
        : score == nil ? "nobody known before bought in the newest days" : nil,
      score: score, scoreInTraining: nil, notes: [],
      drift: { try model.drift(input, from: watched, parallel: parallel) },
      challenge: { try challenge(past ?? input, spent, input) },
      customers: { try customers(of: $0, input) })
  }

  private static func words(_ cut: CivilDate, _ last: CivilDate, _ new: Int) -> String {
    new == 0
      ? "no new day"
      : "\(Figures.count(last.days - cut.days, "day")) from \(cut.adding(days: 1)) to \(last)"
  }

  /// What customers known before spent afterwards.
  private func spending(
    of known: Customers, _ all: Customers, _ orders: CustomerOrders, after cut: CivilDate
  ) -> [Double] {
    let end = Timestamp(date: cut.adding(days: 1)).microseconds
    var sums: [String: Double] = [:]
    for row in 0..<orders.count {
      sums[all.names[row]] = orders[row].reduce(0) { $1.time >= end ? $0 + $1.amount : $0 }
    }
    return known.names.map { log1p(max(0, sums[$0] ?? 0)) }
  }

  private func explained(
    _ model: SegmentModel, _ customers: Customers, _ spent: [Double]
  ) throws -> Double? {
    let segments = try model.answers(customers, parallel: parallel).segments
    return BetweenGroups.share(spent, groups: segments)
  }

  private func challenge(
    _ past: SegmentInput, _ spent: [Double], _ input: SegmentInput
  ) throws -> Challenge {
    let file = try train(past)
    let challenger = try SegmentModel(file, name: "the challenger")
    let old = try model.answers(past.customers, parallel: parallel).segments
    let new = try challenger.answers(past.customers, parallel: parallel).segments
    let p = try PairedResampling.pValue(rows: spent.count, parallel: parallel) { places in
      let own = places.map { spent[$0] }
      guard let a = BetweenGroups.share(own, groups: places.map { old[$0] }),
        let b = BetweenGroups.share(own, groups: places.map { new[$0] })
      else { return nil }
      return b - a
    }
    return Challenge(
      model: file, score: BetweenGroups.share(spent, groups: new) ?? .nan,
      scoreInPlace: BetweenGroups.share(spent, groups: old) ?? .nan, pValue: p,
      refit: { try train(input) })
  }

  private func train(_ input: SegmentInput) throws -> ModelFile {
    try SegmentTraining.train(input, settings: settings, parallel: parallel).model
  }

  private func planWithoutDays(_ input: SegmentInput) throws -> RetrainPlan {
    let window = NewestWindow(
      rows: input.customers.count,
      isSeen: watched.file.data.seenRows?.contains(input.customers.table))
    let newest = input.customers.selecting(window.window)
    let score =
      window.obstacle == nil ? try model.evaluate(newest, parallel: parallel).silhouette : nil
    return RetrainPlan(
      metric: .silhouette, window: window.words, newRows: window.newRows.count, noun: "customer",
      obstacle: window.obstacle ?? (score == nil ? "too few customers to compare on" : nil),
      score: score, scoreInTraining: watched.file.evaluation["silhouette"]?.double,
      notes: window.notes,
      drift: { try model.drift(input, from: watched, parallel: parallel) },
      challenge: {
        let file = try train(input.selecting(window.training))
        let other = try SegmentModel(file, name: "the challenger")
        return Challenge(
          model: file, score: try other.evaluate(newest, parallel: parallel).silhouette ?? .nan,
          scoreInPlace: score ?? .nan, pValue: nil, refit: { try train(input) })
      },
      customers: { try customers(of: $0, input) })
  }

  /// As training writes it beside the model.
  private func customers(of file: ModelFile, _ input: SegmentInput) throws -> Table {
    try SegmentModel(file, name: "the new model").answers(input.customers, parallel: parallel)
      .wideTable
  }
}

/// The share of a variance that lies between groups, corrected for their number (Kelley's epsilon squared).
enum BetweenGroups {
  /// Nil where all values are the same. Rows of no group, below 0, are one of their own.
  static func share(_ values: [Double], groups: [Int]) -> Double? {
    let count = Double(values.count)
    var sums: [Int: (count: Double, sum: Double)] = [:]
    for (value, group) in zip(values, groups) {
      sums[group, default: (0, 0)].count += 1
      sums[group, default: (0, 0)].sum += value
    }
    let mean = values.reduce(0, +) / max(1, count)
    let all = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let freedom = count - Double(sums.count)
    guard all > 0, freedom > 0 else { return nil }
    let inside = zip(values, groups).reduce(0.0) { sum, pair in
      let own = sums[pair.1] ?? (1, pair.0)
      let distance = pair.0 - own.sum / own.count
      return sum + distance * distance
    }
    return 1 - inside / freedom / (all / (count - 1))
  }
}
