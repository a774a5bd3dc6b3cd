import EcommBase

/// Values in rows and columns, written into their cells: confusion matrix, correlations, profiles.
///
/// Names of columns stand level where they fit in one line or two, aslant where they have room to rise beside each
/// other, and else are numbers: those of the rows where rows and columns are the same, or those of a key below.
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
    return widest + 6 > HeatGrid(self, width: ChartWidth.half).cell
  }

  public func height(_ width: Double) -> Double { HeatGrid(self, width: width).height }

  public func draw(on canvas: inout Canvas) {
    let grid = HeatGrid(self, width: canvas.width)
    grid.drawNames(&canvas)
    for row in rows.indices {
      for column in columns.indices { draw(row, column, grid, &canvas) }
    }
  }

  private func draw(_ row: Int, _ column: Int, _ grid: HeatGrid, _ canvas: inout Canvas) {
    guard values.indices.contains(row), values[row].indices.contains(column) else { return }
    let value = values[row][column]
    guard value.isFinite else { return }
    let corner = grid.corner(row, column)
    let shade = min(max(value / strongest, -1), 1)
    let whole = texts.isEmpty ? unit.text(value) : texts[row][column]
    canvas.cell(
      corner, grid.cell - 1, HeatGrid.line - 1, shade: shade,
      tip: "\(rows[row]), \(columns[column]): \(whole)")
    let shown = texts.isEmpty ? unit.cell(value, width: grid.cell - 4) : whole
    guard let text = shown, TextWidth.of(text) < grid.cell - 4 else { return }
    let style = abs(shade) > 0.62 ? "over" : "label"
    canvas.text(text, (corner.x + grid.cell / 2, corner.y + HeatGrid.line / 2), .middle, style)
  }
}

/// Where the cells and the names of a heat map stand at a width.
private struct HeatGrid {
  private enum Naming { case level, folded, aslant, numbered }

  static let line = 26.0
  private static let slope = 0.6
  private static let longest = 110.0
  /// Lines that rise aslant need so much between them.
  private static let letter = 13.0
  private static let level = 24.0
  private static let folded = 36.0

  private let rows: [String]
  private let columns: [String]
  private let isSquare: Bool
  private let naming: Naming
  private let keys: KeyRow
  private let left: Double
  private let top: Double
  let cell: Double

  init(_ map: HeatMap, width: Double) {
    rows = map.rows
    columns = map.columns
    isSquare = map.rows == map.columns
    let count = Double(max(1, map.columns.count))
    let names = map.columns.map { TextWidth.of($0) }
    let own = min(map.rows.map { TextWidth.of($0) }.max() ?? 0, width * 0.35) + 8
    let widest = names.max() ?? 0
    let tail = (names.last ?? 0) * 0.8
    let (plain, aslant) = ((width - own - 4) / count, (width - own - max(4, tail)) / count)
    let canRise = widest <= Self.longest && aslant * Self.slope >= Self.letter
    let folds = map.columns.allSatisfy { Self.folds($0, within: plain - 6) }
    naming = widest <= plain - 6 ? .level : folds ? .folded : canRise ? .aslant : .numbered
    let isKeyed = naming == .numbered && !isSquare
    keys = KeyRow(isKeyed ? map.columns : [], isNumbered: true, width: width)
    left = own + (naming == .numbered && isSquare ? KeyRow.number : 0)
    cell = naming == .aslant ? aslant : (width - left - 4) / count
    top =
      naming == .aslant
      ? widest * Self.slope + 20 : naming == .folded ? Self.folded : Self.level
  }

  /// Whether two lines have room for a name.
  private static func folds(_ name: String, within room: Double) -> Bool {
    let lines = TextWidth.lines(name, within: room)
    return lines.count <= 2 && lines.allSatisfy { TextWidth.of($0) <= room }
  }

  var height: Double { top + Double(rows.count) * Self.line + 4 + keys.height }

  func corner(_ row: Int, _ column: Int) -> Canvas.Point {
    (left + Double(column) * cell, top + Double(row) * Self.line)
  }

  func drawNames(_ canvas: inout Canvas) {
    let places = columns.indices.map { left + (Double($0) + 0.5) * cell }
    for (x, name) in zip(places, columns) where naming == .level {
      canvas.text(name, (x, top - 12), .middle)
    }
    for (x, name) in zip(places, columns) where naming == .folded {
      for (place, line) in TextWidth.lines(name, within: cell - 6).reversed().enumerated() {
        canvas.text(line, (x, top - 12 - Double(place) * 12), .middle)
      }
    }
    for (x, name) in zip(places, columns) where naming == .aslant {
      canvas.aslant(name, (x, top - 8))
    }
    if naming == .numbered { drawNumbers(places, &canvas) }
    drawRows(&canvas)
    keys.draw(&canvas, top: top + Double(rows.count) * Self.line + 4)
  }

  private func drawNumbers(_ places: [Double], _ canvas: inout Canvas) {
    let widths = places.map { _ in KeyRow.number }
    let step = LabelSpread.step(places, widths: widths, space: 0)
    for column in stride(from: 0, to: places.count, by: step) {
      canvas.text(String(column + 1), (places[column], top - 12), .middle, "strong")
    }
  }

  private func drawRows(_ canvas: inout Canvas) {
    let isNumbered = naming == .numbered && isSquare
    let room = left - 8 - (isNumbered ? KeyRow.number : 0)
    let shown = TextWidth.cut(rows, to: room)
    for (row, name) in rows.enumerated() {
      let y = top + (Double(row) + 0.5) * Self.line
      if isNumbered { canvas.text(String(row + 1), (left - 6, y), .end, "strong") }
      let lines = TextWidth.lines(name, within: room)
      if lines.count > 1 {
        draw(lines[0], lines.dropFirst().joined(separator: " "), (room, y), &canvas)
      } else {
        canvas.text(name, (room, y), .end, cut: shown[row])
      }
    }
  }

  /// What has no room in one line.
  private func draw(
    _ first: String, _ second: String, _ end: Canvas.Point, _ canvas: inout Canvas
  ) {
    for (line, down) in [(first, -6.0), (second, 6.0)] {
      canvas.text(
        line, (end.x, end.y + down), .end, cut: TextWidth.cut(line, to: end.x, at: .middle))
    }
  }
}
