import EcommBase
import EcommData

/// The newest rows, on which two models are compared that both have not seen them.
///
/// With a date the rows after the older model's training are new, and the newest of them are kept aside. Without one
/// nobody can tell what a model has seen: the last rows are kept aside, as if the file were in the order of time.
public struct NewestWindow: Sendable {
  /// In the order of the input.
  public let training: [Int]
  public let window: [Int]
  /// Rows after the end of the older model's training; all of the window's where that cannot be told.
  public let newRows: [Int]
  /// Whether the older model surely has not seen the window.
  public let isUnseen: Bool
  /// `2,441 rows from 2025-10-20 to 2025-11-02`
  public let words: String
  public let notes: [String]

  /// Fewer say nothing.
  public static let fewestRows = 30
  public static let usualShare = 0.2

  /// - Parameters:
  ///   - times: microseconds since 1970 of each row, missing as `ColumnValues.missingInteger`.
  ///   - trainedTo: the last day of the older model's training.
  public init(
    rows: Int, times: [Int64]?, share: Double = NewestWindow.usualShare, trainedTo: String?
  ) {
    let most = max(1, Int(share * Double(rows)))
    guard let times else {
      let cut = max(0, rows - most)
      self.init(
        training: Array(0..<cut), window: Array(cut..<rows), newRows: Array(cut..<rows),
        isUnseen: false, words: "the last \(Figures.count(rows - cut, "row"))",
        notes: [
          "no column says when a row was: the last \(Figures.count(rows - cut, "row")) are taken as the newest. "
            + "Whether the model in place was trained on them cannot be known; if it was, that favours it"
        ])
      return
    }
    let known = times.indices.filter { times[$0] != ColumnValues.missingInteger }
    let end = trainedTo.flatMap { CivilDate(iso: String($0.prefix(10))) }
      .map { Timestamp(date: $0.adding(days: 1)).microseconds }
    let new = known.filter { times[$0] >= end ?? Int64.min }
      .sorted { (times[$0], $0) < (times[$1], $1) }
    let first = new.suffix(most).first.map { times[$0] } ?? Int64.max
    let window = new.filter { times[$0] >= first }.sorted()
    let isInside = Set(window)
    self.init(
      training: times.indices.filter { !isInside.contains($0) && times[$0] < first },
      window: window, newRows: end == nil ? window : new.sorted(), isUnseen: end != nil,
      words: Self.words(window.map { times[$0] }),
      notes: end == nil
        ? [
          "the model in place does not say to what day it was trained; if it has seen the newest rows, that favours it"
        ]
        : [])
  }

  private init(
    training: [Int], window: [Int], newRows: [Int], isUnseen: Bool, words: String, notes: [String]
  ) {
    self.training = training
    self.window = window
    self.newRows = newRows
    self.isUnseen = isUnseen
    self.words = words
    self.notes = notes
  }

  private static func words(_ times: [Int64]) -> String {
    guard let first = times.min(), let last = times.max() else { return "no new rows" }
    func day(_ moment: Int64) -> String { Timestamp(microseconds: moment).date.description }
    return "\(Figures.count(times.count, "row")) from \(day(first)) to \(day(last))"
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
