import Glibc

/// On what scale days are held against each other.
public enum DayScale: Sendable, Equatable {
  case plain, root, logarithm

  /// Of more days without anything the logarithm says little.
  private static let mostZeros = 0.05

  init(of values: [Double]) {
    let known = values.filter { !$0.isNaN }
    let zeros = Double(known.count { $0 == 0 })
    self =
      known.contains { $0 < 0 }
      ? .plain : zeros > Self.mostZeros * Double(known.count) ? .root : .logarithm
  }

  func apply(_ value: Double) -> Double {
    switch self {
    case .plain: value
    case .root: value.squareRoot()
    case .logarithm: log1p(value)
    }
  }

  public func undo(_ value: Double) -> Double {
    switch self {
    case .plain: value
    case .root: value > 0 ? value * value : 0
    case .logarithm: max(0, expm1(min(value, 700)))
    }
  }
}
