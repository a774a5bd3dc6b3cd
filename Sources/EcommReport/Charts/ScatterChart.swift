/// Points by two numbers: maps of customers and rows, what a column adds at each of its values. Where
/// many lie on one another they are thinned by density; groups have names above.
public struct ScatterChart: Chart {
  public struct Group: Sendable {
    public var name: String
    public var points: [Canvas.Point]
    /// Few among many: in ink, so that no other colour hides them.
    public var isRare: Bool

    public init(_ name: String, _ points: [Canvas.Point], isRare: Bool = false) {
      self.name = name
      self.points = points
      self.isRare = isRare
    }
  }

  public var title: String
  public var summary: String
  public var x: CurveChart.Scale
  public var y: CurveChart.Scale
  /// Later ones lie above earlier ones.
  public var groups: [Group]
  public var marks: [CurveChart.Mark] = []
  /// Of maps only the distances say something.
  public var hasTicks = true

  /// So few have a word each for the pointer.
  private static let mostTips = 150

  public init(
    title: String, summary: String, x: CurveChart.Scale, y: CurveChart.Scale, groups: [Group]
  ) {
    self.title = title
    self.summary = summary
    self.x = x
    self.y = y
    self.groups = groups
  }

  public func height(_ width: Double) -> Double {
    keys(width).height + min(width * 0.72, 400)
  }

  public func draw(on canvas: inout Canvas) {
    let keys = keys(canvas.width)
    keys.draw(&canvas)
    let points = groups.flatMap(\.points)
    let along = Axis(covering: points.lazy.map(\.x) + x.covers, points: 0...1)
    let upward = Axis(covering: points.lazy.map(\.y) + y.covers, points: 0...1)
    let plot = Plot(
      canvas, labels: hasTicks ? Plot.labels(upward, y.unit) : [], top: keys.height)
    let place = CurveChart.Placing(
      plot: plot, x: along.on(plot.across), y: upward.on(plot.up))
    drawAxes(place, &canvas)
    drawClouds(place, &canvas)
    CurveChart.draw(marks, place, &canvas)
  }

  private func keys(_ width: Double) -> KeyRow {
    KeyRow(
      groups.count > 1 ? groups.map(\.name) : [],
      colours: groups.indices.map { groups[$0].isRare ? Style.ink : $0 }, width: width)
  }

  private func drawAxes(_ place: CurveChart.Placing, _ canvas: inout Canvas) {
    guard !hasTicks else {
      place.plot.drawUp(place.y, y.unit, name: y.name, &canvas)
      return place.plot.drawAcross(place.x, x.unit, name: x.name, &canvas)
    }
    place.plot.drawFrame(x: x.name, y: y.name, &canvas)
  }

  private func drawClouds(_ place: CurveChart.Placing, _ canvas: inout Canvas) {
    let count = groups.reduce(0) { $0 + $1.points.count }
    let size = count > 1200 ? " small" : ""
    let shown = Thinning.cloud(groups.map { $0.points.map { place($0) } })
    for (index, points) in shown.enumerated() {
      let style = groups[index].isRare ? Style.ink : index
      canvas.cloud(points, "cloud\(size) \(Style.stroke(style))")
    }
    guard count <= Self.mostTips else { return }
    for group in groups { for point in group.points { drawTip(group, point, place, &canvas) } }
  }

  private func drawTip(
    _ group: Group, _ point: Canvas.Point, _ place: CurveChart.Placing, _ canvas: inout Canvas
  ) {
    let at = place(point)
    guard at.x.isFinite else { return }
    let name = groups.count > 1 ? "\(group.name): " : ""
    canvas.dot(
      at, radius: 5, "hit",
      tip: "\(name)\(x.name) \(x.unit.text(point.x)), \(y.name) \(y.unit.text(point.y))")
  }
}
