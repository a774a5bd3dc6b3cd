import EcommBase
import EcommData
import Glibc

/// Columns with a long tail, such as amounts, as ln(1 + x). Where many rows are 0, a column says which are
/// not: the step from nothing to something is often what counts.
struct Logarithms: PreparationStep, Equatable {
  static let name = "logarithms"

  let columns: [String]
  /// Those that get a column for being above 0.
  let marked: [String]

  /// Skewness beyond which a tail is long.
  private static let longTail = 1.0
  /// Zeros and others must both be this part of the rows to be told apart.
  private static let leastShare = 0.05

  static func fit(_ table: Table) -> Logarithms? {
    let tailed = table.numberColumns.filter { isTailed($0.values) }
    guard !tailed.isEmpty else { return nil }
    let marked = tailed.filter { column in
      let known = column.values.filter { !$0.isNaN }
      let zeros = Double(known.count { $0 == 0 }) / Double(known.count)
      return (leastShare...1 - leastShare).contains(zeros)
    }
    return Logarithms(columns: tailed.map(\.name), marked: marked.map(\.name))
  }

  private static func isTailed(_ values: [Double]) -> Bool {
    let known = values.filter { !$0.isNaN }
    guard let least = known.min(), least >= 0, known.contains(where: { $0 > 1 }) else {
      return false
    }
    return skewness(known) > longTail
  }

  private static func skewness(_ values: [Double]) -> Double {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let deviations = values.map { $0 - mean }
    let variance = deviations.reduce(0) { $0 + $1 * $1 } / count
    guard variance > 0 else { return 0 }
    return deviations.reduce(0) { $0 + $1 * $1 * $1 } / count / (variance * variance.squareRoot())
  }

  func apply(_ table: Table) throws -> Table {
    let marked = Set(marked)
    return try table.changing(columns, for: Self.name) { _, column in
      let values = try column.numbers(for: Self.name)
      let logarithms = Column(column.name, .numbers(values.map { log1p(max(0, $0)) }))
      guard marked.contains(column.name) else { return [logarithms] }
      let isAbove = values.map { $0.isNaN ? .nan : $0 > 0 ? 1.0 : 0 }
      return [logarithms, Column(Self.mark(column.name), .numbers(isAbove))]
    }
  }

  private static func mark(_ column: String) -> String { "\(column) above 0" }

  var origins: [String: [String]] {
    Dictionary(marked.map { (Self.mark($0), [$0]) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Logarithms {
  var json: JSON.Object {
    JSON.Object([("columns", .strings(columns)), ("marked", .strings(marked))])
  }

  init(_ fields: JSONFields) throws {
    columns = try fields.strings("columns")
    marked = try fields.strings("marked")
  }
}
