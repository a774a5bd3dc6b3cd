/// Values over days or other periods: what was, what is expected and how sure that is.
public struct TimeChart: Chart {
  public struct Line: Sendable {
    public var name: String
    /// The step of its first value.
    public var start: Int
    public var values: [Double]
    /// What values lie within, the narrowest first.
    public var bands: [Band]

    public init(
      _ name: String, from start: Int = 0, _ values: [Double],
      band: [(lower: Double, upper: Double)] = []
    ) {
      self.init(name, from: start, values, bands: band.isEmpty ? [] : [Band("", band)])
    }

    public init(_ name: String, from start: Int = 0, _ values: [Double], bands: [Band]) {
      self.name = name
      self.start = start
      self.values = values
      self.bands = bands
    }
  }

  public struct Band: Sendable {
    /// Such as `80 %`.
    public var name: String
    /// For each value of the line.
    public var edges: [(lower: Double, upper: Double)]

    public init(_ name: String, _ edges: [(lower: Double, upper: Double)]) {
      self.name = name
      self.edges = edges
    }
  }

  public struct Mark: Sendable {
    public var step: Int
    public var value: Double
    public var text: String

    public init(_ step: Int, _ value: Double, _ text: String) {
      self.step = step
      self.value = value
      self.text = text
    }
  }

  public var title: String
  public var summary: String
  /// The name of each step, a date.
  public var steps: [String]
  public var lines: [Line]
  public var name: String
  public var unit: Unit
  /// Steps worth a circle, such as strange days.
  public var marks: [Mark] = []

  public init(
    title: String, summary: String, steps: [String], lines: [Line], name: String,
    unit: Unit = .number
  ) {
    self.title = title
    self.summary = summary
    self.steps = steps
    self.lines = lines
    self.name = name
    self.unit = unit
  }

  public var isWide: Bool { true }

  public func height(_ width: Double) -> Double { width > 600 ? 320 : 260 }

  public func draw(on canvas: inout Canvas) {
    let upward = Axis(covering: lines.flatMap(extent) + marks.map(\.value), points: 0...1)
    let plot = Plot(canvas, labels: Plot.labels(upward, unit), ends: endNames)
    let y = upward.on(plot.up)
    plot.drawUp(y, unit, name: name, &canvas)
    plot.drawAcross(
      steps.indices.map { plot.x(step: $0, of: steps.count) }, steps, name: "", &canvas)
    for (index, line) in lines.enumerated() { draw(line, index, plot, y, &canvas) }
    for mark in marks where mark.value.isFinite {
      canvas.dot(
        (plot.x(step: mark.step, of: steps.count), plot.y(mark.value, y)), radius: 4.5, "mark",
        tip: mark.text)
    }
    drawTips(plot, &canvas)
    drawEnds(plot, y, &canvas)
  }

  private var endNames: [String] { lines.count > 1 ? lines.map(\.name) : [] }

  private func extent(_ line: Line) -> [Double] {
    line.values + line.bands.flatMap(\.edges).flatMap { [$0.lower, $0.upper] }
  }

  private func draw(
    _ line: Line, _ index: Int, _ plot: Plot, _ y: Axis, _ canvas: inout Canvas
  ) {
    let place = { (step: Int, value: Double) -> Canvas.Point in
      value.isFinite
        ? (plot.x(step: line.start + step, of: steps.count), plot.y(value, y)) : (.nan, .nan)
    }
    for band in line.bands {
      let upper = band.edges.enumerated().map { place($0.offset, $0.element.upper) }
      let lower = band.edges.enumerated().map { place($0.offset, $0.element.lower) }
      canvas.band(upper, lower, "band " + Style.face(index))
    }
    let points = line.values.enumerated().map { place($0.offset, $0.element) }
    canvas.path(Thinning.curve(points), Style.line(index) + (steps.count > 400 ? " thin" : ""))
    for alone in points.indices where isAlone(alone, points) {
      canvas.dot(points[alone], radius: 2, Style.face(index))
    }
  }

  /// A value between two missing ones makes no line.
  private func isAlone(_ index: Int, _ points: [Canvas.Point]) -> Bool {
    let isThere = { (index: Int) in points.indices.contains(index) && points[index].y.isFinite }
    return isThere(index) && !isThere(index - 1) && !isThere(index + 1)
  }

  /// A column for the pointer at each step, or at each few of many.
  private func drawTips(_ plot: Plot, _ canvas: inout Canvas) {
    let each = max(1, (steps.count + 239) / 240)
    let wide = (plot.right - plot.left) / Double(max(1, steps.count - 1)) * Double(each)
    for step in stride(from: 0, to: steps.count, by: each) {
      canvas.box(
        (plot.x(step: step, of: steps.count) - wide / 2, plot.top), wide, plot.bottom - plot.top,
        "hit", tip: tip(step))
    }
  }

  private func tip(_ step: Int) -> String {
    let values = lines.compactMap { line -> String? in
      let index = step - line.start
      guard line.values.indices.contains(index) else { return nil }
      let bands = line.bands.compactMap { tip($0, index) }
      return "\(line.name): \(unit.text(line.values[index]))"
        + (bands.isEmpty ? "" : " (\(bands.joined(separator: "; ")))")
    }
    return ([steps[step]] + values).joined(separator: "\n")
  }

  private func tip(_ band: Band, _ index: Int) -> String? {
    guard band.edges.indices.contains(index) else { return nil }
    let edges = band.edges[index]
    return (band.name.isEmpty ? "" : band.name + ": ")
      + "\(unit.text(edges.lower)) to \(unit.text(edges.upper))"
  }

  private func drawEnds(_ plot: Plot, _ y: Axis, _ canvas: inout Canvas) {
    guard lines.count > 1 else { return }
    let ends = lines.map { line in
      line.values.last(where: \.isFinite).map { plot.y($0, y) } ?? .nan
    }
    EndNames.draw(lines.map(\.name), heights: ends, plot, &canvas)
  }
}
