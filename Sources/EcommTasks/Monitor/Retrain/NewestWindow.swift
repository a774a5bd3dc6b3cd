import EcommBase
import EcommData

/// The newest rows, on which two models are compared that both have not seen them.
public struct NewestWindow: Sendable {
  /// In the order of the input.
  public let training: [Int]
  public let window: [Int]
  /// All rows that the model in place has not seen, as far as can be told.
  public let newRows: [Int]
  /// `2,441 rows from 2025-10-20 to 2025-11-02`
  public let words: String
  public let notes: [String]

  /// Fewer say nothing.
  public static let fewestRows = 30
  public static let usualShare = 0.2

  /// Rows after the older model's training are new, and the newest of them are kept aside.
  /// - Parameters:
  ///   - times: microseconds since 1970 of each row, missing as `ColumnValues.missingInteger`.
  ///   - trainedTo: the last day of the older model's training.
  public init(times: [Int64], share: Double = usualShare, trainedTo: String?) {
    let known = times.indices.filter { times[$0] != ColumnValues.missingInteger }
    let end = trainedTo.flatMap { CivilDate(iso: String($0.prefix(10))) }
      .map { Timestamp(date: $0.adding(days: 1)).microseconds }
    let new = known.filter { times[$0] >= end ?? Int64.min }
      .sorted { (times[$0], $0) < (times[$1], $1) }
    let first = new.suffix(Self.most(times.count, share)).first.map { times[$0] } ?? Int64.max
    window = new.filter { times[$0] >= first }.sorted()
    let isInside = Set(window)
    training = times.indices.filter { !isInside.contains($0) && times[$0] < first }
    newRows = end == nil ? window : new.sorted()
    words = Self.words(window.map { times[$0] })
    notes =
      end == nil
      ? [
        "the model in place does not say to what day it was trained; if it has seen the newest rows, that favours it"
      ] : []
  }

  /// Rows that the older model has not learned from are new, and the last of them are kept aside, as if files were in
  /// the order of time.
  /// - Parameter isSeen: of each row; nil where the older model does not tell.
  public init(rows: Int, share: Double = usualShare, isSeen: [Bool]?) {
    let new = isSeen.map { isSeen in (0..<rows).filter { !isSeen[$0] } } ?? Array(0..<rows)
    window = new.suffix(Self.most(rows, share))
    let isInside = Set(window)
    training = (0..<rows).filter { !isInside.contains($0) }
    newRows = isSeen == nil ? window : new
    let count = Figures.count(window.count, "row")
    words =
      window.isEmpty
      ? "no new rows" : "the last \(count)" + (isSeen == nil ? "" : " that are new")
    notes =
      isSeen == nil
      ? [
        "no column says when a row was: the last \(count) count as the newest. "
          + "Whether the model in place was trained on them cannot be known; if it was, that favours it"
      ] : []
  }

  /// By the column that tells when a row was, or by what the older model has learned from.
  /// - Parameters:
  ///   - time: the column's name; nil takes the only one of dates.
  ///   - isSeen: of each row; asked only where no column tells. Where rows are made of several of the table, as visits
  ///     are of clicks, it says nothing of them.
  static func of(
    _ table: Table, time: String?, share: Double, trainedOn: DataSummary,
    isSeen: () throws -> [Bool]?
  ) rethrows -> NewestWindow {
    if let times = TimeColumn.find(table, named: time) {
      return NewestWindow(times: times, share: share, trainedTo: trainedOn.lastDate)
    }
    let seen = try isSeen()
    return NewestWindow(
      rows: table.rowCount, share: share, isSeen: seen?.count == table.rowCount ? seen : nil)
  }

  private static func most(_ rows: Int, _ share: Double) -> Int {
    max(1, Int(share * Double(rows)))
  }

  private static func words(_ times: [Int64]) -> String {
    guard let first = times.min(), let last = times.max() else { return "no new rows" }
    func day(_ moment: Int64) -> String { Timestamp(microseconds: moment).date.description }
    return "\(Figures.count(times.count, "row")) from \(day(first)) to \(day(last))"
  }

  /// Why nothing can be compared on it; nil where something can.
  var obstacle: String? {
    if window.isEmpty { return "no rows that the model in place has not seen" }
    if window.count < Self.fewestRows {
      return
        "only \(Figures.count(window.count, "new row")) to compare on, fewer than \(Self.fewestRows)"
    }
    return training.isEmpty ? "no rows but the newest to learn from" : nil
  }
}

/// The column that tells when a row was.
enum TimeColumn {
  /// The one named, or the only one of dates; nil where there is none or several.
  static func find(_ table: Table, named name: String?) -> [Int64]? {
    let dates = table.columns.filter { $0.values.type == .date }
    let column = name.flatMap { table[$0] } ?? (dates.count == 1 ? dates[0] : nil)
    guard case .dates(let values)? = column?.values else { return nil }
    return values
  }

  /// The first and the last day.
  static func span(_ times: [Int64]?) -> (first: String, last: String)? {
    let known = (times ?? []).filter { $0 != ColumnValues.missingInteger }
    guard let first = known.min(), let last = known.max() else { return nil }
    func day(_ moment: Int64) -> String { Timestamp(microseconds: moment).date.description }
    return (day(first), day(last))
  }
}
