/// A way to part the rows of a node in two.
struct Split: Sendable {
  var gain: Double
  var feature: Int
  /// Of a numeric feature: the last bin that goes left; 0 where only missing values do.
  var lastLeft: Int
  /// Bins that go left, the missing one included if it does.
  var goesLeft: BinSet
  var left: UInt64
  var right: UInt64

  var missingLeft: Bool { goesLeft.contains(0) }

  /// Of equal gains the earlier feature's wins, so the order of the search does not matter.
  func beats(_ other: Split?) -> Bool {
    guard let other else { return true }
    return gain != other.gain ? gain > other.gain : feature < other.feature
  }
}
