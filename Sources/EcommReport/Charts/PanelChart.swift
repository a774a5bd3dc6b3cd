/// Lines over the same days, one below the other, each with its own scale: a series and its parts.
public struct PanelChart: Chart {
  public var title: String
  public var summary: String
  public var steps: [String]
  public var panels: [NamedValues]

  private static let each = 96.0

  public init(title: String, summary: String, steps: [String], panels: [NamedValues]) {
    self.title = title
    self.summary = summary
    self.steps = steps
    self.panels = panels
  }

  public var isWide: Bool { true }

  public func height(_ width: Double) -> Double {
    Double(max(1, panels.count)) * Self.each + Plot.letter + 14
  }

  public func draw(on canvas: inout Canvas) {
    let axes = panels.map { Axis(covering: $0.values, points: 0...1, count: 3) }
    let whole = Plot(canvas, labels: axes.flatMap { Plot.labels($0, .number) }, hasNames: false)
    for (index, panel) in panels.enumerated() {
      let top = Double(index) * Self.each
      let plot = whole.part(top: top + Plot.letter + 8, bottom: top + Self.each - 6)
      let y = axes[index].on(plot.up)
      plot.drawUp(y, .number, name: panel.name, &canvas)
      canvas.path(
        Thinning.curve(panel.values.enumerated().map { point($0.offset, $0.element, plot, y) }),
        Style.line(index) + (steps.count > 400 ? " thin" : ""))
    }
    whole.drawAcross(
      steps.indices.map { whole.x(step: $0, of: steps.count) }, steps, name: "", &canvas)
    drawTips(whole, &canvas)
  }

  private func point(_ step: Int, _ value: Double, _ plot: Plot, _ y: Axis) -> Canvas.Point {
    value.isFinite ? (plot.x(step: step, of: steps.count), plot.y(value, y)) : (.nan, .nan)
  }

  private func drawTips(_ plot: Plot, _ canvas: inout Canvas) {
    let each = max(1, (steps.count + 159) / 160)
    let wide = (plot.right - plot.left) / Double(max(1, steps.count - 1)) * Double(each)
    for step in stride(from: 0, to: steps.count, by: each) {
      let lines = panels.map { panel in
        let value = step < panel.values.count ? panel.values[step] : .nan
        return "\(panel.name): \(Unit.number.text(value))"
      }
      canvas.box(
        (plot.x(step: step, of: steps.count) - wide / 2, 0), wide, plot.bottom, "hit",
        tip: ([steps[step]] + lines).joined(separator: "\n"))
    }
  }
}
