/// How often values lie where, of one group or of several over one another; counts, or the share of each
/// group, so that a rare one can be seen beside a frequent one.
public struct HistogramChart: Chart {
  public var title: String
  public var summary: String
  public var name: String
  public var unit: Unit
  /// One more than bins, ascending.
  public var edges: [Double]
  /// A count for each bin.
  public var groups: [NamedValues]
  public var isShare: Bool
  /// A place worth a word, such as the threshold.
  public var marks: [(at: Double, text: String)] = []

  public init(
    title: String, summary: String, name: String, unit: Unit = .number, edges: [Double],
    groups: [NamedValues], isShare: Bool = false
  ) {
    self.title = title
    self.summary = summary
    self.name = name
    self.unit = unit
    self.edges = edges
    self.groups = groups
    self.isShare = isShare
  }

  public func height(_ width: Double) -> Double { keys(width).height + min(width * 0.55, 320) }

  public func draw(on canvas: inout Canvas) {
    let keys = keys(canvas.width)
    keys.draw(&canvas)
    let heights = groups.map(heights)
    let upward = Axis(covering: heights.joined() + [0], points: 0...1, isCentred: false)
    let labels = Plot.labels(upward, heightUnit)
    let plot = Plot(canvas, labels: labels, top: keys.height)
    let y = upward.on(plot.up)
    let x = Axis(covering: edges + marks.map(\.at), points: plot.across)
    plot.drawUp(y, heightUnit, name: isShare ? "share of each" : "count", &canvas)
    plot.drawAcross(x, unit, name: name, &canvas)
    for (index, heights) in heights.enumerated() { draw(heights, index, plot, x, y, &canvas) }
    drawTips(plot, x, &canvas)
    for mark in marks { draw(mark, plot, x, &canvas) }
  }

  private func keys(_ width: Double) -> KeyRow {
    KeyRow(groups.count > 1 ? groups.map(\.name) : [], width: width)
  }

  private var heightUnit: Unit { isShare ? .percent : .number }
  private var bins: Int { max(0, edges.count - 1) }

  private func heights(_ group: NamedValues) -> [Double] {
    let counts = (0..<bins).map { $0 < group.values.count ? group.values[$0] : 0 }
    let sum = counts.filter(\.isFinite).reduce(0, +)
    return isShare && sum > 0 ? counts.map { $0 / sum } : counts
  }

  private func draw(
    _ heights: [Double], _ index: Int, _ plot: Plot, _ x: Axis, _ y: Axis,
    _ canvas: inout Canvas
  ) {
    let steps = heights.indices.flatMap { bin -> [Canvas.Point] in
      let top = plot.y(heights[bin].isFinite ? heights[bin] : 0, y)
      return [(x.point(edges[bin]), top), (x.point(edges[bin + 1]), top)]
    }
    guard let first = steps.first, let last = steps.last else { return }
    let floor = plot.y(0, y)
    canvas.path(
      [(first.x, floor)] + steps + [(last.x, floor)],
      (groups.count > 1 ? "band " : "band pale ") + Style.face(index), isClosed: true)
    canvas.path([(first.x, floor)] + steps + [(last.x, floor)], Style.line(index) + " thin")
  }

  private func drawTips(_ plot: Plot, _ x: Axis, _ canvas: inout Canvas) {
    let heights = groups.map(heights)
    for bin in 0..<bins {
      let (from, to) = (x.point(edges[bin]), x.point(edges[bin + 1]))
      let lines = zip(groups, heights).map { group, heights in
        "\(group.name): \(isShare ? Unit.percent.text(heights[bin]) : Unit.number.text(heights[bin]))"
      }
      let head = "\(unit.text(edges[bin])) to \(unit.text(edges[bin + 1]))"
      canvas.box(
        (from, plot.top), to - from, plot.bottom - plot.top, "hit",
        tip: ([head] + lines).joined(separator: "\n"))
    }
  }

  private func draw(
    _ mark: (at: Double, text: String), _ plot: Plot, _ x: Axis, _ canvas: inout Canvas
  ) {
    guard mark.at.isFinite else { return }
    let place = x.point(mark.at)
    canvas.line((place, plot.top), (place, plot.bottom), "guide")
    let fits = place + 6 + TextWidth.of(mark.text) * TextWidth.bold < plot.right
    canvas.text(
      mark.text, (fits ? place + 6 : place - 6, plot.top + 8), fits ? .start : .end, "strong halo",
      within: fits ? nil : place - 6 - plot.left)
  }
}
