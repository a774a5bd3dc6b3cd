import EcommBase
import EcommData
import EcommLearn

/// How the values of a column were spread in training: what new values are held against, and what `high` and
/// `low` mean to people.
public struct ColumnReference: Sendable, Equatable {
  public let name: String
  /// Rows without a value.
  public let missing: Int
  public let spread: Spread
  /// The values themselves in few points: of numbers, and of texts how many words each has. Nil in models of
  /// versions that did not keep it.
  public let distribution: EmpiricalDistribution?

  public enum Spread: Sendable, Equatable {
    /// Bins between edges, of about equally many rows; a value belongs to the bin whose lower edge it
    /// is at or above, those below the first edge to the first.
    case numbers(edges: [Double], counts: [Int])
    /// The most frequent categories, and how many rows have another.
    case categories(names: [String], counts: [Int], others: Int)
    /// The most frequent words of texts, and how many others there are.
    case texts(words: [String], counts: [Int], others: Int)
  }

  static let bins = 10
  static let mostCategories = 200

  init(_ column: Column) {
    name = column.name
    switch column.values {
    case .texts(let texts):
      missing = (0..<texts.count).count { texts.isMissing($0) }
      let words = TextWords(texts)
      spread = words.spread
      distribution = EmpiricalDistribution(sorted: words.lengths)
    case .categories(let values):
      missing = values.codes.count { $0 < 0 }
      spread = Self.categories(values)
      distribution = nil
    default:
      let known = (column.values.doubles ?? []).filter { !$0.isNaN }.sorted()
      missing = column.values.count - known.count
      spread = Self.numbers(known)
      distribution = EmpiricalDistribution(sorted: known)
    }
  }

  private static func numbers(_ sorted: [Double]) -> Spread {
    guard !sorted.isEmpty else { return .numbers(edges: [], counts: []) }
    var edges: [Double] = []
    for bin in 0..<bins {
      let edge = sorted[bin * sorted.count / bins]
      if edge != edges.last { edges.append(edge) }
    }
    var counts = [Int](repeating: 0, count: edges.count)
    var bin = 0
    for value in sorted {
      while bin + 1 < edges.count, value >= edges[bin + 1] { bin += 1 }
      counts[bin] += 1
    }
    return .numbers(edges: edges, counts: counts)
  }

  private static func categories(_ values: Categories) -> Spread {
    var counts = [Int](repeating: 0, count: values.levels.count)
    for code in values.codes where code >= 0 { counts[Int(code)] += 1 }
    let order = counts.indices.filter { counts[$0] > 0 }
      .sorted { (-counts[$0], $0) < (-counts[$1], $1) }
    let shown = order.prefix(mostCategories)
    return .categories(
      names: shown.map { values.levels[$0] }, counts: shown.map { counts[$0] },
      others: order.dropFirst(mostCategories).reduce(0) { $0 + counts[$1] })
  }

  /// Rows with a value.
  public var known: Int {
    switch spread {
    case .numbers(_, let counts): counts.reduce(0, +)
    case .categories(_, let counts, let others): counts.reduce(others, +)
    case .texts: distribution?.count ?? 0
    }
  }

  /// Whether nearly all values of training were below this one, or above it, counted by whole bins.
  func isExtreme(_ value: Double) -> (high: Bool, low: Bool) {
    guard case .numbers(let edges, let counts) = spread, !edges.isEmpty else {
      return (false, false)
    }
    let total = counts.reduce(0, +)
    let bin = edges.lastIndex { $0 <= value } ?? 0
    let below = counts[..<bin].reduce(0, +)
    return (below * 5 >= total * 4, (below + counts[bin]) * 5 <= total)
  }
}
