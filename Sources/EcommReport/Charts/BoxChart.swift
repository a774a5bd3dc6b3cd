/// Where values lie by group: least, quarter, middle, three quarters, most.
public struct BoxChart: Chart {
  public var title: String
  public var summary: String
  public var unit: Unit
  /// Five values each, ascending.
  public var rows: [NamedValues]

  public init(title: String, summary: String, unit: Unit = .number, rows: [NamedValues]) {
    self.title = title
    self.summary = summary
    self.unit = unit
    self.rows = rows
  }

  public func height(_ width: Double) -> Double { NamedRows.height(rows.count) }

  public func draw(on canvas: inout Canvas) {
    let named = NamedRows(
      canvas, names: rows.map(\.name), values: rows.flatMap(\.values), ends: [])
    named.draw(unit, &canvas)
    for (index, row) in rows.enumerated() where row.values.count == 5 {
      guard row.values.allSatisfy(\.isFinite) else { continue }
      draw(row, named.y(index), row.values.map(named.axis.point), &canvas)
    }
  }

  private func draw(_ row: NamedValues, _ y: Double, _ x: [Double], _ canvas: inout Canvas) {
    canvas.line((x[0], y), (x[4], y), Style.line(0) + " thin")
    canvas.box((x[1], y - 7), max(1, x[3] - x[1]), 14, "over " + Style.stroke(0))
    canvas.box((x[1], y - 7), max(1, x[3] - x[1]), 14, "pale " + Style.face(0))
    canvas.line((x[2], y - 7), (x[2], y + 7), Style.line(0))
    let texts = row.values.map(unit.text)
    canvas.box(
      (x[0] - 3, y - 9), x[4] - x[0] + 6, 18, "hit",
      tip: "\(row.name): middle \(texts[2]), half from \(texts[1]) to \(texts[3]), "
        + "all from \(texts[0]) to \(texts[4])")
  }
}
