/// Rows of text in columns: the first to the left, the others to the right, words in the last one to the left.
struct TextTable {
  private var rows: [[String]]
  private let leftColumns: Int
  private let isLastLeft: Bool

  init(_ heading: [String], leftColumns: Int = 1, isLastLeft: Bool = false) {
    rows = [heading]
    self.leftColumns = leftColumns
    self.isLastLeft = isLastLeft
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
        let isLeft = column < leftColumns || isLastLeft && column == count - 1
        return isLeft ? text + space : space + text
      }
      return "  " + trimmed(cells.joined(separator: "  "))
    }
  }

  private func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
