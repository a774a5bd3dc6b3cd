import EcommBase
import EcommData

/// Where nine in ten values of a column lie.
struct UsualRange: Sendable, Equatable {
  let name: String
  let low: Double
  let high: Double

  static func all(_ table: Table) -> [UsualRange] {
    table.numberColumns.compactMap { name, values in
      let sorted = values.filter { !$0.isNaN }.sorted()
      guard !sorted.isEmpty else { return nil }
      return UsualRange(
        name: name, low: sorted[(sorted.count - 1) / 20],
        high: sorted[(sorted.count - 1) * 19 / 20])
    }
  }

  var words: String {
    low == high
      ? "usually \(Figures.plain(low))"
      : "usually \(Figures.plain(low)) to \(Figures.plain(high))"
  }

  var json: JSON { ["name": .string(name), "low": .number(low), "high": .number(high)] }

  private init(name: String, low: Double, high: Double) {
    self.name = name
    self.low = low
    self.high = high
  }

  init(_ fields: JSONFields) throws {
    name = try fields.string("name")
    low = try fields.number("low")
    high = try fields.number("high")
  }
}
