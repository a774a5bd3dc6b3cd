import EcommBase

/// A reason to train again, and whether it holds.
public enum RetrainTrigger: Sendable, Equatable {
  /// The model in place is older than so many seconds.
  case olderThan(seconds: Int, words: String)
  case drift
  /// Worse than in training by this share of it.
  case worse(share: Double)
  case newRows(Int)

  public var name: String {
    switch self {
    case .olderThan: "if-older-than"
    case .drift: "if-drift"
    case .worse: "if-worse"
    case .newRows: "min-new-rows"
    }
  }
}

/// What a trigger found.
public struct FiredTrigger: Sendable, Equatable {
  public let name: String
  public let isFired: Bool
  public let why: String

  public var json: JSON {
    ["name": .string(name), "fired": .bool(isFired), "why": .string(why)]
  }
}

extension RetrainTrigger {
  /// - Parameters:
  ///   - now: seconds since 1970.
  ///   - since: when the model in place got there; nil where nothing tells.
  public func evaluate(_ plan: RetrainPlan, now: Int, since: Int?) throws -> FiredTrigger {
    let (isFired, why) =
      switch self {
      case .olderThan(let seconds, let words): Self.age(seconds, words, now: now, since: since)
      case .drift: try Self.drifted(plan)
      case .worse(let share): Self.worse(share, plan)
      case .newRows(let count): Self.enough(count, plan)
      }
    return FiredTrigger(name: name, isFired: isFired, why: why)
  }

  private static func age(
    _ seconds: Int, _ words: String, now: Int, since: Int?
  ) -> (Bool, String) {
    guard let since else { return (true, "nothing says when the model was trained") }
    let age = now - since
    guard age >= 0 else {
      return (true, "the clock is behind the history of the model: its age cannot be told")
    }
    let days = Figures.plain(Double(age) / 86_400)
    return age > seconds
      ? (true, "the model is \(days) days old, more than \(words)")
      : (false, "the model is \(days) days old, not more than \(words)")
  }

  private static func drifted(_ plan: RetrainPlan) throws -> (Bool, String) {
    guard plan.newRows > 0 else { return (false, "no new rows, so no drift") }
    let report = try plan.drift()
    return report.hasDrifted
      ? (true, "drift: " + (report.alarms.first ?? ""))
      : (
        false,
        report.gatesColumns
          ? "no drift: \(report.driftedColumns) of \(Figures.count(report.columns.count, "column"))"
          : "no drift: the errors are no larger than in training"
      )
  }

  private static func worse(_ share: Double, _ plan: RetrainPlan) -> (Bool, String) {
    guard let now = plan.score, let before = plan.scoreInTraining, before != 0 else {
      return (false, "how well the model does now cannot be held against its training")
    }
    let loss = -plan.metric.gain(of: now, over: before) / abs(before)
    let words =
      "\(plan.metric.title) \(Figures.short(now)), in training \(Figures.short(before)): "
      + (loss > 0 ? "\(Figures.percent(loss)) worse" : "no worse")
    return (loss >= share, words)
  }

  private static func enough(_ count: Int, _ plan: RetrainPlan) -> (Bool, String) {
    (
      plan.newRows >= count,
      "\(Figures.count(plan.newRows, "new \(plan.noun)")) of \(Figures.count(count))"
    )
  }
}
