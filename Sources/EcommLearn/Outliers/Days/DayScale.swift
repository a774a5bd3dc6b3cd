import Glibc

/// On what scale days are held against each other.
///
/// A scale goes on below zero as it is above: a first day of more returns than sales, long after the scale was
/// chosen, still has a place on it.
public enum DayScale: Sendable, Equatable {
  case plain, root, logarithm

  /// Of more days without anything the logarithm says little.
  private static let mostZeros = 0.05

  init(of values: some Sequence<Double>) {
    let known = values.filter { !$0.isNaN }
    let zeros = Double(known.count { $0 == 0 })
    self =
      known.contains { $0 < 0 }
      ? .plain : zeros > Self.mostZeros * Double(known.count) ? .root : .logarithm
  }

  func apply(_ value: Double) -> Double {
    let size =
      switch self {
      case .plain: value.magnitude
      case .root: value.magnitude.squareRoot()
      case .logarithm: log1p(value.magnitude)
      }
    return value < 0 ? -size : size
  }

  /// What is expected of a scale without days below zero is not below zero.
  public func undo(_ value: Double) -> Double {
    switch self {
    case .plain: value
    case .root: value > 0 ? value * value : 0
    case .logarithm: max(0, expm1(min(value, 700)))
    }
  }

  /// How far days lie apart at least: a third of what one row of the usual size adds to a day of this level. So
  /// one order more or less is never strange, however much alike the days before were.
  func leastDeviation(around values: [Double], grain: Double) -> Double {
    guard grain > 0, !values.isEmpty else { return 0 }
    let level = values.reduce(0) { $0 + $1.magnitude } / Double(values.count)
    return apply(level + grain / 3) - apply(level)
  }
}
