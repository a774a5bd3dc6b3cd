/// Rows of text in columns: the first to the left, the others to the right.
struct TextTable {
  private var rows: [[String]]
  private let leftColumns: Int

  init(_ heading: [String], leftColumns: Int = 1) {
    rows = [heading]
    self.leftColumns = leftColumns
  }

  mutating func add(_ row: [String]) { rows.append(row) }

  var lines: [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        return column < leftColumns ? text + space : space + text
      }
      return "  " + trimmed(cells.joined(separator: "  "))
    }
  }

  private func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
