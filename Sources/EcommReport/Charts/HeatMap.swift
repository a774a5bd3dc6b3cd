import EcommBase

/// Values in rows and columns, written into their cells: confusion matrix, correlations, profiles.
public struct HeatMap: Chart {
  public var title: String
  public var summary: String
  public var rows: [String]
  public var columns: [String]
  /// (row, column); one that is not finite stays empty.
  public var values: [[Double]]
  /// The value of the full colour; values below zero have the other colour.
  public var strongest: Double
  public var unit: Unit
  /// What stands in each cell, if not the value.
  public var texts: [[String]]

  public init(
    title: String, summary: String, rows: [String], columns: [String], values: [[Double]],
    strongest: Double? = nil, unit: Unit = .number, texts: [[String]] = []
  ) {
    self.title = title
    self.summary = summary
    self.rows = rows
    self.columns = columns
    self.values = values
    self.unit = unit
    self.texts = texts
    let largest = values.joined().lazy.filter(\.isFinite).map(\.magnitude).max() ?? 1
    self.strongest = max(strongest ?? largest, .leastNormalMagnitude)
  }

  /// Where texts of cells have no room in half of a page.
  public var isWide: Bool {
    let widest = texts.joined().map { TextWidth.of($0) }.max() ?? (columns.count > 11 ? 30 : 0)
    return widest + 6 > cellWidth(ChartWidth.half)
  }

  private static let line = 26.0
  private static let slope = 0.6

  /// Column names stand level where they fit and aslant where they do not.
  public func height(_ width: Double) -> Double { head(width) + Double(rows.count) * Self.line + 4 }

  public func draw(on canvas: inout Canvas) {
    let left = self.left(canvas.width)
    let cell = cellWidth(canvas.width)
    let top = head(canvas.width)
    drawColumns(left, cell, top, &canvas)
    for (row, name) in rows.enumerated() {
      let y = top + Double(row) * Self.line
      canvas.text(name, (left - 8, y + Self.line / 2), .end, within: left - 8)
      for column in columns.indices {
        draw(row, column, (left + Double(column) * cell, y), cell, &canvas)
      }
    }
  }

  private func left(_ width: Double) -> Double {
    min(rows.map { TextWidth.of($0) }.max() ?? 0, width * 0.35) + 8
  }

  private func cellWidth(_ width: Double) -> Double {
    (width - left(width) - tail(width)) / Double(max(1, columns.count))
  }

  /// Aslant names lean out to the right.
  private func tail(_ width: Double) -> Double {
    guard isAslant(width) else { return 4 }
    return min(Self.longest, TextWidth.of(columns.last ?? "")) * 0.8
  }

  private func isAslant(_ width: Double) -> Bool {
    let cell = (width - left(width) - 4) / Double(max(1, columns.count))
    return columns.contains { TextWidth.of($0) > cell - 6 }
  }

  private static let longest = 110.0

  private func head(_ width: Double) -> Double {
    guard isAslant(width) else { return 24 }
    let widest = columns.map { TextWidth.of($0) }.max() ?? 0
    return min(widest, Self.longest) * Self.slope + 20
  }

  private func drawColumns(
    _ left: Double, _ cell: Double, _ top: Double, _ canvas: inout Canvas
  ) {
    let aslant = isAslant(canvas.width)
    for (index, name) in columns.enumerated() {
      let x = left + (Double(index) + 0.5) * cell
      if aslant {
        canvas.aslant(TextWidth.cut(name, to: Self.longest), (x, top - 8), tip: name)
      } else {
        canvas.text(name, (x, top - 12), .middle)
      }
    }
  }

  private func draw(
    _ row: Int, _ column: Int, _ corner: Canvas.Point, _ cell: Double, _ canvas: inout Canvas
  ) {
    guard values.indices.contains(row), values[row].indices.contains(column) else { return }
    let value = values[row][column]
    guard value.isFinite else { return }
    let shade = min(max(value / strongest, -1), 1)
    let whole = texts.isEmpty ? unit.text(value) : texts[row][column]
    canvas.cell(
      corner, cell - 1, Self.line - 1, shade: shade,
      tip: "\(rows[row]), \(columns[column]): \(whole)")
    let shown = texts.isEmpty ? unit.cell(value, width: cell - 4) : whole
    guard let text = shown, TextWidth.of(text) < cell - 4 else { return }
    let style = abs(shade) > 0.62 ? "over" : "label"
    canvas.text(text, (corner.x + cell / 2, corner.y + Self.line / 2), .middle, style)
  }
}
