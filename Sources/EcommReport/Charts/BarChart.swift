/// Bars with names: importances, shares, sizes, drifts. Names to the left and values at the ends, so
/// that one bar or sixty, short names or long ones read alike.
public struct BarChart: Chart {
  public struct Bar: Sendable {
    public var name: String
    /// One value, or the parts that are stacked.
    public var values: [Double]
    /// What is sure of the value.
    public var interval: (lower: Double, upper: Double)?
    /// A value beyond which it matters, such as a critical one.
    public var limit: Double?

    public init(
      _ name: String, _ values: [Double], interval: (lower: Double, upper: Double)? = nil,
      limit: Double? = nil
    ) {
      self.name = name
      self.values = values
      self.interval = interval
      self.limit = limit
    }
  }

  public enum Shape: Sendable {
    case bars
    /// Dots with intervals: for scores, whose distance from zero says nothing.
    case dots
  }

  public var title: String
  public var summary: String
  public var unit: Unit
  public var shape: Shape
  /// Names of the parts, where bars are stacked.
  public var parts: [String]
  public var bars: [Bar]
  /// What bars and the lines of their limits are called, where there are limits.
  public var names: (bar: String, limit: String)?
  /// Longer bars are broken off here, lest one of them press all others together.
  public var longest: Double?

  public init(
    title: String, summary: String, unit: Unit = .number, shape: Shape = .bars,
    parts: [String] = [], bars: [Bar], names: (bar: String, limit: String)? = nil
  ) {
    self.title = title
    self.summary = summary
    self.unit = unit
    self.shape = shape
    self.parts = parts
    self.bars = bars
    self.names = names
  }

  private func keys(_ width: Double) -> KeyRow {
    guard let names, parts.isEmpty, bars.contains(where: { $0.limit != nil }) else {
      return KeyRow(parts, width: width)
    }
    return KeyRow([names.bar, names.limit], line: 1, width: width)
  }

  private func top(_ width: Double) -> Double { keys(width).height + 4 }

  public func height(_ width: Double) -> Double {
    NamedRows.height(bars.count, top: top(width))
  }

  public func draw(on canvas: inout Canvas) {
    keys(canvas.width).draw(&canvas)
    let even = unit.even(bars.map(\.total))
    let labels = bars.map { even.text($0.total) }
    let rows = NamedRows(
      canvas, names: bars.map(\.name), values: bars.flatMap(extent) + origin,
      ends: labels, top: top(canvas.width), isCentred: shape == .dots)
    rows.draw(unit, &canvas)
    for (index, bar) in bars.enumerated() {
      draw(bar, rows.y(index), rows.axis, &canvas)
      canvas.text(labels[index], (rows.plot.right + 6, rows.y(index)), .start, "soft")
    }
  }

  private var origin: [Double] { shape == .bars ? [0] : [] }

  private func extent(_ bar: Bar) -> [Double] {
    let sums = bar.values.filter(\.isFinite).reduce(into: [0.0]) {
      $0.append($0[$0.count - 1] + $1)
    }
    let drawn = (shape == .bars ? sums : [bar.total]).map { min($0, longest ?? $0) }
    return drawn + [bar.interval?.lower, bar.interval?.upper, bar.limit].compactMap(\.self)
  }

  private func draw(_ bar: Bar, _ y: Double, _ axis: Axis, _ canvas: inout Canvas) {
    switch shape {
    case .bars: drawBoxes(bar, y, axis, &canvas)
    case .dots:
      if bar.total.isFinite {
        canvas.dot((axis.point(bar.total), y), radius: 4.5, Style.face(0), tip: tip(bar))
      }
    }
    if let interval = bar.interval, interval.lower.isFinite, interval.upper.isFinite {
      let ends = (axis.point(interval.lower), axis.point(interval.upper))
      canvas.line((ends.0, y), (ends.1, y), shape == .bars ? "zero" : Style.line(0))
    }
    if let limit = bar.limit {
      let x = axis.point(limit)
      canvas.line((x, y - 9), (x, y + 9), Style.line(1))
    }
  }

  private func drawBoxes(_ bar: Bar, _ y: Double, _ axis: Axis, _ canvas: inout Canvas) {
    var from = 0.0
    for (index, value) in bar.values.enumerated() where value.isFinite {
      let (a, b) = (axis.point(from), axis.point(from + value))
      let style = parts.isEmpty && value < 0 ? Style.face(1) : Style.face(index)
      canvas.box((min(a, b), y - 7), abs(b - a), 14, style, tip: tip(bar, part: index))
      from += value
    }
    guard let longest, bar.total > longest else { return }
    for aside in [10.0, 16] {
      let x = axis.point(longest) - aside
      canvas.line((x - 2, y + 9), (x + 2, y - 9), "break")
    }
  }

  private func tip(_ bar: Bar, part: Int = 0) -> String {
    let of = parts.indices.contains(part) ? ", \(parts[part])" : ""
    let value = parts.isEmpty ? bar.total : bar.values[part]
    let interval = bar.interval.map { ", \(unit.text($0.lower)) to \(unit.text($0.upper))" } ?? ""
    let limit = bar.limit.map { ", \(names?.limit ?? "limit") \(unit.text($0))" } ?? ""
    return "\(bar.name)\(of): \(unit.text(value))\(interval)\(limit)"
  }
}

extension BarChart.Bar {
  /// Not a number when nothing is there.
  var total: Double {
    let present = values.filter(\.isFinite)
    return present.isEmpty ? .nan : present.reduce(0, +)
  }
}
