import EcommBase
import Glibc

/// How the numbers along an axis, in a cell or in a tip are written.
public enum Unit: Sendable {
  case number
  case percent
  /// Always so many decimals: scores that stand below each other.
  case decimals(Int)
  /// What comes after a number, such as `days`.
  case named(String)

  /// For a tip or a label that stands alone.
  func text(_ value: Double) -> String {
    guard value.isFinite else { return "missing" }
    if abs(value) >= Self.largest { return Self.power(value) + suffix }
    if case .decimals(let count) = self { return Figures.fixed(value, count) }
    if value != 0, abs(value) < Self.smallest { return Self.power(value) + suffix }
    switch self {
    case .number, .decimals: return Figures.plain(value)
    case .percent: return Figures.percent(value, abs(value) < 0.1 ? 1 : 0)
    case .named(let name): return "\(Figures.plain(value)) \(name)"
    }
  }

  /// What is added or taken away.
  func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + text(value) }

  /// For values that stand below each other: all with the decimals that tell three digits of the largest.
  func even(_ values: [Double]) -> Unit {
    let known = values.filter(\.isFinite)
    guard case .number = self, let largest = known.map(\.magnitude).max(),
      largest >= Self.smallest, largest < 1e15, !known.allSatisfy({ $0 == $0.rounded() })
    else { return self }
    return .decimals(max(0, 2 - Int(log10(largest).rounded(.down))))
  }

  /// For a tick among others `step` apart: all with the same decimals.
  func tick(_ value: Double, step: Double) -> String {
    switch self {
    case .percent: Figures.percent(value, Self.decimals(step * 100))
    case .number, .decimals, .named: Self.short(value, step: step)
    }
  }

  /// For a cell of a table of colours: as many decimals as have room.
  func cell(_ value: Double, width: Double) -> String? {
    let texts =
      isPercent
      ? [Figures.percent(value, abs(value) < 0.1 ? 1 : 0), Figures.percent(value, 0)]
      : value == value.rounded() || abs(value) >= 100
        ? [Figures.fixed(value)] : [2, 1].map { Figures.fixed(value, $0) }
    return texts.first { TextWidth.of($0) < width }
  }

  private var isPercent: Bool { if case .percent = self { true } else { false } }

  private var suffix: String { if case .named(let name) = self { " " + name } else { "" } }

  /// Smaller numbers have too many zeros to be read.
  private static let smallest = 1e-4
  /// Larger ones have no room beside a chart.
  private static let largest = 1e12

  /// `2·10⁻⁷`
  static func power(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return "0" }
    let exponent = Int(log10(abs(value)).rounded(.down))
    let mantissa = Figures.plain((value / pow(10, Double(exponent)) * 10).rounded() / 10)
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let raised = String(abs(exponent)).compactMap { $0.wholeNumberValue.map { digits[$0] } }
    return "\(mantissa)·10\(exponent < 0 ? "⁻" : "")\(String(raised))"
  }

  private static func short(_ value: Double, step: Double) -> String {
    let size = max(abs(value), step)
    guard size < 1e15, step >= smallest else {
      return power(abs(value) < step / 2 ? 0 : value)
    }
    if step >= 1e4, abs(value) < step / 2 { return "0" }
    if step >= 1e9 { return Figures.fixed(value / 1e9) + "G" }
    if step >= 1e6 { return Figures.fixed(value / 1e6) + "M" }
    if step >= 1e4 { return Figures.fixed(value / 1e3) + "k" }
    return Figures.fixed(value, decimals(step))
  }

  private static func decimals(_ step: Double) -> Int {
    step >= 1 ? 0 : min(8, Int((-log10(step)).rounded(.up)))
  }
}
