import EcommBase
import EcommData

/// What a person knows of the periods to come: a table with the date, the regressors, and the keys of a panel
/// where they differ by series.
public struct FutureRegressors: Sendable {
  private var values: [[String]: [Int: [String: Double]]] = [:]
  private var hasKeys = false

  public init() {}

  public init(_ table: Table, _ model: ForecastModel, dateColumn: String? = nil) throws {
    var finder = ColumnFinder(table)
    let date = try finder.find(.date, named: dateColumn)
    guard case .dates(let moments) = date.values else { throw ForecastError.noRows }
    let columns = try model.regressors.map { name -> (String, [Double]) in
      (name, try finder.find(.regressor, named: name).values.doubles ?? [])
    }
    let keys = model.keys.compactMap { table[$0]?.values }
    hasKeys = !model.keys.isEmpty && keys.count == model.keys.count
    for row in moments.indices where moments[row] != ColumnValues.missingInteger {
      let key = hasKeys ? keys.map { $0.text(row) ?? "" } : []
      let index = model.period.index(moments[row])
      for (name, column) in columns where column[row].isFinite {
        values[key, default: [:]][index, default: [:]][name] = column[row]
      }
    }
  }

  /// (regressors, moments)
  func columns(_ names: [String], _ key: [String], _ moments: Moments) throws -> [[Double]] {
    guard let first = names.first else { return [] }
    guard let known = values[hasKeys ? key : []] else {
      throw ForecastError.futureNeeded(column: first)
    }
    return try names.map { name in
      try moments.range.map { index in
        guard let value = known[index]?[name] else {
          throw ForecastError.futureMissing(column: name, label: moments.period.label(index))
        }
        return value
      }
    }
  }
}
