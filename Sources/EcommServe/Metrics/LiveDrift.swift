import EcommData
import EcommTasks
import Glibc

/// How far the rows that are asked about have moved from those of training: for each column the
/// population stability index, sum of (p - q) ln(p / q) over the bins of the model's reference.
///
/// Old rows count less and less: all counts are halved when there are `window` of them. A score has no
/// reference in the model; the first `firstScores` scores since loading are its own. Cost of a row: a
/// search among ten edges for each column.
struct LiveDrift: Sendable {
  static let window = 20_000
  static let firstScores = 1_000
  /// Fewer rows say nothing.
  static let fewest = 100

  private struct Bins: Sendable {
    let reference: ColumnReference
    let places: [String: Int]
    var counts: [Double]
  }

  private var columns: [Bins]
  private var rows = 0.0
  private var first = ScoreHistogram()
  private var recent = [Double](repeating: 0, count: ScoreHistogram.bins)

  init(_ references: [ColumnReference]) {
    columns = references.compactMap { reference in
      switch reference.spread {
      case .numbers(let edges, _):
        guard !edges.isEmpty else { return nil }
        return Bins(
          reference: reference, places: [:],
          counts: [Double](repeating: 0, count: edges.count + 1))
      case .categories(let names, _, _):
        return Bins(
          reference: reference,
          places: Dictionary(zip(names, names.indices), uniquingKeysWith: { a, _ in a }),
          counts: [Double](repeating: 0, count: names.count + 2))
      case .texts: return nil
      }
    }
  }

  mutating func add(_ table: Table, scores: [Double]) {
    rows += Double(table.rowCount)
    for place in columns.indices {
      if let column = table[columns[place].reference.name] {
        Self.count(column.values, &columns[place])
      }
    }
    for score in scores where score.isFinite {
      if first.count < Self.firstScores {
        first.add(score)
      } else {
        let bin = Int(min(max(score, 0), 1) * Double(ScoreHistogram.bins - 1))
        recent[bin] += 1
      }
    }
    if rows > Double(Self.window) { age() }
  }

  private mutating func age() {
    rows /= 2
    for place in columns.indices {
      for bin in columns[place].counts.indices { columns[place].counts[bin] /= 2 }
    }
    for bin in recent.indices { recent[bin] /= 2 }
  }

  private static func count(_ values: ColumnValues, _ bins: inout Bins) {
    let missing = bins.counts.count - 1
    switch (bins.reference.spread, values) {
    case (.numbers(let edges, _), _):
      for value in values.doubles ?? [] {
        bins.counts[value.isNaN ? missing : Self.bin(value, edges)] += 1
      }
    case (.categories, .categories(let categories)):
      let places = categories.levels.map { bins.places[$0] ?? missing - 1 }
      for code in categories.codes { bins.counts[code < 0 ? missing : places[Int(code)]] += 1 }
    default: break
    }
  }

  private static func bin(_ value: Double, _ edges: [Double]) -> Int {
    var (low, high) = (0, edges.count)
    while low < high {
      let middle = (low + high) / 2
      if edges[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}

extension LiveDrift {
  /// By column, and of the scores under `score`; none where there were too few rows.
  var indices: [(column: String, psi: Double)] {
    guard rows >= Double(Self.fewest) else { return [] }
    var found = columns.map { bins in
      (bins.reference.name, Self.psi(Self.expected(bins.reference), bins.counts))
    }
    if recent.reduce(0, +) >= Double(Self.fewest) {
      found.append(("(score)", Self.psi(first.counts.map(Double.init), recent)))
    }
    return found.map { (column: $0.0, psi: $0.1) }
  }

  var rowCount: Double { rows }

  /// In the order of the live counts: bins or categories, others, missing.
  private static func expected(_ reference: ColumnReference) -> [Double] {
    switch reference.spread {
    case .numbers(_, let counts): (counts + [reference.missing]).map(Double.init)
    case .categories(_, let counts, let others):
      (counts + [others, reference.missing]).map(Double.init)
    case .texts: []
    }
  }

  /// Empty bins count as half a row, so that nothing is divided by zero.
  static func psi(_ expected: [Double], _ actual: [Double]) -> Double {
    let (all, now) = (expected.reduce(0, +), actual.reduce(0, +))
    guard all > 0, now > 0 else { return 0 }
    return zip(expected, actual).reduce(0) { sum, pair in
      guard pair.0 > 0 || pair.1 > 0 else { return sum }
      let p = max(pair.0, 0.5) / all
      let q = max(pair.1, 0.5) / now
      return sum + (q - p) * log(q / p)
    }
  }
}
