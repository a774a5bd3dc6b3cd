/// The rectangle between the axes, and the axes themselves. The margins are as wide as the labels
/// beside them.
struct Plot: Sendable {
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double

  static let letter = 14.0
  private static let gap = 8.0

  /// `labels` are those of the vertical axis; `ends` stand to the right of the plot; `names` says
  /// whether the axes are named; `top` and `below` are left for other things.
  init(
    _ canvas: Canvas, labels: [String], ends: [String] = [], hasNames: Bool = true,
    top: Double = 0, below: Double = 0
  ) {
    let widest = { (texts: [String]) in texts.map { TextWidth.of($0) }.max() ?? 0 }
    left = min(widest(labels) + 0.5, canvas.width * 0.4) + Self.gap
    right =
      canvas.width
      - max(Self.gap, min(widest(ends) * TextWidth.bold + 0.5, canvas.width * 0.35) + Self.gap)
    self.top = top + (hasNames ? Self.letter + Self.gap : Self.gap)
    bottom = canvas.height - below - Self.letter - Self.gap - (hasNames ? Self.letter + 2 : 0)
  }

  /// The same width, between other heights.
  func part(top: Double, bottom: Double) -> Plot {
    Plot(left: left, right: right, top: top, bottom: bottom)
  }

  private init(left: Double, right: Double, top: Double, bottom: Double) {
    self.left = left
    self.right = right
    self.top = top
    self.bottom = bottom
  }

  var across: ClosedRange<Double> { left...max(left + 1, right) }
  /// From the bottom up, as values grow.
  var up: ClosedRange<Double> { 0...max(1, bottom - top) }

  /// Where one of so many even steps lies; the only one in the middle.
  func x(step: Int, of count: Int) -> Double {
    left + (count > 1 ? Double(step) / Double(count - 1) : 0.5) * (right - left)
  }

  /// Where a value of a vertical axis made on `up` lies.
  func y(_ value: Double, _ axis: Axis) -> Double { bottom - axis.point(value) }

  /// Lines at the ticks, their numbers to the left, the name above.
  func drawUp(_ axis: Axis, _ unit: Unit, name: String, _ canvas: inout Canvas) {
    for tick in axis.ticks {
      let height = y(tick, axis)
      canvas.line((left, height), (right, height), tick == 0 ? "zero" : "grid")
      canvas.text(unit.tick(tick, step: axis.step), (left - Self.gap, height), .end, "tick")
    }
    canvas.text(name, (0, top - Self.letter - 2), .start, "soft", within: canvas.width)
  }

  func drawAcross(_ axis: Axis, _ unit: Unit, name: String, _ canvas: inout Canvas) {
    drawAcross(
      axis.ticks.map(axis.point), axis.ticks.map { unit.tick($0, step: axis.step) }, name: name,
      &canvas)
  }

  /// Without numbers: the names of both axes alone.
  func drawFrame(x: String, y: String, _ canvas: inout Canvas) {
    canvas.line((left, top), (left, bottom), "zero")
    canvas.line((left, bottom), (right, bottom), "zero")
    canvas.text(y, (0, top - Self.letter - 2), .start, "soft", within: canvas.width)
    canvas.text(x, (right, bottom + Self.letter), .end, "soft", within: right - left)
  }

  /// Labels below, as many as have room.
  func drawAcross(
    _ places: [Double], _ labels: [String], name: String, _ canvas: inout Canvas
  ) {
    canvas.line((left, bottom), (right, bottom), "zero")
    let widths = labels.map { TextWidth.of($0) }
    let middles = zip(places, widths).map { min(max($0, $1 / 2), canvas.width - $1 / 2) }
    let step = LabelSpread.step(middles, widths: widths)
    for index in stride(from: 0, to: labels.count, by: step) {
      canvas.line((places[index], bottom), (places[index], bottom + 4), "zero")
      canvas.text(labels[index], (middles[index], bottom + Self.gap + 5), .middle, "tick")
    }
    if !name.isEmpty {
      canvas.text(
        name, ((left + right) / 2, bottom + Self.gap + 5 + Self.letter + 1), .middle, "soft",
        within: right - left)
    }
  }

  /// Ticks as they will be labelled, to find the margin before there is a plot.
  static func labels(_ axis: Axis, _ unit: Unit) -> [String] {
    axis.ticks.map { unit.tick($0, step: axis.step) }
  }
}
