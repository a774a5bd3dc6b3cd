/// How much nearer each row is to its own group than to the next: one thin bar a row, sorted within the groups;
/// bars to the left stand in the wrong group.
public struct SilhouetteChart: Chart {
  public var title: String
  public var summary: String
  public var mean: Double?
  public var groups: [NamedValues]

  /// A group of few rows is still to be seen.
  private static let least = 18.0
  private static let gap = 6.0
  private static let all = 260.0

  public init(title: String, summary: String, mean: Double?, groups: [NamedValues]) {
    self.title = title
    self.summary = summary
    self.mean = mean
    self.groups = groups
  }

  private var heights: [Double] {
    let counts = groups.map { Double($0.values.count) }
    let sum = max(1, counts.reduce(0, +))
    return counts.map { max(Self.least, $0 / sum * Self.all) }
  }

  private var bodyHeight: Double { heights.reduce(0) { $0 + $1 + Self.gap } }

  public func height(_ width: Double) -> Double { 8 + max(40, bodyHeight) + 2 * Plot.letter + 22 }

  public func draw(on canvas: inout Canvas) {
    let plot = Plot(canvas, labels: groups.map(\.name), hasNames: false)
    let values = groups.flatMap { Self.possible($0.values) }
    let axis = Axis(covering: values + [0, 1], points: plot.across)
    let bottom = 8 + max(40, bodyHeight)
    for tick in axis.ticks {
      let x = axis.point(tick)
      canvas.line((x, 8), (x, bottom), tick == 0 ? "zero" : "grid")
      canvas.text(Unit.number.tick(tick, step: axis.step), (x, bottom + 12), .middle, "tick")
    }
    canvas.text(
      "silhouette", ((plot.left + plot.right) / 2, bottom + 28), .middle, "soft")
    var top = 8.0
    let names = TextWidth.cut(groups.map(\.name), to: plot.left - 8)
    for (index, group) in groups.enumerated() {
      canvas.text(
        group.name, (plot.left - 8, top + heights[index] / 2), .end, cut: names[index])
      draw(group, index, top, heights[index], plot, axis, &canvas)
      top += heights[index] + Self.gap
    }
    guard let mean = Self.possible([mean ?? .nan]).first else { return }
    canvas.line((axis.point(mean), 4), (axis.point(mean), bottom), "guide")
  }

  /// A silhouette lies between -1 and 1.
  private static func possible(_ values: [Double]) -> [Double] {
    values.filter(\.isFinite).map { min(max($0, -1), 1) }
  }

  private func draw(
    _ group: NamedValues, _ index: Int, _ top: Double, _ height: Double, _ plot: Plot, _ axis: Axis,
    _ canvas: inout Canvas
  ) {
    let values = Self.possible(group.values).sorted(by: >)
    guard !values.isEmpty else { return }
    let each = height / Double(values.count)
    let edge = values.enumerated().flatMap { place, value -> [Canvas.Point] in
      let x = axis.point(value)
      return [(x, top + Double(place) * each), (x, top + Double(place + 1) * each)]
    }
    let zero = axis.point(0)
    canvas.path(
      [(zero, top)] + Thinning.curve(edge) + [(zero, top + height)], Style.face(index),
      isClosed: true)
    let own = values.reduce(0, +) / Double(values.count)
    canvas.box(
      (plot.left, top), plot.right - plot.left, height, "hit",
      tip: "\(group.name): \(values.count) rows, mean \(Unit.number.text(own)), "
        + "\(values.count { $0 < 0 }) below 0")
  }
}
