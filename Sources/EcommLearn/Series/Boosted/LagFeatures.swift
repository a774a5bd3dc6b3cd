import EcommBase
import Glibc

/// What the boosted model knows of a value to come, seen from an origin: values before the origin, as shares
/// of the level there, and what is known of the moment itself.
///
/// As everything is a share of the level, a series that grows stays within what the trees have seen, and
/// series of any size learn from one another. No feature looks past the origin: a lag shorter than the
/// distance is lengthened by whole seasons.
public struct LagFeatures: Sendable, Equatable {
  /// In values, the shortest first: 7 and 364 of days.
  public let seasons: [Int]
  /// Values that the level is the mean size of.
  public let window: Int
  /// How many of the shortest seasons are looked back.
  public let lags: Int
  /// The names of columns known ahead.
  public let known: [String]
  /// The names of what tells one series from another.
  public let attributes: [String]

  public init(
    seasons: [Int], window: Int, lags: Int = 4, known: [String] = [], attributes: [String] = []
  ) {
    self.seasons = seasons
    self.window = window
    self.lags = lags
    self.known = known
    self.attributes = attributes
  }

  static let mostSeasons = 4
  static let mostLags = 32
  static let longestWindow = 10_000

  private var season: Int { seasons.first ?? 1 }
  /// Values on either side of the one a long season ago.
  private static let nearby = 3

  public var names: [String] {
    let lagged = (1...max(1, lags)).map { "lag \($0) x \(season)" }
    let far = seasons.dropFirst().flatMap { ["\($0) ago", "around \($0) ago"] }
    return ["steps ahead", "last value", "mean of \(season)", "trend", "spread"]
      + lagged + ["mean of lags"] + far + ["mean so far"] + known
      + (attributes.isEmpty ? [] : ["level"]) + attributes
  }

  var kinds: [FeatureKind] {
    let numbers = names.count - attributes.count
    return [FeatureKind](repeating: .number, count: numbers)
      + [FeatureKind](repeating: .category, count: attributes.count)
  }

  /// Shares of a level that has all but vanished would be of any size.
  private static let leastShareOfUsual = 0.1

  /// What the shares are shares of; zero or not-a-number where nothing is known or everything is zero.
  func level(_ trail: SeriesTrail, _ origin: Int) -> Double {
    let recent = trail.size(origin - window + 1...origin)
    let usual = origin >= 0 ? Self.leastShareOfUsual * trail.size(0...origin) : .nan
    return recent.isNaN ? usual : max(recent, usual)
  }

  /// Appends the features of the value `step` after `origin`.
  func append(
    _ trail: SeriesTrail, _ history: BoostedHistory, origin: Int, step: Int, level: Double,
    to row: inout [Float]
  ) {
    let target = origin + step
    row.append(Float(step))
    row.append(Float(trail[origin] / level))
    row.append(Float(trail.mean(origin - season + 1...origin) / level))
    row.append(Float(trail.size(origin - 2 * window + 1...origin - window) / level))
    row.append(Float(trail.deviation(origin - window + 1...origin) / level))
    appendLags(trail, target: target, step: step, level: level, to: &row)
    for far in seasons.dropFirst() {
      let back = far * ((step + far - 1) / far)
      let then = self.level(trail, origin - back)
      let near = target - back - Self.nearby...min(origin, target - back + Self.nearby)
      row.append(Float(trail[target - back] / then))
      row.append(Float(trail.mean(near) / then))
    }
    row.append(Float(trail.mean(0...origin) / level))
    for column in history.known { row.append(Float(column[target])) }
    guard !attributes.isEmpty else { return }
    row.append(Float(log(level)))
    for code in history.attributes { row.append(code < 0 ? .nan : Float(code)) }
  }

  private func appendLags(
    _ trail: SeriesTrail, target: Int, step: Int, level: Double, to row: inout [Float]
  ) {
    let nearest = (step + season - 1) / season
    let values = (0..<lags).map { trail[target - (nearest + $0) * season] }
    for value in values { row.append(Float(value / level)) }
    let seen = values.filter { !$0.isNaN }
    row.append(Float(seen.reduce(0, +) / Double(seen.count) / level))
  }
}

extension LagFeatures {
  var json: JSON {
    [
      "seasons": .array(seasons.map(JSON.integer)), "window": .integer(window),
      "lags": .integer(lags), "known": .strings(known), "attributes": .strings(attributes),
    ]
  }

  init(_ fields: JSONFields) throws {
    seasons = try fields.numbers("seasons").map { value in
      guard let season = Int(exactly: value), (1...LagFeatures.longestWindow).contains(season)
      else {
        throw fields.fault("seasons", expected: "whole numbers of values")
      }
      return season
    }
    guard (1...Self.mostSeasons).contains(seasons.count) else {
      throw fields.fault("seasons", expected: "one to \(Self.mostSeasons) seasons")
    }
    window = try fields.integer("window", in: 1...Self.longestWindow)
    lags = try fields.integer("lags", in: 1...Self.mostLags)
    known = try fields.strings("known")
    attributes = try fields.strings("attributes")
  }
}
