import EcommBase
import EcommData
import EcommLearn

/// The values of a new column counted over the bins of its reference.
struct NewValues {
  let kind: ColumnDrift.Kind
  let names: [String]
  let before: [Int]
  let after: [Int]
  let known: Int
  let missing: Int
  /// Rows beyond everything that training had.
  let unseen: Int
  let distribution: EmpiricalDistribution?
  /// Of categories by their names.
  let categories: [String: Int]

  init(_ reference: ColumnReference, _ column: Column) {
    switch reference.spread {
    case .numbers(let edges, let counts): self.init(reference, column, edges, counts)
    case .categories(let names, let counts, let others):
      self.init(column, names: names, counts: counts, others: others)
    case .texts(let words, let counts, let others):
      self.init(column, words: words, counts: counts, others: others)
    }
  }

  private init(
    _ reference: ColumnReference, _ column: Column, _ edges: [Double], _ counts: [Int]
  ) {
    let values = (column.values.doubles ?? []).filter(\.isFinite).sorted()
    let current = EmpiricalDistribution(sorted: values, isThinned: false)
    if let own = reference.distribution, !own.points.isEmpty {
      let bins = QuantileBins(own)
      (names, before, after) = (bins.names, bins.counts(own), bins.counts(current))
      let range = own.points[0]...own.points[own.points.count - 1]
      unseen = values.count { !range.contains($0) }
    } else {
      names = edges.indices.map { $0 == 0 ? "below" : "from " + Figures.plain(edges[$0]) }
      before = counts
      after = Self.counts(values, edges)
      unseen = 0
    }
    kind = .numbers
    known = values.count
    missing = column.values.count - values.count
    distribution = current
    categories = [:]
  }

  private static func counts(_ sorted: [Double], _ edges: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: edges.count)
    var bin = 0
    for value in sorted where !edges.isEmpty {
      while bin + 1 < edges.count, value >= edges[bin + 1] { bin += 1 }
      counts[bin] += 1
    }
    return counts
  }

  private init(_ column: Column, names: [String], counts: [Int], others: Int) {
    let values = Schema.categories(column.values)
    var all = [Int](repeating: 0, count: values.levels.count)
    for code in values.codes where code >= 0 { all[Int(code)] += 1 }
    let byName = Dictionary(zip(values.levels, all), uniquingKeysWith: +)
    let own = names.map { byName[$0] ?? 0 }
    let rest = all.reduce(0, +) - own.reduce(0, +)
    kind = .categories
    self.names = names + ["others"]
    before = counts + [others]
    after = own + [rest]
    known = all.reduce(0, +)
    missing = values.codes.count - known
    unseen = others == 0 ? rest : 0
    distribution = nil
    categories = byName.filter { $0.value > 0 }
  }

  private init(_ column: Column, words: [String], counts: [Int], others: Int) {
    var texts = Texts()
    if case .texts(let own) = column.values {
      texts = own
    } else {
      for row in 0..<column.values.count {
        if let text = column.values.text(row) {
          texts.append(text.utf8)
        } else {
          texts.appendMissing()
        }
      }
    }
    let found = TextWords(texts)
    kind = .texts
    names = words + ["others"]
    before = counts + [others]
    after = found.counts(of: words)
    missing = (0..<texts.count).count { texts.isMissing($0) }
    known = texts.count - missing
    unseen = 0
    distribution = EmpiricalDistribution(sorted: found.lengths, isThinned: false)
    categories = [:]
  }
}

/// Ten bins of about equally many rows of a reference, the outer two without an end. A bin ends at a value that
/// the reference had, which belongs to it; one value that many rows have may fill bins by itself.
struct QuantileBins {
  /// Where each bin but the last ends.
  let ends: [Double]

  private static let count = 10

  init(_ reference: EmpiricalDistribution) {
    let all = reference.count
    var ends: [Double] = []
    var (sum, closed) = (0, 0)
    for (point, count) in zip(reference.points, reference.counts).dropLast() {
      sum += count
      let tenths = sum * Self.count / max(1, all)
      guard tenths > closed else { continue }
      closed = tenths
      ends.append(point)
    }
    self.ends = ends
  }

  var names: [String] {
    guard let last = ends.last else { return ["all"] }
    return ends.map { "to " + Figures.plain($0) } + ["above " + Figures.plain(last)]
  }

  func counts(_ distribution: EmpiricalDistribution) -> [Int] {
    var counts = [Int](repeating: 0, count: ends.count + 1)
    var bin = 0
    for (point, count) in zip(distribution.points, distribution.counts) {
      while bin < ends.count, point > ends[bin] { bin += 1 }
      counts[bin] += count
    }
    return counts
  }
}
