import EcommBase

/// How well one model stood over time by one metric: figures of different metrics are never joined.
public struct ModelCourse: Sendable {
  public let name: String
  public let metric: RetrainMetric
  /// Of the model in place after each comparison, oldest first.
  public let points: [Point]

  public struct Point: Sendable, Equatable {
    /// UTC.
    public let time: String
    public let action: String
    public let id: String
    public let score: Double
  }

  public var direction: String { metric.isLowerBetter ? "less is better" : "more is better" }
}

extension ModelCourse {
  /// Of models that were compared more than once, by their names and metrics.
  public static func all(_ events: [ModelHistory.Event]) -> [ModelCourse] {
    struct Key: Hashable {
      let name: String
      let metric: String
    }
    let found = events.compactMap { event in standing(event).map { (event, $0.metric, $0.value) } }
    let groups = Dictionary(grouping: found) { Key(name: $0.0.name, metric: $0.1) }
    return groups.filter { $0.value.count > 1 }
      .sorted { ($0.key.name, $0.key.metric) < ($1.key.name, $1.key.metric) }
      .map { key, group in
        ModelCourse(
          name: key.name, metric: RetrainMetric.named(key.metric),
          points: group.map { event, _, score in
            Point(time: event.isoTime, action: event.action, id: event.id, score: score)
          })
      }
  }

  /// Of the model in place after the event.
  public static func standing(
    _ event: ModelHistory.Event
  ) -> (metric: String, value: Double)? {
    guard let metric = event.details["metric"]?.string else { return nil }
    let side = event.action == Promotion.promoted ? "challenger" : "champion"
    return event.details[side]?[metric]?.double.map { (metric, $0) }
  }
}

extension RetrainMetric {
  /// As a history names it.
  static func named(_ name: String) -> RetrainMetric {
    if let own = ClassMetric(rawValue: name) {
      return RetrainMetric(name: name, title: own.title, isLowerBetter: own.isLowerBetter)
    }
    let known = [meanError, alarmRate, spending, silhouette]
    return known.first { $0.name == name }
      ?? RetrainMetric(name: name, title: name, isLowerBetter: false)
  }
}
