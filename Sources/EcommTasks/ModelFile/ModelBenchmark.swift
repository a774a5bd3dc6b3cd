import Dispatch
import EcommBase
import EcommData

/// How fast a model answers on this machine: many rows at once, and one at a time.
public struct ModelBenchmark: Sendable {
  public let rows: Int
  public let rowsPerSecond: Double
  /// Of single rows: the middle one, and the one that 99 in 100 are faster than. Nil where a model answers for
  /// a whole file only.
  public let single: (median: Double, slow: Double)?

  private static let rounds = 5
  private static let singles = 500

  /// - Parameter answer: the model's answers for a table, thrown away.
  public init(_ table: Table, answersRows: Bool, answer: (Table) throws -> Void) throws {
    rows = table.rowCount
    let batches = try (0..<Self.rounds).map { _ in try Self.seconds { try answer(table) } }
    rowsPerSecond = Double(table.rowCount) / max(batches.min() ?? 1, 1e-9)
    guard answersRows, table.rowCount > 0 else {
      single = nil
      return
    }
    let times = try (0..<Self.singles).map { round in
      let row = table.selecting(rows: [round % table.rowCount])
      return try Self.seconds { try answer(row) }
    }.sorted()
    single = (times[times.count / 2], times[times.count * 99 / 100])
  }

  private static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = DispatchTime.now().uptimeNanoseconds
    try body()
    return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
  }
}
