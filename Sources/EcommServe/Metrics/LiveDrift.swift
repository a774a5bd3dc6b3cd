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

  fileprivate struct Bins: Sendable {
    let reference: ColumnReference
    let places: [String: Int]
    /// Where the column stands in the form of single rows, and the bins of that field's categories.
    let field: Int?
    let fieldBins: [Int]
    var counts: [Double]
  }

  private var columns: [Bins]
  private var rows = 0.0
  private var first = ScoreHistogram()
  private var recent = [Double](repeating: 0, count: ScoreHistogram.bins)

  init(_ references: [ColumnReference], _ form: RowForm?) {
    columns = references.compactMap { reference in
      switch reference.spread {
      case .numbers(let edges, _):
        edges.isEmpty ? nil : Bins(reference, [:], bins: edges.count + 1, form)
      case .categories(let names, _, _):
        Bins(
          reference, Dictionary(zip(names, names.indices), uniquingKeysWith: { a, _ in a }),
          bins: names.count + 2, form)
      case .texts: nil
      }
    }
  }

  /// One row: numbers, places of categories in the form, not-a-number for what is missing.
  mutating func add(_ values: UnsafeBufferPointer<Double>, score: Double) {
    rows += 1
    for place in columns.indices {
      guard let field = columns[place].field else { continue }
      let bin = columns[place].bin(values[field])
      columns[place].counts[bin] += 1
    }
    add(score: score)
    if rows > Double(Self.window) { age() }
  }

  mutating func add(_ table: Table, scores: [Double]) {
    rows += Double(table.rowCount)
    for place in columns.indices {
      if let column = table[columns[place].reference.name] {
        Self.count(column.values, &columns[place])
      }
    }
    for score in scores where score.isFinite { add(score: score) }
    if rows > Double(Self.window) { age() }
  }

  private mutating func add(score: Double) {
    if first.count < Self.firstScores {
      first.add(score)
    } else {
      recent[ScoreHistogram.bin(score)] += 1
    }
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
    // Codes that a file holds as numbers.
    case (.categories, _):
      for row in 0..<values.count {
        let place = values.text(row).map { bins.places[$0] ?? missing - 1 } ?? missing
        bins.counts[place] += 1
      }
    case (.texts, _): break
    }
  }

  fileprivate static func bin(_ value: Double, _ edges: [Double]) -> Int {
    var (low, high) = (0, edges.count)
    while low < high {
      let middle = (low + high) / 2
      if edges[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}

extension LiveDrift.Bins {
  fileprivate init(
    _ reference: ColumnReference, _ places: [String: Int], bins: Int, _ form: RowForm?
  ) {
    self.reference = reference
    self.places = places
    counts = [Double](repeating: 0, count: bins)
    field = form?.fields.firstIndex { $0.name == reference.name }
    if let field, case .category(let levels)? = form?.fields[field].kind {
      fieldBins = levels.map { places[$0] ?? bins - 2 }
    } else {
      fieldBins = []
    }
  }

  /// Of a field's value.
  fileprivate func bin(_ value: Double) -> Int {
    guard !value.isNaN else { return counts.count - 1 }
    guard case .numbers(let edges, _) = reference.spread else {
      let isKnown = value >= 0 && value < Double(fieldBins.count)
      return isKnown ? fieldBins[Int(value)] : counts.count - 2
    }
    return LiveDrift.bin(value, edges)
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
