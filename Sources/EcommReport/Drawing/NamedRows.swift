/// Rows with a name each over one horizontal axis: what bars, boxes, swarms and waterfalls stand in.
struct NamedRows: Sendable {
  let plot: Plot
  let axis: Axis
  private let names: [String]
  private let top: Double
  private let line: Double

  static let line = 22.0

  static func height(_ count: Int, line: Double = line, top: Double = 4) -> Double {
    top + Double(max(1, count)) * line + Plot.letter + 10
  }

  /// `ends` stand to the right of the rows.
  init(
    _ canvas: Canvas, names: [String], values: [Double], ends: [String], line: Double = line,
    top: Double = 4, isCentred: Bool = true
  ) {
    self.names = names
    self.line = line
    self.top = top
    plot = Plot(canvas, labels: names, ends: ends, hasNames: false)
    axis = Axis(covering: values, points: plot.across, count: 4, isCentred: isCentred)
  }

  /// The middle of a row.
  func y(_ row: Int) -> Double { top + (Double(row) + 0.5) * line }

  func draw(_ unit: Unit, _ canvas: inout Canvas) {
    drawGrid(unit, &canvas)
    let shown = TextWidth.cut(names, to: plot.left - 8)
    for (index, name) in names.enumerated() {
      canvas.text(name, (plot.left - 8, y(index)), .end, cut: shown[index])
    }
  }

  private func drawGrid(_ unit: Unit, _ canvas: inout Canvas) {
    let end = top + Double(max(1, names.count)) * line
    let labels = axis.ticks.map { unit.tick($0, step: axis.step) }
    let places = axis.ticks.map(axis.point)
    let widths = labels.map { TextWidth.of($0) }
    let step = LabelSpread.step(places, widths: widths)
    for (index, tick) in axis.ticks.enumerated() {
      canvas.line((places[index], top), (places[index], end), tick == 0 ? "zero" : "grid")
      guard index % step == 0 else { continue }
      let half = widths[index] / 2
      let x = min(max(places[index], half), canvas.width - half)
      canvas.text(labels[index], (x, end + 11), .middle, "tick")
    }
  }
}
