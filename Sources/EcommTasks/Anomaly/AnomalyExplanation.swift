import EcommBase
import EcommData
import EcommLearn

/// Which columns make rows strange: what each adds to the score where the detector's score comes apart (exact
/// Shapley values of an isolation forest, in cuts saved; the error of an autoencoder), else how far each
/// lies from what is usual.
public struct AnomalyExplanation: Sendable {
  public let names: [String]
  /// Of each row what its names add, but for those that add nothing.
  let parts: [[(name: Int, part: Double)]]
  /// Whether the parts add up to the score.
  public let isExact: Bool

  /// Largest first; only what makes the row stranger.
  public func strongest(_ row: Int, _ count: Int) -> [(name: String, part: Double)] {
    parts[row].filter { $0.part > 0 }.sorted { (-$0.part, $0.name) < (-$1.part, $1.name) }
      .prefix(count).map { (names[$0.name], $0.part) }
  }

  /// The mean part of each name over rows, largest first.
  public func means(_ rows: [Int]) -> [(name: String, part: Double)] {
    var sums = [Double](repeating: 0, count: names.count)
    for row in rows { for (name, part) in parts[row] { sums[name] += part } }
    let count = Double(max(1, rows.count))
    return zip(names, sums).map { ($0, $1 / count) }
      .sorted { (-$0.1, $0.0) < (-$1.1, $1.0) }
  }
}

extension AnomalyModel {
  /// More numbers at once are explained in blocks of rows.
  private static let blockValues = 1 << 22

  public func explain(_ rows: Table, parallel: Parallel = Parallel()) throws -> AnomalyExplanation {
    try explain(rows, Array(0..<rows.rowCount), parallel: parallel)
  }

  /// Of the rows of these numbers; those of others are empty.
  public func explain(
    _ rows: Table, _ numbers: [Int], parallel: Parallel = Parallel()
  ) throws -> AnomalyExplanation {
    let known = try Schema.read(rows, schema)
    let features = try fitted.preparation.apply(
      try Schema.empty(schema), parallel: .serial
    ).names
    let grouping = FeatureGrouping(features, fitted.preparation)
    var parts = [[(name: Int, part: Double)]](repeating: [], count: rows.rowCount)
    var isExact = true
    let block = max(1, Self.blockValues / max(1, features.count))
    for chunk in Chunks(numbers.count, size: block) {
      let own = Array(numbers[chunk])
      let matrix = try fitted.matrix(known.selecting(rows: own), parallel: parallel)
      let exact = try fitted.detector.parts(matrix, parallel: parallel)
      isExact = isExact && exact != nil
      let values = try exact ?? fitted.usual.parts(matrix, parallel: parallel)
      guard let values else { continue }
      for (place, row) in own.enumerated() {
        parts[row] = grouping.sums(values.row(place).enumerated().map { ($0, $1) })
      }
    }
    return AnomalyExplanation(names: grouping.names, parts: parts, isExact: isExact)
  }
}

/// Why a row is strange, in words: `amount 982 (usually 8.6 to 210)`.
public struct AnomalyReasons: Sendable {
  private let explanation: AnomalyExplanation
  private let table: Table
  private let ranges: [String: UsualRange]
  private let shares: [String: [String: Double]]

  public init(_ explanation: AnomalyExplanation, _ table: Table, _ model: AnomalyModel) {
    self.explanation = explanation
    self.table = table
    ranges = Dictionary(
      model.ranges.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    shares = Dictionary(
      model.references.compactMap { reference in
        guard case .categories(let names, let counts, let others) = reference.spread else {
          return nil
        }
        let all = Double(max(1, counts.reduce(others, +)))
        return (
          reference.name,
          Dictionary(
            zip(names, counts.map { Double($0) / all }), uniquingKeysWith: { first, _ in first })
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  public func words(_ row: Int, count: Int) -> [String] {
    explanation.strongest(row, count).map { name, _ in name + value(name, row) }
  }

  private func value(_ name: String, _ row: Int) -> String {
    guard let column = table[name] else { return "" }
    guard let text = column.values.text(row) else { return " missing" }
    if let own = shares[name] {
      let share = own[text].map { Figures.percent($0) } ?? "none"
      return " \(text) (\(share) of rows)"
    }
    guard column.values.type != .date, let number = column.values.doubles?[row] else {
      return " \(text)"
    }
    return " \(Figures.plain(number))" + (ranges[name].map { " (\($0.words))" } ?? "")
  }
}
