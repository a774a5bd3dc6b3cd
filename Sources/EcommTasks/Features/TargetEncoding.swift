import EcommBase
import EcommData

/// Categories of very many levels as the share of each class among their rows (Micci-Barreca, 2001),
/// drawn towards the share among all rows as if `weight` rows of those were added.
///
/// The rows that a model is trained on get the shares of the other folds (cross-fitting): a row must
/// not see its own answer.
struct TargetEncoding: PreparationStep, Equatable {
  static let name = "target-encoding"

  struct Levels: Equatable {
    let column: String
    let kept: [String]
    /// (levels, one behind them for all others; shares of the classes that are told)
    let shares: [[Double]]
  }

  let columns: [Levels]
  /// The classes that are told: all but the first.
  let classes: Int

  /// More categories than this are told by their shares.
  static let mostLevels = 60
  private static let weight = 10.0
  private static let folds = 5

  /// The step, and the table for training.
  static func fit(_ table: Table, _ rows: FittingRows) throws -> (TargetEncoding, Table)? {
    let wide = table.categoryColumns.filter { $0.values.levels.count > mostLevels }
    guard !wide.isEmpty else { return nil }
    let step = TargetEncoding(
      columns: wide.map { encode($0.name, $0.values, rows) { _ in true } },
      classes: rows.classes)
    return (step, try step.crossFitted(table, rows))
  }

  private static func encode(
    _ name: String, _ values: Categories, _ rows: FittingRows, where isIn: (Int) -> Bool
  ) -> Levels {
    let levels = values.levels.count
    var counts = [[Double]](
      repeating: [Double](repeating: 0, count: rows.classes), count: levels + 1)
    for row in values.codes.indices where isIn(row) {
      let code = Int(values.codes[row])
      if code >= 0 { counts[code][rows.labels[row]] += 1 }
      counts[levels][rows.labels[row]] += 1
    }
    let all = max(1, counts[levels].reduce(0, +))
    let prior = counts[levels].map { $0 / all }
    let shares = (0...levels).map { level in
      let total = level == levels ? 0 : counts[level].reduce(0, +)
      return (1..<rows.classes).map { own in
        ((level == levels ? 0 : counts[level][own]) + weight * prior[own]) / (total + weight)
      }
    }
    return Levels(column: name, kept: values.levels, shares: shares)
  }

  private func crossFitted(_ table: Table, _ rows: FittingRows) throws -> Table {
    let folds = Self.folds(rows)
    return try table.changing(columns.map(\.column), for: Self.name) { _, column in
      let values = try column.categories(for: Self.name)
      let parts = (0..<Self.folds).map { fold in
        Self.encode(column.name, values, rows) { folds[$0] != fold }
      }
      return titles(column.name).enumerated().map { place, title in
        let shares = values.codes.indices.map { row in
          parts[folds[row]].share(values.codes[row], place)
        }
        return Column(title, .numbers(shares))
      }
    }
  }

  func apply(_ table: Table) throws -> Table {
    try table.changing(columns.map(\.column), for: Self.name) { place, column in
      let levels = columns[place]
      let codes = levels.codes(of: try column.categories(for: Self.name))
      return titles(column.name).enumerated().map { share, title in
        Column(title, .numbers(codes.map { levels.share($0, share) }))
      }
    }
  }

  private func titles(_ column: String) -> [String] {
    classes == 2 ? ["\(column) share"] : (1..<classes).map { "\(column) share of class \($0)" }
  }

  var origins: [String: [String]] {
    Dictionary(
      columns.flatMap { levels in titles(levels.column).map { ($0, [levels.column]) } },
      uniquingKeysWith: { first, _ in first })
  }
}

extension TargetEncoding {
  /// Each row's fold, by chance.
  private static func folds(_ rows: FittingRows) -> [Int] {
    var random = SeededRandom(seed: rows.seed)
    var order = Array(rows.labels.indices)
    random.shuffle(&order)
    var folds = order
    for (place, row) in order.enumerated() { folds[row] = place % Self.folds }
    return folds
  }
}

extension TargetEncoding.Levels {
  /// A missing category counts as one that was never seen.
  fileprivate func share(_ code: Int32, _ place: Int) -> Double {
    shares[code < 0 ? kept.count : Int(code)][place]
  }

  fileprivate func codes(of values: Categories) -> [Int32] {
    let places = Dictionary(
      zip(kept, 0..<Int32(truncatingIfNeeded: kept.count)), uniquingKeysWith: { first, _ in first })
    let codes = values.levels.map { places[$0] ?? -1 }
    return values.codes.map { $0 < 0 ? -1 : codes[Int($0)] }
  }
}

extension TargetEncoding {
  var json: JSON.Object {
    JSON.Object([
      ("classes", .integer(classes)),
      (
        "columns",
        .array(
          columns.map {
            [
              "name": .string($0.column), "kept": .strings($0.kept),
              "shares": .array($0.shares.map(JSON.numbers)),
            ]
          })
      ),
    ])
  }

  init(_ fields: JSONFields) throws {
    let told = try fields.integer("classes", in: 2...65_536)
    classes = told
    columns = try fields.objects("columns").map { levels in
      let kept = try levels.strings("kept")
      let shares = try levels.lists("shares", each: told - 1)
      guard shares.count == kept.count + 1 else {
        throw levels.fault("shares", expected: "\(kept.count + 1) lists")
      }
      return Levels(column: try levels.string("name"), kept: kept, shares: shares)
    }
  }
}
