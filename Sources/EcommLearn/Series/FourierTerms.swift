import EcommBase
import Glibc

/// Sines and cosines of a season too long, or too broken (365.25 days), for a state of its own: `order` waves
/// of lengths period, period / 2, ...
public struct FourierTerms: Sendable, Equatable {
  public var period: Double
  public var order: Int

  public init(period: Double, order: Int) {
    self.period = period
    self.order = order
  }

  static let highestOrder = 100

  func validate() throws(SeriesError) {
    guard period.isFinite, period >= 2, period <= 1e6 else {
      throw .badParameter(name: "the period of Fourier terms", expected: "between 2 and 1,000,000")
    }
    guard order >= 1, order <= Self.highestOrder, 2 * Double(order) <= period else {
      throw .badParameter(
        name: "the order of Fourier terms",
        expected: "between 1 and half of their period, and up to \(Self.highestOrder)")
    }
  }

  /// A wave of two values a turn has no sine at whole moments.
  var columnCount: Int { 2 * order - (2 * Double(order) == period ? 1 : 0) }

  /// Two columns a wave, over the moments given.
  func columns(at moments: [Double]) -> [[Double]] {
    let all = (1...max(1, order)).flatMap { wave in
      let turn = 2 * Double.pi * Double(wave) / period
      return [moments.map { cos(turn * $0) }, moments.map { sin(turn * $0) }]
    }
    return Array(all.prefix(columnCount))
  }
}

extension FourierTerms {
  var json: JSON { ["period": .number(period), "order": .integer(order)] }

  init(_ fields: JSONFields) throws {
    period = try fields.number("period")
    order = try fields.integer("order", in: 1...Self.highestOrder)
    guard (try? validate()) != nil else {
      throw fields.fault("period", expected: "a period of at least twice the order")
    }
  }
}
