/// A value for each of 1, 2, 3, ...: autocorrelations, with the band that chance alone would keep to.
public struct StemChart: Chart {
  public var title: String
  public var summary: String
  public var x: String
  public var y: String
  public var values: [Double]
  /// Values within this of zero may be chance.
  public var limit: Double?

  public init(
    title: String, summary: String, x: String, y: String, values: [Double], limit: Double? = nil
  ) {
    self.title = title
    self.summary = summary
    self.x = x
    self.y = y
    self.values = values
    self.limit = limit
  }

  public func height(_ width: Double) -> Double { 230 }

  public func draw(on canvas: inout Canvas) {
    let edges = limit.map { [-$0, $0] } ?? []
    let upward = Axis(covering: values + edges + [0], points: 0...1)
    let plot = Plot(canvas, labels: Plot.labels(upward, .number))
    let y = upward.on(plot.up)
    plot.drawUp(y, .number, name: self.y, &canvas)
    let places = values.indices.map { place($0, plot) }
    plot.drawAcross(places, values.indices.map { String($0 + 1) }, name: x, &canvas)
    if let limit, limit.isFinite {
      let (top, bottom) = (plot.y(limit, y), plot.y(-limit, y))
      canvas.box((plot.left, top), plot.right - plot.left, bottom - top, "band f6")
    }
    for (index, value) in values.enumerated() where value.isFinite {
      draw(value, index, places[index], plot, y, &canvas)
    }
  }

  private func place(_ index: Int, _ plot: Plot) -> Double {
    plot.left + (Double(index) + 0.5) / Double(max(1, values.count)) * (plot.right - plot.left)
  }

  private func draw(
    _ value: Double, _ index: Int, _ x: Double, _ plot: Plot, _ y: Axis, _ canvas: inout Canvas
  ) {
    let isBeyond = limit.map { abs(value) > $0 } ?? true
    let colour = isBeyond ? 0 : 5
    canvas.line((x, plot.y(0, y)), (x, plot.y(value, y)), Style.line(colour))
    canvas.dot(
      (x, plot.y(value, y)), radius: values.count > 40 ? 2 : 3, Style.face(colour),
      tip: "\(index + 1) apart: \(Unit.number.text(value))")
  }
}
