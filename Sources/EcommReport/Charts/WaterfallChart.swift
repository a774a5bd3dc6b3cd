/// From a base to a total, one part after the other: why one row got its answer, or what a forecast is made
/// of.
public struct WaterfallChart: Chart {
  public var title: String
  public var summary: String
  public var unit: Unit
  public var base: (name: String, value: Double)
  public var parts: [(name: String, value: Double)]
  public var totalName: String

  public init(
    title: String, summary: String, unit: Unit = .number, base: (name: String, value: Double),
    parts: [(name: String, value: Double)], totalName: String
  ) {
    self.title = title
    self.summary = summary
    self.unit = unit
    self.base = base
    self.parts = parts
    self.totalName = totalName
  }

  private var total: Double { parts.reduce(base.value) { $0 + ($1.value.isFinite ? $1.value : 0) } }

  /// Where each part begins and ends.
  private var steps: [(from: Double, to: Double)] {
    var at = base.value
    return parts.map { part in
      let from = at
      at += part.value.isFinite ? part.value : 0
      return (from, at)
    }
  }

  public func height(_ width: Double) -> Double { NamedRows.height(parts.count + 2) }

  public func draw(on canvas: inout Canvas) {
    let steps = steps
    let names = [base.name] + parts.map(\.name) + [totalName]
    let even = unit.even([base.value, total] + parts.map(\.value))
    let labels =
      [even.text(base.value)] + parts.map { even.signed($0.value) } + [even.text(total)]
    let rows = NamedRows(
      canvas, names: names, values: steps.flatMap { [$0.from, $0.to] } + [base.value, total],
      ends: labels)
    rows.draw(unit, &canvas)
    for (index, label) in labels.enumerated() {
      canvas.text(label, (rows.plot.right + 6, rows.y(index)), .start, "soft")
    }
    let drop = rows.y(1) - rows.y(0)
    drawPoint(base.value, rows.y(0), drop, rows.axis, &canvas)
    for (index, step) in steps.enumerated() {
      draw(
        step, rows.y(index + 1), drop, rows.axis, "\(names[index + 1]): \(labels[index + 1])",
        &canvas)
    }
    canvas.dot((rows.axis.point(total), rows.y(parts.count + 1)), radius: 4.5, "mark")
  }

  private func drawPoint(
    _ value: Double, _ y: Double, _ drop: Double, _ axis: Axis, _ canvas: inout Canvas
  ) {
    let x = axis.point(value)
    canvas.line((x, y), (x, y + drop), "guide")
    canvas.dot((x, y), radius: 4.5, "mark")
  }

  private func draw(
    _ step: (from: Double, to: Double), _ y: Double, _ drop: Double, _ axis: Axis, _ tip: String,
    _ canvas: inout Canvas
  ) {
    let (a, b) = (axis.point(step.from), axis.point(step.to))
    canvas.box(
      (min(a, b), y - 7), max(1, abs(b - a)), 14, Style.face(step.to < step.from ? 1 : 0), tip: tip)
    canvas.line((b, y), (b, y + drop), "guide")
  }
}
