import EcommBase
import EcommLearn

extension ColumnReference {
  var json: JSON {
    var object = JSON.Object([("name", .string(name)), ("missing", .integer(missing))])
    switch spread {
    case .numbers(let edges, let counts):
      object["edges"] = .numbers(edges)
      object["counts"] = .integers(counts)
    case .categories(let names, let counts, let others):
      object["categories"] = .strings(names)
      object["counts"] = .integers(counts)
      object["others"] = .integer(others)
    case .texts(let words, let counts, let others):
      object["words"] = .strings(words)
      object["counts"] = .integers(counts)
      object["others"] = .integer(others)
    }
    if let distribution { object["distribution"] = distribution.json }
    return .object(object)
  }

  init(_ fields: JSONFields) throws {
    name = try fields.string("name")
    missing = try fields.integer("missing", in: 0...Self.largestCount)
    spread = try Self.spread(fields)
    distribution =
      fields.object["distribution"] == nil
      ? nil : try EmpiricalDistribution(fields.fields("distribution"))
  }

  private static func spread(_ fields: JSONFields) throws -> Spread {
    if fields.object["edges"] != nil {
      let edges = try fields.numbers("edges")
      guard zip(edges, edges.dropFirst()).allSatisfy(<) else {
        throw fields.fault("edges", expected: "ascending")
      }
      return .numbers(edges: edges, counts: try Self.counts(fields, edges.count))
    }
    if fields.object["categories"] != nil {
      let names = try fields.strings("categories")
      return .categories(
        names: names, counts: try Self.counts(fields, names.count),
        others: try fields.integer("others", in: 0...Self.largestCount))
    }
    guard fields.object["words"] != nil else { return .texts(words: [], counts: [], others: 0) }
    let words = try fields.strings("words")
    return .texts(
      words: words, counts: try Self.counts(fields, words.count),
      others: try fields.integer("others", in: 0...Self.largestCount))
  }

  fileprivate static func counts(_ fields: JSONFields, _ count: Int) throws -> [Int] {
    let counts = try fields.value("counts").integers ?? []
    guard counts.count == count, counts.allSatisfy({ (0...largestCount).contains($0) }) else {
      throw fields.fault("counts", expected: "\(count) counts")
    }
    return counts
  }

  /// So that sums of counts stay numbers.
  private static var largestCount: Int { 1 << 40 }
}

extension EmpiricalDistribution {
  var json: JSON {
    [
      "points": .numbers(points), "counts": .integers(counts),
      "spread": .integers(isSingle.indices.filter { !isSingle[$0] }),
      "mean": .number(mean), "deviation": .number(deviation),
    ]
  }

  init(_ fields: JSONFields) throws {
    let points = try fields.numbers("points")
    guard zip(points, points.dropFirst()).allSatisfy(<), points.count <= Self.mostPoints else {
      throw fields.fault("points", expected: "ascending, \(Self.mostPoints) at most")
    }
    let spread = try fields.value("spread").integers ?? []
    guard spread.allSatisfy(points.indices.contains) else {
      throw fields.fault("spread", expected: "places of points")
    }
    var isSingle = [Bool](repeating: true, count: points.count)
    for place in spread { isSingle[place] = false }
    self.init(
      points: points, counts: try ColumnReference.counts(fields, points.count),
      isSingle: isSingle, mean: try fields.number("mean"),
      deviation: try fields.number("deviation"))
  }

  private static var mostPoints: Int { 1_000_000 }
}
