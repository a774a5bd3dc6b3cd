/// What pushes an answer up from the left and what pushes it down from the right, on one line: both meet at
/// the answer.
public struct ForceChart: Chart {
  public var title: String
  public var summary: String
  public var unit: Unit
  public var base: Double
  public var parts: [(name: String, value: Double)]

  private static let named = 3

  public init(
    title: String, summary: String, unit: Unit = .number, base: Double,
    parts: [(name: String, value: Double)]
  ) {
    self.title = title
    self.summary = summary
    self.unit = unit
    self.base = base
    self.parts = parts.filter { $0.value.isFinite && $0.value != 0 }
  }

  private var even: Unit { unit.even(parts.map(\.value) + [base]) }

  private static let barTop = 26.0
  private static let barHeight = 18.0

  public func height(_ width: Double) -> Double { 104 + Plot.letter * Double(Self.named) }

  public func draw(on canvas: inout Canvas) {
    let total = parts.reduce(base) { $0 + $1.value }
    let up = parts.filter { $0.value > 0 }.sorted { ($0.value, $0.name) < ($1.value, $1.name) }
    let down = parts.filter { $0.value < 0 }.sorted { ($0.value, $0.name) > ($1.value, $1.name) }
    let least = total - up.reduce(0) { $0 + $1.value }
    let most = total - down.reduce(0) { $0 + $1.value }
    let plot = Plot(canvas, labels: [], hasNames: false)
    let axis = Axis(covering: [least, most, base], points: plot.across)
    draw(up, from: least, axis, 0, &canvas)
    draw(down.reversed(), from: total, axis, 1, &canvas)
    drawAxis(axis, plot, &canvas)
    drawTotal(total, axis, &canvas)
    drawNames(up.reversed(), down, plot, &canvas)
  }

  private func draw(
    _ parts: [(name: String, value: Double)], from start: Double, _ axis: Axis, _ style: Int,
    _ canvas: inout Canvas
  ) {
    var at = start
    for part in parts {
      let next = at + abs(part.value)
      let (a, b) = (axis.point(at), axis.point(next))
      canvas.box(
        (a, Self.barTop), max(0.5, b - a - 1), Self.barHeight, Style.face(style),
        tip: "\(part.name): \(even.signed(part.value))")
      at = next
    }
  }

  private func drawAxis(_ axis: Axis, _ plot: Plot, _ canvas: inout Canvas) {
    let labels = axis.ticks.map { unit.tick($0, step: axis.step) }
    let places = axis.ticks.map(axis.point)
    let widths = labels.map { TextWidth.of($0) }
    let step = LabelSpread.step(places, widths: widths)
    let y = Self.barTop + Self.barHeight + 4
    canvas.line((plot.left, y), (plot.right, y), "zero")
    for index in stride(from: 0, to: places.count, by: step) {
      let half = widths[index] / 2
      let x = min(max(places[index], half), canvas.width - half)
      canvas.line((places[index], y), (places[index], y + 4), "zero")
      canvas.text(labels[index], (x, y + 13), .middle, "tick")
    }
  }

  private func drawTotal(_ total: Double, _ axis: Axis, _ canvas: inout Canvas) {
    let text = even.text(total)
    let half = TextWidth.of(text) * TextWidth.bold / 2
    let x = axis.point(total)
    canvas.line((x, Self.barTop - 6), (x, Self.barTop + Self.barHeight + 4), "zero")
    canvas.text(text, (min(max(x, half), canvas.width - half), 10), .middle, "strong")
    let at = axis.point(base)
    canvas.line((at, Self.barTop - 6), (at, Self.barTop + Self.barHeight + 4), "guide")
  }

  /// The largest few of each side under the bar, each on a line of its own.
  private func drawNames(
    _ up: [(name: String, value: Double)], _ down: [(name: String, value: Double)], _ plot: Plot,
    _ canvas: inout Canvas
  ) {
    draw(up.prefix(Self.named), 0, &canvas)
    draw(down.prefix(Self.named), 1, &canvas)
  }

  private func draw(
    _ parts: some Collection<(name: String, value: Double)>, _ side: Int, _ canvas: inout Canvas
  ) {
    let top = Self.barTop + Self.barHeight + 36
    let values = parts.map { " " + even.signed($0.value) }
    let size = TextWidth.size * TextWidth.bold
    let widest = values.map { TextWidth.of($0, size: size) }.max() ?? 0
    let names = TextWidth.cut(
      parts.map(\.name), to: canvas.width / 2 - 8 - widest, size: size)
    for (index, part) in parts.enumerated() {
      canvas.text(
        part.name + values[index],
        (side == 0 ? 0 : canvas.width, top + Double(index) * (Plot.letter + 2)),
        side == 0 ? .start : .end, "strong " + Style.face(side),
        cut: names[index] + values[index])
    }
  }
}
