import EcommBase

/// A line over steps in a few rows of letters: dots of Braille, two by four a letter, or stars in ASCII.
public enum TextCurve {
  /// With the largest and the smallest value to the left. Of more values than have room the means of even
  /// stretches.
  public static func lines(
    _ values: [Double], height: Int = 6, _ style: TerminalStyle
  ) -> [String] {
    let across = style.isUnicode ? 2 : 1
    let down = style.isUnicode ? 4 : 1
    let shown = Sparkline.means(values, (style.columns - margin) * across)
    let known = shown.filter(\.isFinite)
    guard let most = known.max(), let least = known.min(), height > 0 else { return [] }
    let labels = [Figures.short(most), Figures.short(least)].map { label in
      String(repeating: " ", count: max(0, margin - 3 - label.count)) + label
    }
    var grid = Grid(columns: (shown.count + across - 1) / across, rows: height)
    let range = most > least ? most - least : 1
    let rows = shown.map { value -> Int? in
      guard value.isFinite else { return nil }
      let share = most > least ? (most - value) / range : 0.5
      return min(height * down - 1, max(0, Int((share * Double(height * down - 1)).rounded())))
    }
    for (place, row) in rows.enumerated() {
      guard let row else { continue }
      let before = place > 0 ? rows[place - 1] ?? row : row
      for dot in joined(before, row) {
        grid.set(place, dot, across: across, down: down)
      }
    }
    return grid.lines(isUnicode: style.isUnicode).enumerated().map { index, line in
      let blank = String(repeating: " ", count: margin - 3)
      let label = index == 0 ? labels[0] : index == height - 1 ? labels[1] : blank
      let drawn = String(line.reversed().drop { $0 == " " }.reversed())
      return drawn.isEmpty && label == blank ? "" : "  \(label) \(drawn)"
    }
  }

  /// Room for the labels.
  private static let margin = 12

  /// From half of the way to the last value, so that a steep line has no holes.
  private static func joined(_ before: Int, _ row: Int) -> ClosedRange<Int> {
    let middle = before + (row - before) / 2
    let from = before == row ? row : middle
    return min(from, row)...max(from, row)
  }
}

/// Letters of dots.
private struct Grid {
  private let columns: Int
  private let rows: Int
  private var dots: [UInt8]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    dots = [UInt8](repeating: 0, count: columns * rows)
  }

  /// The bits of a Braille letter, by its two columns and four rows.
  private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

  mutating func set(_ x: Int, _ y: Int, across: Int, down: Int) {
    let place = y / down * columns + x / across
    guard dots.indices.contains(place) else { return }
    dots[place] |= Self.bits[x % across][y % down]
  }

  func lines(isUnicode: Bool) -> [String] {
    (0..<rows).map { row in
      String(
        dots[row * columns..<(row + 1) * columns].map { bits -> Character in
          guard isUnicode, bits != 0 else { return bits == 0 ? " " : "*" }
          return Unicode.Scalar(0x2800 + UInt32(bits)).map(Character.init) ?? " "
        })
    }
  }
}
