/// Curves over a number: ROC and precision-recall, gain, thresholds, elbow, k-distance, tuning.
public struct CurveChart: Chart {
  public struct Curve: Sendable {
    public var name: String
    public var points: [Canvas.Point]
    /// Lies between these, drawn as a band; empty for none.
    public var band: [(lower: Double, upper: Double)]
    public var isDashed: Bool
    /// Single dots, not joined by a line.
    public var isDotted = false

    public init(
      _ name: String, _ points: [Canvas.Point], band: [(lower: Double, upper: Double)] = [],
      isDashed: Bool = false
    ) {
      self.name = name
      self.points = points
      self.band = band
      self.isDashed = isDashed
    }
  }

  /// A place worth a word, such as the threshold in force.
  public struct Mark: Sendable {
    public var at: Canvas.Point
    public var text: String

    public init(_ at: Canvas.Point, _ text: String) {
      self.at = at
      self.text = text
    }
  }

  public struct Scale: Sendable {
    public var name: String
    public var unit: Unit
    /// The values that must be on it, whatever the curves say.
    public var covers: [Double]

    public init(_ name: String, _ unit: Unit = .number, covers: [Double] = []) {
      self.name = name
      self.unit = unit
      self.covers = covers
    }

    public static func share(_ name: String) -> Scale { Scale(name, .percent, covers: [0, 1]) }
  }

  public var title: String
  public var summary: String
  public var x: Scale
  public var y: Scale
  public var curves: [Curve]
  public var marks: [Mark] = []
  /// Lines of reference without colour: chance, equal F1, a target.
  public var guides: [Curve] = []

  public init(title: String, summary: String, x: Scale, y: Scale, curves: [Curve]) {
    self.title = title
    self.summary = summary
    self.x = x
    self.y = y
    self.curves = curves
  }

  public func height(_ width: Double) -> Double { min(width * 0.68, 380) }

  public func draw(on canvas: inout Canvas) { draw(on: &canvas, height: canvas.height) }

  /// Within the upper part of a canvas; returns where its points lie.
  @discardableResult
  func draw(on canvas: inout Canvas, height: Double) -> Placing {
    let along = Axis(covering: valuesAlong + x.covers, points: 0...1)
    let upward = Axis(covering: valuesUp + y.covers, points: 0...1)
    let plot = Plot(
      canvas, labels: Plot.labels(upward, y.unit), ends: endNames, below: canvas.height - height)
    let place = Placing(plot: plot, x: along.on(plot.across), y: upward.on(plot.up))
    plot.drawUp(place.y, y.unit, name: y.name, &canvas)
    plot.drawAcross(place.x, x.unit, name: x.name, &canvas)
    drawGuides(place, &canvas)
    for (index, curve) in curves.enumerated() { draw(curve, index, place, &canvas) }
    drawEnds(place, &canvas)
    Self.draw(marks, place, &canvas)
    return place
  }

  struct Placing {
    let plot: Plot
    let x: Axis
    let y: Axis

    func callAsFunction(_ point: Canvas.Point) -> Canvas.Point {
      guard point.x.isFinite, point.y.isFinite else { return (.nan, .nan) }
      return (x.point(point.x), plot.y(point.y, y))
    }
  }

  private var endNames: [String] { curves.count > 1 ? curves.map(\.name) : [] }
  private var valuesAlong: [Double] { curves.flatMap { $0.points.map(\.x) } + marks.map(\.at.x) }
  private var valuesUp: [Double] {
    curves.flatMap { $0.points.map(\.y) + $0.band.flatMap { [$0.lower, $0.upper] } }
      + marks.map(\.at.y)
  }

  private func drawGuides(_ place: Placing, _ canvas: inout Canvas) {
    for guide in guides {
      canvas.path(guide.points.map { place($0) }, guide.isDashed ? "guide" : "iso")
      guard !guide.name.isEmpty, let first = guide.points.first, let last = guide.points.last
      else { continue }
      let (from, to) = (place(first), place(last))
      guard guide.isDashed else {
        canvas.text(guide.name, (to.x - 2, to.y - 8), .end, "soft halo")
        continue
      }
      let at = (x: from.x + (to.x - from.x) * 0.6, y: from.y + (to.y - from.y) * 0.6)
      let below = at.y + 20 < place.plot.bottom
      canvas.text(guide.name, (at.x + 8, at.y + (below ? 10 : -10)), .start, "soft halo")
    }
  }

  private func draw(_ curve: Curve, _ index: Int, _ place: Placing, _ canvas: inout Canvas) {
    if !curve.band.isEmpty {
      let upper = zip(curve.points, curve.band).map { place(($0.x, $1.upper)) }
      let lower = zip(curve.points, curve.band).map { place(($0.x, $1.lower)) }
      canvas.band(upper, lower, "band " + Style.face(index))
    }
    let points = curve.points.map { place($0) }
    if curve.isDotted {
      canvas.cloud(Thinning.cloud([points])[0], "cloud " + Style.stroke(index))
    } else {
      canvas.path(
        Thinning.curve(points), Style.line(index) + (curve.isDashed ? " dash" : ""))
    }
    if points.count == 1 { canvas.dot(points[0], radius: 3.5, Style.face(index)) }
    drawTips(curve, points, &canvas)
  }

  /// Places for the pointer, at most so many that the page stays small.
  private func drawTips(_ curve: Curve, _ points: [Canvas.Point], _ canvas: inout Canvas) {
    let step = max(1, points.count / 60)
    for index in stride(from: 0, to: points.count, by: step) where points[index].y.isFinite {
      let value = curve.points[index]
      let name = curves.count > 1 ? "\(curve.name): " : ""
      canvas.dot(
        points[index], radius: 6, "hit",
        tip: "\(name)\(x.name) \(x.unit.text(value.x)), \(y.name) \(y.unit.text(value.y))")
    }
  }

  /// Names stand where the curves end, instead of a legend.
  private func drawEnds(_ place: Placing, _ canvas: inout Canvas) {
    guard curves.count > 1 else { return }
    let ends = curves.map { curve in
      curve.points.last { $0.x.isFinite && $0.y.isFinite }.map { place($0).y } ?? .nan
    }
    EndNames.draw(curves.map(\.name), heights: ends, place.plot, &canvas)
  }

  static func draw(_ marks: [Mark], _ place: Placing, _ canvas: inout Canvas) {
    var words = MarkWords(place.plot)
    for mark in marks {
      let at = place(mark.at)
      guard at.x.isFinite else { continue }
      canvas.dot(at, radius: 4.5, "mark", tip: mark.text)
      words.draw(mark.text, at: at, &canvas)
    }
  }
}
