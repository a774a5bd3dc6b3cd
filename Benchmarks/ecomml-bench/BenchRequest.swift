import EcommBase

/// `ENGINE --name value ...`.
struct BenchRequest {
  let name: String
  private var values: [String: String] = [:]

  enum Fault: Error {
    case unknown(String)
    case missing(String)
    case notANumber(String)
  }

  static let benches: [String: @Sendable (BenchRequest) throws -> JSON] = [
    "boosting": BoostingBench.run,
    "boosting-exchange": BoostingExchange.run,
    "clusters": ClustersBench.run,
    "json": JSONBench.run,
    "logistic": LogisticBench.run,
    "naive-bayes": BayesBench.run,
    "outliers": OutlierBench.run,
    "plot": PlotBench.run,
    "series": SeriesBench.run,
    "table": TableBench.run,
    "text": TextBench.run,
  ]

  init(_ words: [String]) throws {
    name = words.first ?? ""
    var rest = words.dropFirst()
    while let key = rest.popFirst() {
      guard key.hasPrefix("--"), let value = rest.popFirst() else { throw Fault.missing(key) }
      values[String(key.dropFirst(2))] = value
    }
  }

  func text(_ name: String) throws -> String {
    guard let value = values[name] else { throw Fault.missing("--" + name) }
    return value
  }

  func integer(_ name: String, default value: Int) throws -> Int {
    guard let text = values[name] else { return value }
    guard let number = Int(text) else { throw Fault.notANumber(text) }
    return number
  }
}
