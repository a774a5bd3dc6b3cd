import EcommBase
import EcommData
import EcommLearn

/// What each column adds to the answer of each row (Shapley values, Lundberg et al., 2020), in log-odds of the
/// class that is explained.
///
/// Features made of one column, such as a column of 0 and 1 for each of its categories, are added up
/// under its name; those made of several stand for themselves. The base and all parts of a row sum to
/// its score before calibration.
public struct ClassExplanation: Sendable {
  /// Columns, and features made of several.
  public let names: [String]
  /// Of each row the class that is explained: the positive one, or of more than two the likeliest.
  public let classes: [Int]
  /// The score of an average row, for each row's class.
  public let base: [Double]
  /// Of each row what its names add, but for those that add nothing: of the words of all texts a row has few.
  let parts: [[(name: Int, part: Double)]]

  /// Of each name, in the order of `names`.
  public func parts(ofRow row: Int) -> [Double] {
    var values = [Double](repeating: 0, count: names.count)
    for (name, part) in parts[row] { values[name] = part }
    return values
  }

  /// The mean size of what each name adds, largest first.
  public var importance: [(name: String, size: Double)] {
    var sums = [Double](repeating: 0, count: names.count)
    for row in parts { for (name, part) in row { sums[name] += abs(part) } }
    let rows = Double(max(1, parts.count))
    return zip(names, sums).sorted { ($0.1, $1.0) > ($1.1, $0.0) }.map { ($0, $1 / rows) }
  }

  /// The largest parts of a row, by size.
  public func strongest(_ row: Int, _ count: Int) -> [(name: String, part: Double)] {
    parts[row].sorted { (abs($0.part), $1.name) > (abs($1.part), $0.name) }.prefix(count)
      .map { (names[$0.name], $0.part) }
  }
}

extension ClassModel {
  /// More values at once are computed in blocks of rows.
  private static let blockValues = 1 << 24

  public func explain(_ table: Table, parallel: Parallel = Parallel()) throws -> ClassExplanation {
    let known = try Schema.read(table, schema)
    let predictions = try predict(table, parallel: parallel)
    let classes =
      decision.isBinary
      ? [Int](repeating: 1, count: table.rowCount)
      : (0..<table.rowCount).map { row in
        let chances = Array(predictions.probabilities.row(row))
        return chances.indices.max { (chances[$0], -$0) < (chances[$1], -$1) } ?? 0
      }
    let features = try fitted.preparation.apply(known, parallel: parallel)
    let grouping = FeatureGrouping(features.names, fitted.preparation)
    let perRow = features.names.count * max(1, fitted.learner.classes)
    var base: [Double] = []
    var parts: [[(name: Int, part: Double)]] = []
    for chunk in Chunks(table.rowCount, size: max(1, Self.blockValues / max(1, perRow))) {
      let part = try fitted.learner.explain(
        features.selecting(Array(chunk)), classes: Array(classes[chunk]), parallel: parallel)
      base += part.base
      for row in 0..<chunk.count { parts.append(grouping.sums(part.parts(row))) }
    }
    return ClassExplanation(
      names: grouping.names, classes: classes, base: base, parts: parts)
  }
}

/// What every feature adds in every row.
struct FeatureParts {
  /// Of each row.
  let base: [Double]
  /// Of a row: features that add something, and what.
  let parts: (Int) -> [(feature: Int, part: Double)]
}

/// Features by the columns they are made of.
struct FeatureGrouping {
  private(set) var names: [String] = []
  private var group: [Int] = []

  init(_ features: [String], _ preparation: Preparation) {
    var places: [String: Int] = [:]
    let sources = preparation.sources(of: features)
    for (feature, sources) in zip(features, sources) {
      let own = Set(sources)
      let name = own.count == 1 ? sources[0] : feature
      if places[name] == nil {
        places[name] = names.count
        names.append(name)
      }
      group.append(places[name] ?? 0)
    }
  }

  /// In the order of names; those that add nothing are left out.
  func sums(_ parts: [(feature: Int, part: Double)]) -> [(name: Int, part: Double)] {
    let own = parts.map { (name: group[$0.feature], part: $0.part) }.sorted { $0.name < $1.name }
    var sums: [(name: Int, part: Double)] = []
    for (name, part) in own where part != 0 {
      if let last = sums.indices.last, sums[last].name == name {
        sums[last].part += part
      } else {
        sums.append((name, part))
      }
    }
    return sums
  }
}
