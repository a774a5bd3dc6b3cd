import EcommBase
import EcommData
import EcommLearn

/// A column that alone tells the target nearly always: it may be known only afterwards.
///
/// Numbers are ranked as they are, categories by how often each has the class among other rows, so that
/// rare ones do not look good.
public struct LeakSuspect: Sendable, Equatable {
  public let column: String
  /// ROC-AUC of the column alone, of the class that it tells best.
  public let area: Double
  let told: String

  static let certain = 0.99
  static let strong = 0.85

  var warning: String {
    let tells = "\(column) alone tells \(told) with ROC-AUC \(Figures.fixed(area, 2))."
    return area > Self.certain
      ? "\(tells) It may give the answer away: is it known beforehand? Without it: --drop \(column)"
      : "\(tells) If it is known only afterwards, use --drop \(column)"
  }
}

enum LeakSuspects {
  /// In fewer rows a column tells much by chance.
  private static let fewestRows = 30
  private static let fewestOfClass = 10

  /// Those that stand out, the most suspicious first.
  static func find(_ data: ClassData, target: String) -> [LeakSuspect] {
    guard data.rows >= fewestRows else { return [] }
    return data.table.columns.compactMap { column -> LeakSuspect? in
      guard let best = areas(column, data).max(by: { $0.area < $1.area }) else { return nil }
      guard best.area > LeakSuspect.strong else { return nil }
      return LeakSuspect(
        column: column.name, area: best.area, told: "\(target) = \(data.classes[best.label])")
    }.sorted { $0.area > $1.area }
  }

  /// Of two classes one; of more each that is not too rare against the others.
  static func areas(_ column: Column, _ data: ClassData) -> [(label: Int, area: Double)] {
    let told =
      data.classes.count == 2
      ? [1]
      : data.classes.indices.filter { own in data.labels.count { $0 == own } >= fewestOfClass }
    return told.compactMap { label in
      let isPositive = data.labels.map { $0 == label }
      guard let scores = scores(column.values, isPositive),
        let area = try? Ranking(scores, isPositive: isPositive).rocAUC
      else { return nil }
      // Numbers may tell by being low; categories are in the order of what they tell already.
      return (label, column.values.type == .category ? area : max(area, 1 - area))
    }
  }

  private static func scores(_ values: ColumnValues, _ isPositive: [Bool]) -> [Double]? {
    switch values {
    case .categories(let categories): return shares(categories, isPositive)
    case .texts: return nil
    default:
      guard let numbers = values.doubles else { return nil }
      let least = numbers.filter { !$0.isNaN }.min() ?? 0
      return numbers.map { $0.isNaN ? least - 1 : $0 }
    }
  }

  private static let folds = 5

  /// Every row by its category's share among the rows of the other folds.
  private static func shares(_ categories: Categories, _ isPositive: [Bool]) -> [Double] {
    let levels = categories.levels.count + 1
    var counts = [Double](repeating: 0, count: levels * folds)
    var hits = counts
    let places = categories.codes.map { $0 < 0 ? levels - 1 : Int($0) }
    for row in places.indices {
      counts[row % folds * levels + places[row]] += 1
      if isPositive[row] { hits[row % folds * levels + places[row]] += 1 }
    }
    func total(_ sums: [Double], _ level: Int) -> Double {
      (0..<folds).reduce(0) { $0 + sums[$1 * levels + level] }
    }
    let all = (
      counts: (0..<levels).map { total(counts, $0) }, hits: (0..<levels).map { total(hits, $0) }
    )
    let prior = Double(isPositive.count { $0 }) / Double(max(1, isPositive.count))
    return places.indices.map { row in
      let (level, own) = (places[row], row % folds * levels + places[row])
      return (all.hits[level] - hits[own] + prior) / (all.counts[level] - counts[own] + 1)
    }
  }
}
