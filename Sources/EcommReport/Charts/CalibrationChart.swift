/// How often what was foretold came true: a dot for each tenth of the rows on the line of honest chances,
/// and below how many rows each stands for.
public struct CalibrationChart: Chart {
  public struct Bin: Sendable {
    public var foretold: Double
    public var observed: Double
    public var rows: Double

    public init(foretold: Double, observed: Double, rows: Double) {
      self.foretold = foretold
      self.observed = observed
      self.rows = rows
    }
  }

  public var title: String
  public var summary: String
  public var bins: [Bin]

  private static let strip = 44.0

  public init(title: String, summary: String, bins: [Bin]) {
    self.title = title
    self.summary = summary
    self.bins = bins
  }

  private var curve: CurveChart {
    let points = bins.map { (x: $0.foretold, y: $0.observed) }
    var chart = CurveChart(
      title: title, summary: summary, x: .share("foretold"), y: .share("came true"),
      curves: [.init("came true", points)])
    chart.guides = [.init("honest", [(0, 0), (1, 1)], isDashed: true)]
    return chart
  }

  public func height(_ width: Double) -> Double { curve.height(width) + Self.strip }

  public func draw(on canvas: inout Canvas) {
    let place = curve.draw(on: &canvas, height: canvas.height - Self.strip)
    let most = bins.map(\.rows).filter(\.isFinite).max() ?? 0
    for bin in bins where bin.foretold.isFinite && bin.observed.isFinite {
      let tip =
        "foretold \(Unit.percent.text(bin.foretold)), came true \(Unit.percent.text(bin.observed)), "
        + Unit.named("rows").text(bin.rows)
      canvas.dot(place((bin.foretold, bin.observed)), radius: 3.5, Style.face(0), tip: tip)
      let high = most > 0 ? max(1, bin.rows / most * (Self.strip - 20)) : 0
      canvas.box(
        (place((bin.foretold, 0)).x - 3, canvas.height - high), 6, high, "pale " + Style.face(0),
        tip: tip)
    }
    canvas.text("rows", (place.plot.left - 8, canvas.height - 8), .end, "soft")
  }
}
