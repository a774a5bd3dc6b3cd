import EcommBase
import EcommData
import EcommTasks
import Synchronization

/// What a model was asked and said since it was loaded.
final class LiveModel: Sendable {
  struct Counts: Sendable {
    var rows = 0
    /// By class, segment or alarm.
    var labels: [String: Int] = [:]
    var scores = ScoreHistogram()
    /// Rows in which this model and its challenger did not say the same.
    var disagreements = 0
    /// Rows that a challenger could not score.
    var failures = 0
  }

  let references: [ColumnReference]
  let drift: Mutex<LiveDrift>
  private let counts = Mutex(Counts())

  init(_ model: TrainedModel, _ form: RowForm?) {
    switch model {
    case .classify(let model): references = model.references
    case .anomaly(let model): references = model.references
    case .forecast, .segment, .days: references = []
    }
    drift = Mutex(LiveDrift(references, form))
  }

  var now: Counts { counts.withLock { $0 } }

  func record(labels: some Collection<String>, scores: some Sequence<Double>) {
    counts.withLock { counts in
      counts.rows += labels.count
      for label in labels { counts.labels[label, default: 0] += 1 }
      for score in scores { counts.scores.add(score) }
    }
  }

  func record(_ rows: Table, scores: [Double]) {
    drift.withLock { $0.add(rows, scores: scores) }
  }

  /// One row as the values of its form's fields.
  func record(_ columns: UnsafeBufferPointer<Double>, label: String, score: Double) {
    counts.withLock { counts in
      counts.rows += 1
      counts.labels[label, default: 0] += 1
      counts.scores.add(score)
    }
    drift.withLock { $0.add(columns, score: score) }
  }

  func recordFailure() { counts.withLock { $0.failures += 1 } }

  func recordDisagreements(_ count: Int) {
    counts.withLock { $0.disagreements += count }
  }
}

/// Scores between 0 and 1 in twentieths; others count at the ends.
struct ScoreHistogram: Sendable, Equatable {
  static let bins = 20
  private(set) var counts = [Int](repeating: 0, count: bins)
  private(set) var sum = 0.0
  private(set) var count = 0

  mutating func add(_ score: Double) {
    guard score.isFinite else { return }
    counts[Self.bin(score)] += 1
    sum += score
    count += 1
  }

  /// A score at an edge belongs below it, as in `le`.
  static func bin(_ score: Double) -> Int {
    guard score.isFinite else { return 0 }
    return max(0, Int((min(max(score, 0), 1) * Double(bins)).rounded(.up)) - 1)
  }
}
