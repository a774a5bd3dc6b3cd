import EcommBase

/// The mean of several forecasts: their mistakes are not all the same.
struct EnsembleForecaster: Forecaster {
  static let name = "ensemble"
  /// The best of the backtest that are averaged.
  static let size = 3

  struct Member: Sendable {
    let name: String
    var forecaster: any Forecaster

    var title: String {
      guard let boosted = forecaster as? BoostedForecaster else { return name }
      return "\(name) (\(boosted.trees.strategy.rawValue))"
    }
  }

  private(set) var members: [Member]

  init(_ members: [Member]) { self.members = members }

  func forecast(_ ahead: Moments) throws -> [Double] {
    Self.mean(try members.map { try $0.forecaster.forecast(ahead) })
  }

  static func mean(_ forecasts: [[Double]]) -> [Double] {
    let steps = forecasts.map(\.count).min() ?? 0
    return (0..<steps).map { step in
      forecasts.reduce(0) { $0 + $1[step] / Double(forecasts.count) }
    }
  }

  mutating func update(_ new: DatedSeries) throws {
    for place in members.indices { try members[place].forecaster.update(new) }
  }

  func parts(_ ahead: Moments) throws -> [ForecastPart] {
    try members.map { member in
      ForecastPart(
        name: "a share of \(member.title)",
        values: try member.forecaster.forecast(ahead).map { $0 / Double(members.count) })
    }
  }

  var recent: [Double] { members.lazy.map(\.forecaster.recent).first { !$0.isEmpty } ?? [] }

  var usesRegressors: Bool { members.contains { $0.forecaster.usesRegressors } }

  var summary: String { "the mean of \(members.map(\.title).joined(separator: ", "))" }

  var json: JSON {
    [
      "members": .array(
        members.map { ["learner": .string($0.name), "model": $0.forecaster.json] })
    ]
  }
}
