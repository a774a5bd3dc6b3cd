import EcommBase
import EcommTestKit
import Testing

/// One case of more_metrics.json.
struct MetricOracle: Sendable, CustomTestStringConvertible {
  let json: JSON
  var testDescription: String { "seed \(json["seed"]?.integer ?? -1)" }

  static func cases(_ kind: String) -> [MetricOracle] {
    ((try? Oracle.read("more_metrics.json"))?[kind]?.array ?? []).map(MetricOracle.init)
  }

  func number(_ name: String) throws -> Double { try #require(json[name]?.double) }
  func numbers(_ name: String) -> [Double] { json[name]?.doubles ?? [] }
  func integers(_ name: String) -> [Int] { json[name]?.integers ?? [] }
  var isPositive: [Bool] { integers("truth").map { $0 == 1 } }
}
