/// How often each customer came back, and when: all that the models of a lifetime ask for.
///
/// Times are in days. `repeats` counts the days with a purchase after the first one; `lastRepeat` is
/// the time from the first purchase to the last, `age` from the first purchase to the end of the
/// observation.
public struct PurchaseHistory: Sendable {
  public let repeats: [Int]
  public let lastRepeat: [Double]
  public let age: [Double]

  public var count: Int { repeats.count }

  /// Lists of equal length, `0 <= lastRepeat <= age`, all finite; who never came back has a `lastRepeat`
  /// of 0.
  public init(repeats: [Int], lastRepeat: [Double], age: [Double]) throws {
    guard repeats.count == lastRepeat.count, repeats.count == age.count else {
      throw LifetimeError.differentCounts
    }
    for row in repeats.indices {
      let isSound =
        repeats[row] >= 0 && repeats[row] <= Self.mostRepeats && age[row].isFinite
        && lastRepeat[row] >= 0 && lastRepeat[row] <= age[row]
        && (repeats[row] > 0 || lastRepeat[row] == 0)
      guard isSound else { throw LifetimeError.impossibleHistory(row: row) }
    }
    self.repeats = repeats
    self.lastRepeat = lastRepeat
    self.age = age
  }

  static let mostRepeats = 1_000_000
}

/// Purchases that no model of a lifetime can be fitted to.
public enum LifetimeError: Error, Sendable, Equatable {
  case differentCounts
  case impossibleHistory(row: Int)
  /// Too few customers came back.
  case fewReturned(count: Int, needed: Int)
  case noMaximum
}
