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

  /// How far days lie apart by chance alone, whatever was seen: nothing can be surer. Of few orders a day their
  /// count is one of chance (Poisson), whose root has a deviation of one half; an amount is so many times the
  /// usual order, which the smaller days show.
  func leastDeviation(_ values: some Sequence<Double>) -> Double {
    guard self == .root else { return 0 }
    let sold = values.filter { $0 > 0 }.sorted()
    return sold.isEmpty ? 0 : 0.5 * Quantile.of(sold, 0.25).squareRoot()
  }
}
