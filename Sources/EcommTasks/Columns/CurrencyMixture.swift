import EcommBase
import EcommData

/// A group of rows whose amounts are tens of times those of the others, as when orders to one country
/// are in another currency and no column says so.
///
/// For every column of categories the median amount of each category is held against the median of all
/// rows. Where several columns show it, the one that says it with the fewest categories is named.
public struct CurrencyMixture: Sendable, Equatable {
  public let column: String
  /// Those that stand out, the largest first.
  public let categories: [String]
  public let rows: Int
  /// Median of their amounts over the median of all.
  public let factor: Double

  /// A dear product is ten times the median; another currency is tens of times.
  private static let suspicious = 20.0
  /// One expensive order is no currency.
  private static let fewestRows = 3
  private static let mostCategories = 2_000

  /// Nil when nothing stands out.
  public static func find(in table: Table, amounts: [Double]) -> CurrencyMixture? {
    guard let usual = median(amounts.filter { $0.isFinite && $0 > 0 }), usual > 0 else {
      return nil
    }
    return table.columns.compactMap { column -> CurrencyMixture? in
      guard case .categories(let values) = column.values, values.levels.count <= mostCategories
      else { return nil }
      return standingOut(values, column.name, amounts, usual)
    }.max { ($0.rows, -$0.categories.count) < ($1.rows, -$1.categories.count) }
  }

  private static func standingOut(
    _ values: Categories, _ name: String, _ amounts: [Double], _ usual: Double
  ) -> CurrencyMixture? {
    var groups = [[Double]](repeating: [], count: values.levels.count)
    for (code, amount) in zip(values.codes, amounts) where code >= 0 && amount.isFinite {
      groups[Int(code)].append(amount)
    }
    let odd = groups.indices.filter {
      groups[$0].count >= fewestRows && (median(groups[$0]) ?? 0) > suspicious * usual
    }.sorted { groups[$0].count > groups[$1].count }
    let rows = odd.flatMap { groups[$0] }
    guard let middle = median(rows), rows.count * 2 < amounts.count else { return nil }
    return CurrencyMixture(
      column: name, categories: odd.map { values.levels[$0] }, rows: rows.count,
      factor: middle / usual)
  }

  private static func median(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.sorted()[values.count / 2]
  }
}

extension CurrencyMixture {
  /// For people.
  public var warning: String {
    let named = categories.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    let more = categories.count > 3 ? " and \(categories.count - 3) more" : ""
    return "warning: \(Figures.count(rows)) rows with \(column) \(named)\(more) have amounts "
      + "\(Figures.fixed(factor)) times the median: another currency? (--where '\(column)!=\(categories[0])')"
  }
}
