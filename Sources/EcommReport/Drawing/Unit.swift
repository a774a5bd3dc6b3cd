import EcommBase
import Glibc

/// How the numbers along an axis, in a cell or in a tip are written.
public enum Unit: Sendable {
  case number
  case percent
  /// What comes after a number, such as `days`.
  case named(String)

  /// For a tip or a label that stands alone.
  func text(_ value: Double) -> String {
    guard value.isFinite else { return "missing" }
    switch self {
    case .number: return Figures.plain(value)
    case .percent: return Figures.percent(value, abs(value) < 0.1 ? 1 : 0)
    case .named(let name): return "\(Figures.plain(value)) \(name)"
    }
  }

  /// For a tick among others `step` apart: all with the same decimals.
  func tick(_ value: Double, step: Double) -> String {
    switch self {
    case .percent: Figures.percent(value, Self.decimals(step * 100))
    case .number, .named: Self.short(value, step: step)
    }
  }

  private static func short(_ value: Double, step: Double) -> String {
    let size = max(abs(value), step)
    guard size < 1e15, step >= 1e-6 else { return "\(value)" }
    if step >= 1e9 { return Figures.fixed(value / 1e9) + "G" }
    if step >= 1e6 { return Figures.fixed(value / 1e6) + "M" }
    if step >= 1e4 { return Figures.fixed(value / 1e3) + "k" }
    return Figures.fixed(value, decimals(step))
  }

  private static func decimals(_ step: Double) -> Int {
    step >= 1 ? 0 : min(8, Int((-log10(step)).rounded(.up)))
  }
}
