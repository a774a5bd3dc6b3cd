import EcommBase
import EcommData

/// Why a row got its answer, in words: `+0.21 PageValues 34.2 (high)`.
public struct Reasons: Sendable {
  private let explanation: ClassExplanation
  private let table: Table
  private let references: [String: ColumnReference]

  public init(_ explanation: ClassExplanation, _ table: Table, _ model: ClassModel) {
    self.explanation = explanation
    self.table = table
    references = Dictionary(
      model.references.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public func words(_ row: Int, count: Int) -> [String] {
    explanation.strongest(row, count).map { name, part in
      let sign = part < 0 ? "-" : "+"
      return "\(sign)\(Figures.fixed(abs(part), 2)) \(name)\(value(name, row))"
    }
  }

  /// The column's value in the row, and where it lies among those of training.
  private func value(_ name: String, _ row: Int) -> String {
    guard let column = table[name] else { return "" }
    guard let text = column.values.text(row) else { return " missing" }
    if column.values.type == .text { return "" }
    guard let number = column.values.doubles?[row], let reference = references[name] else {
      return " \(text)"
    }
    let extreme = reference.isExtreme(number)
    return " \(Figures.plain(number))\(extreme.high ? " (high)" : extreme.low ? " (low)" : "")"
  }
}
