import EcommBase
import EcommData

/// What a retraining is about, before anything is trained: the newest window, how the model in place does on it,
/// and the ways to go on. Each task makes its own.
public struct RetrainPlan {
  public let metric: RetrainMetric
  public let window: String
  /// Rows, periods or days that the model in place has not seen, as far as can be told.
  public let newRows: Int
  /// What newRows counts: `row`, `day`, `customer`.
  public let noun: String
  /// Why the window cannot be judged; nil where it can.
  public let obstacle: String?
  /// Of the model in place on the window; nil with an obstacle.
  public let score: Double?
  /// Of the model in place, as its training found it; nil where that says nothing comparable.
  public let scoreInTraining: Double?
  public let notes: [String]
  /// How far the new rows lie from the training of the model in place.
  public let drift: () throws -> DriftReport
  /// Trains a model of the same settings without the window, and judges both on it.
  public let challenge: () throws -> Challenge
  /// The table of customers that goes with a model of segments.
  var customers: (ModelFile) throws -> Table? = { _ in nil }
}

/// A model trained without the window, and how it did there.
public struct Challenge {
  public internal(set) var model: ModelFile
  public let score: Double
  /// Of the model in place, on exactly the rows that both can judge.
  public let scoreInPlace: Double
  /// How likely chance alone makes it seem better by so much.
  public let pValue: Double?
  /// The same settings fitted to all rows.
  public let refit: () throws -> ModelFile
}

/// What two models are compared by.
public struct RetrainMetric: Sendable, Equatable {
  /// As in JSON: `pr_auc`.
  public let name: String
  public let title: String
  public let isLowerBetter: Bool

  /// By how much the first is better than the second, below zero where it is worse.
  public func gain(of score: Double, over other: Double) -> Double {
    isLowerBetter ? other - score : score - other
  }

  static let meanError = RetrainMetric(name: "mae", title: "MAE", isLowerBetter: true)
  static let averagePrecision = RetrainMetric(
    name: "pr_auc", title: "PR-AUC", isLowerBetter: false)
  static let alarmRate = RetrainMetric(
    name: "alarm_rate_error", title: "distance of the share of alarms from the one promised",
    isLowerBetter: true)
  static let spending = RetrainMetric(
    name: "spending_explained", title: "share of the next spending that segments explain",
    isLowerBetter: false)
  static let silhouette = RetrainMetric(
    name: "silhouette", title: "silhouette", isLowerBetter: false)
}

/// How often rows drawn again turn the comparison of two models around (paired bootstrap, one-sided).
enum PairedResampling {
  static let repeats = 400

  /// - Parameter gain: of the challenger over the model in place on the rows of these places; nil where they have
  ///   none.
  static func pValue(
    rows: Int, parallel: Parallel, gain: @Sendable ([Int]) throws -> Double?
  ) throws -> Double? {
    guard rows > 1 else { return nil }
    let gains = try parallel.map(repeats) { index -> Double? in
      var random = SeededRandom(seed: 42).split(UInt64(index))
      return try gain((0..<rows).map { _ in random.below(rows) })
    }.compactMap { $0 }
    guard gains.count > repeats / 2 else { return nil }
    return Double(gains.count { $0 <= 0 } + 1) / Double(gains.count + 1)
  }
}
