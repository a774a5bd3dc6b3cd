import EcommBase

/// A line over labelled steps, with an optional band around its later part.
public struct LineChart: Sendable {
  /// The finding, as a sentence.
  public var title: String
  /// One for each step of `history` and then of `forecast`.
  public var labels: [String]
  public var history: [Double]
  public var forecast: [Double]
  /// (lower, upper) for each step of `forecast`.
  public var band: [(lower: Double, upper: Double)]

  public init(
    title: String, labels: [String], history: [Double], forecast: [Double],
    band: [(lower: Double, upper: Double)]
  ) {
    self.title = title
    self.labels = labels
    self.history = history
    self.forecast = forecast
    self.band = band
  }

  private static let width = 960.0
  private static let height = 320.0
  private static let left = 72.0
  private static let bottom = 32.0
  private static let top = 12.0

  /// Colours come from the page's style sheet by class, so that light, dark and print each have theirs.
  public func svg() -> Markup {
    let scale = Axis(
      covering: history + forecast + band.flatMap { [$0.lower, $0.upper] },
      points: 0...(Self.height - Self.bottom - Self.top))
    var markup = Markup()
    markup.element(
      "svg", ["viewBox": "0 0 \(Int(Self.width)) \(Int(Self.height))", "role": "img"]
    ) { svg in
      svg.element("title", [:], title)
      drawAxis(scale, &svg)
      drawBand(scale, &svg)
      drawLine(history, from: 0, "history", scale, &svg)
      drawLine(forecast, from: history.count, "forecast", scale, &svg)
      drawDates(&svg)
    }
    return markup
  }

  private func x(_ step: Int) -> Double {
    let last = Double(max(1, labels.count - 1))
    return Self.left + Double(step) / last * (Self.width - Self.left - 12)
  }

  private func y(_ value: Double, _ scale: Axis) -> Double {
    Self.height - Self.bottom - scale.point(value)
  }

  private func drawAxis(_ scale: Axis, _ svg: inout Markup) {
    for tick in scale.ticks {
      let height = text(y(tick, scale))
      svg.element(
        "line",
        [
          "class": "grid", "x1": text(Self.left), "x2": text(Self.width - 12), "y1": height,
          "y2": height,
        ])
      svg.element(
        "text",
        [
          "class": "tick", "x": text(Self.left - 8), "y": height, "text-anchor": "end",
          "dominant-baseline": "middle",
        ], Figures.fixed(tick, tick == tick.rounded() ? 0 : 2))
    }
  }

  private func drawLine(
    _ values: [Double], from start: Int, _ name: String, _ scale: Axis, _ svg: inout Markup
  ) {
    var path = ""
    var isDrawing = false
    for (step, value) in values.enumerated() {
      if value.isFinite {
        path += "\(isDrawing ? "L" : "M")\(text(x(start + step))) \(text(y(value, scale)))"
      }
      isDrawing = value.isFinite
    }
    svg.element("path", ["class": "line \(name)", "d": path])
  }

  private func drawBand(_ scale: Axis, _ svg: inout Markup) {
    guard !band.isEmpty else { return }
    let upper = band.indices.map { (x(history.count + $0), y(band[$0].upper, scale)) }
    let lower = band.indices.reversed().map { (x(history.count + $0), y(band[$0].lower, scale)) }
    let points = (upper + lower).map { "\(text($0.0)),\(text($0.1))" }.joined(separator: " ")
    svg.element("polygon", ["class": "band", "points": points])
  }

  /// First, last and some between.
  private func drawDates(_ svg: inout Markup) {
    let step = max(1, (labels.count + 5) / 6)
    for index in stride(from: 0, to: labels.count, by: step) {
      svg.element(
        "text",
        [
          "class": "tick", "x": text(x(index)), "y": text(Self.height - 10),
          "text-anchor": index == 0 ? "start" : "middle",
        ], labels[index])
    }
  }

  private func text(_ value: Double) -> String { Double((value * 10).rounded() / 10).description }
}
