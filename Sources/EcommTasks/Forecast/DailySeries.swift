import EcommBase
import EcommData

/// A number for every day from the first to the last; a day without a row has the sum zero.
public struct DailySeries: Sendable, Equatable {
  /// Days since 1970-01-01.
  public var firstDay: Int
  public var values: [Double]

  public init(firstDay: Int, values: [Double]) {
    self.firstDay = firstDay
    self.values = values
  }

  /// The days before one.
  func prefix(_ count: Int) -> DailySeries {
    DailySeries(firstDay: firstDay, values: Array(values.prefix(count)))
  }

  public var lastDay: Int { firstDay + values.count - 1 }

  static let longest = 200 * 366

  /// Sums of `amounts` by day. Rows without a moment or an amount count for nothing.
  /// - Parameter moments: microseconds since 1970.
  public static func sums(of amounts: [Double], at moments: [Int64]) throws -> DailySeries {
    let days = moments.map {
      $0 == ColumnValues.missingInteger ? nil : Timestamp(microseconds: $0).dayNumber
    }
    let known = zip(days, amounts).compactMap { day, amount in
      day.flatMap { amount.isFinite ? (day: $0, amount: amount) : nil }
    }
    guard let first = known.map(\.day).min(), let last = known.map(\.day).max() else {
      throw ForecastError.noRows
    }
    guard last - first < longest else { throw ForecastError.tooLong(first: first, last: last) }
    var values = [Double](repeating: 0, count: last - first + 1)
    for row in known { values[row.day - first] += row.amount }
    return DailySeries(firstDay: first, values: values)
  }

  public mutating func dropLastDay() { values.removeLast() }
}

public enum ForecastError: Error, Sendable, Equatable {
  case noRows
  case tooLong(first: Int, last: Int)
  case noSuchModel(String, nearest: String?, all: [String])
  case noneFits(reasons: [String])
}

extension ForecastError: Complaint {
  public var problem: String {
    switch self {
    case .noRows: "no row has both a date and a value"
    case .tooLong(let first, let last):
      "the dates go from \(CivilDate(days: first).description) to \(CivilDate(days: last).description), "
        + "more than \(DailySeries.longest / 366) years"
    case .noSuchModel(let name, _, _): "there is no model '\(name)' of a series"
    case .noneFits(let reasons): "no model can be fitted: \(reasons.joined(separator: "; "))"
    }
  }

  public var remedy: String? {
    switch self {
    case .noRows: "Name the columns: --date, --value"
    case .tooLong: "Look for a mistyped date."
    case .noSuchModel(_, let nearest, let all):
      nearest.map { "Did you mean '\($0)'?" } ?? "There are \(all.joined(separator: ", "))."
    case .noneFits: nil
    }
  }
}
