import EcommBase
import EcommData

/// Orders that were not paid or were cancelled are told by a column of few values. Which of them mean that is for
/// the person to say, so all rows count, aloud.
enum OrderStatus {
  private static let words: Set<String> = ["status", "state", "cancelled", "canceled"]
  private static let mostLevels = 12

  static func note(_ table: Table) -> String? {
    for column in table.columns where !words.isDisjoint(with: NameWords.of(column.name)) {
      guard column.values.type != .number else { continue }
      let counts = counts(column)
      guard (2...mostLevels).contains(counts.count) else { continue }
      let shown = counts.prefix(4).map { "\($0.text) in \(Figures.count($0.rows))" }
      return "\(column.name) is \(shown.joined(separator: ", ")) rows: all are counted "
        + "(--where '\(column.name)=\(counts[0].text)' counts the most frequent only)"
    }
    return nil
  }

  private static func counts(_ column: Column) -> [(text: String, rows: Int)] {
    var counts: [String: Int] = [:]
    for row in 0..<column.values.count {
      guard let text = column.values.text(row) else { continue }
      counts[text, default: 0] += 1
      if counts.count > mostLevels { return [] }
    }
    return counts.map { (text: $0.key, rows: $0.value) }
      .sorted { ($1.rows, $0.text) < ($0.rows, $1.text) }
  }
}
