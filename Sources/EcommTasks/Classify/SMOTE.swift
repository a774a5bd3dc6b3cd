import EcommBase
import EcommData
import EcommLearn

/// New rows of the smaller classes, each at a random place between a row and one of its nearest neighbours of
/// the same class (Chawla et al., 2002; categories are those of one of the two by chance, as in SMOTE-NC).
///
/// Distances are in standard deviations of the numbers, and one for each different category. Cost: the
/// square of the rows of a class; past `mostRows` the neighbours are sought among so many drawn rows.
struct SMOTE {
  let seed: UInt64

  private static let neighbours = 5
  private static let mostRows = 2_000

  func balance(_ features: Features, _ labels: [Int], _ counts: [Int]) throws -> ClassExamples {
    guard features.terms == nil else { throw ClassifyError.smoteOfTexts }
    let largest = counts.max() ?? 0
    let units = Self.units(features.table)
    var pairs: [(first: Int, second: Int)] = []
    var places: [Double] = []
    var made: [Int] = []
    for own in counts.indices where counts[own] > 1 && counts[own] < largest {
      var random = SeededRandom(seed: seed).split(UInt64(own))
      let rows = labels.indices.filter { labels[$0] == own }
      let known =
        rows.count <= Self.mostRows
        ? rows : random.sample(Self.mostRows, of: rows.count).sorted().map { rows[$0] }
      let near = known.map { Self.nearest($0, among: known, features.table, units) }
      for _ in 0..<largest - counts[own] {
        let place = random.below(known.count)
        pairs.append((known[place], near[place][random.below(near[place].count)]))
        places.append(random.uniform())
        made.append(own)
      }
    }
    let new = Self.between(features.table, pairs, places)
    return ClassExamples(
      features: Features(features.table.followed(by: new)), labels: labels + made,
      classes: counts.count, weights: [])
  }

  private static func units(_ table: Table) -> [Double] {
    table.columns.map { column in
      guard case .numbers(let values) = column.values else { return 1 }
      let known = values.filter { !$0.isNaN }
      let count = Double(max(1, known.count))
      let mean = known.reduce(0, +) / count
      let variance = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
      return variance > 0 ? variance.squareRoot() : 1
    }
  }

  private static func nearest(
    _ row: Int, among rows: [Int], _ table: Table, _ units: [Double]
  ) -> [Int] {
    var distances = [Double](repeating: 0, count: rows.count)
    for (column, unit) in zip(table.columns, units) {
      switch column.values {
      case .numbers(let values):
        for (place, other) in rows.enumerated() {
          let step = (values[other] - values[row]) / unit
          distances[place] +=
            step.isNaN ? (values[other].isNaN && values[row].isNaN ? 0 : 1) : step * step
        }
      case .categories(let values):
        for (place, other) in rows.enumerated() where values.codes[other] != values.codes[row] {
          distances[place] += 1
        }
      default: break
      }
    }
    let order = rows.indices.filter { rows[$0] != row }
      .sorted { (distances[$0], $0) < (distances[$1], $1) }
    return order.prefix(neighbours).map { rows[$0] }
  }

  private static func between(
    _ table: Table, _ pairs: [(first: Int, second: Int)], _ places: [Double]
  ) -> Table {
    Table(
      table.columns.map { column in
        switch column.values {
        case .numbers(let values):
          let new = zip(pairs, places).map { pair, place in
            values[pair.first] + place * (values[pair.second] - values[pair.first])
          }
          return Column(column.name, .numbers(new))
        default:
          return Column(
            column.name,
            column.values.selecting(
              rows: zip(pairs, places).map { $1 < 0.5 ? $0.first : $0.second }))
        }
      }, rowCount: pairs.count)
  }
}
