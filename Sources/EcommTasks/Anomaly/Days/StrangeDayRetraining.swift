import EcommBase
import EcommData

/// What is expected of days learned again, held against what the model in place expects, on the newest days.
public struct StrangeDayRetraining {
  public let model: StrangeDayModel
  public let watched: WatchedModel
  public let settings: StrangeDaySettings
  /// Days of the window.
  public var days = 14
  public var parallel = Parallel()

  public init(_ model: StrangeDayModel, _ watched: WatchedModel, settings: StrangeDaySettings) {
    self.model = model
    self.watched = watched
    self.settings = settings
  }

  public func plan(_ panel: DailyPanel) throws -> RetrainPlan {
    let last = panel.series.map(\.days.end).max() ?? 0
    let trained = watched.file.data.lastDate.flatMap { CivilDate(iso: $0) }?.days
    let new = max(0, last - 1 - (trained ?? last))
    let start = last - min(new, max(1, days))
    let score = new > 0 ? try missed(model, panel, from: start) : nil
    return RetrainPlan(
      metric: .meanError, window: Self.words(start, last), newRows: new, noun: "day",
      obstacle: new == 0
        ? "no day after the training of the model in place"
        : score == nil ? "the newest days could not be judged" : nil,
      score: score, scoreInTraining: nil, notes: [],
      drift: { try model.drift(panel.from(start), from: watched, parallel: parallel) },
      challenge: {
        let file = try train(panel.before(start))
        let other = try StrangeDayModel(file, name: "the challenger")
        return Challenge(
          model: file, score: try missed(other, panel, from: start) ?? .nan,
          scoreInPlace: score ?? .nan, pValue: nil, refit: { try train(panel) })
      })
  }

  private static func words(_ start: Int, _ end: Int) -> String {
    guard start < end else { return "no new day" }
    return
      "\(Figures.count(end - start, "day")) from \(CivilDate(days: start)) to \(CivilDate(days: end - 1))"
  }

  private func train(_ panel: DailyPanel) throws -> ModelFile {
    try StrangeDayTraining(panel, settings: settings, parallel: parallel).model
  }

  /// How far days from one on were from what the model expected of them, on average.
  private func missed(
    _ model: StrangeDayModel, _ panel: DailyPanel, from start: Int
  ) throws -> Double? {
    let fresh = try model.judge(panel.from(start), parallel: parallel)
    let found = fresh.flatMap { one in one.days.map { one.judged.judgements[$0] } }
      .filter { $0.status == .judged && !$0.value.isNaN && $0.expected.isFinite }
    guard !found.isEmpty else { return nil }
    return found.reduce(0) { $0 + abs($1.value - $1.expected) } / Double(found.count)
  }
}

extension DailyPanel {
  func before(_ day: Int) -> DailyPanel {
    keeping {
      Series(
        name: $0.name, days: $0.days.before(day),
        largest: Array($0.largest.prefix(max(0, day - $0.days.start))))
    }
  }

  func from(_ day: Int) -> DailyPanel {
    keeping {
      Series(
        name: $0.name, days: $0.days.from(day),
        largest: Array($0.largest.dropFirst(max(0, day - $0.days.start))))
    }
  }

  private func keeping(_ change: (Series) -> Series) -> DailyPanel {
    let kept = series.map(change).filter { !$0.days.values.isEmpty }
    var data = data
    data.lastDate = kept.map(\.days.lastDay).max().map { CivilDate(days: $0).description }
    return DailyPanel(series: kept, data: data, schema: schema, notes: notes, by: by)
  }
}
