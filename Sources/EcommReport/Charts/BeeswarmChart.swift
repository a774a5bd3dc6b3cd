/// What each column adds in each row: a dot a row, dots that would cover each other side by side, its colour
/// where the row's value lies among the others.
public struct BeeswarmChart: Chart {
  public struct Row: Sendable {
    public var name: String
    /// `value` from 0, the lowest, to 1, the highest; not-a-number where it is neither.
    public var dots: [(part: Double, value: Double)]

    public init(_ name: String, _ dots: [(part: Double, value: Double)]) {
      self.name = name
      self.dots = dots
    }
  }

  public var title: String
  public var summary: String
  /// What the axis counts, such as `log-odds`.
  public var unit: Unit
  public var rows: [Row]

  private static let line = 30.0
  private static let keys = ["high value", "low value", "middle or no order"]
  private static let most = 250

  public init(title: String, summary: String, unit: Unit = .number, rows: [Row]) {
    self.title = title
    self.summary = summary
    self.unit = unit
    self.rows = rows
  }

  private func keyRow(_ width: Double) -> KeyRow {
    KeyRow(Self.keys, colours: Self.styles, width: width)
  }

  public func height(_ width: Double) -> Double {
    NamedRows.height(rows.count, line: Self.line, top: keyRow(width).height + 4)
  }

  public func draw(on canvas: inout Canvas) {
    let keys = keyRow(canvas.width)
    keys.draw(&canvas)
    let named = NamedRows(
      canvas, names: rows.map(\.name), values: rows.flatMap { $0.dots.map(\.part) } + [0], ends: [],
      line: Self.line, top: keys.height + 4)
    named.draw(unit, &canvas)
    for (index, row) in rows.enumerated() { draw(row, named.y(index), named.axis, &canvas) }
  }

  private func draw(_ row: Row, _ y: Double, _ axis: Axis, _ canvas: inout Canvas) {
    let dots = Self.drawn(row.dots.filter { $0.part.isFinite })
    let heights = Self.swarm(dots.map { axis.point($0.part) })
    for colour in Self.keys.indices.reversed() {
      let own = dots.indices.filter { Self.colour(dots[$0].value) == colour }
      canvas.cloud(
        own.map { (axis.point(dots[$0].part), y + heights[$0]) },
        "cloud \(Style.stroke(Self.styles[colour]))")
    }
    let parts = dots.map(\.part).sorted()
    guard let first = parts.first, let last = parts.last else { return }
    let (from, to) = (axis.point(first), axis.point(last))
    canvas.box(
      (from - 3, y - 13), to - from + 6, 26, "hit",
      tip: "\(row.name): \(unit.text(first)) to \(unit.text(last)), middle "
        + unit.text(parts[parts.count / 2]))
  }

  private static let styles = [0, 1, 5]

  private static func colour(_ value: Double) -> Int {
    value.isFinite ? (value > 2.0 / 3 ? 0 : value < 1.0 / 3 ? 1 : 2) : 2
  }

  /// Evenly along the order, so that the shape stays.
  private static func drawn(
    _ dots: [(part: Double, value: Double)]
  ) -> [(part: Double, value: Double)] {
    let sorted = dots.sorted {
      ($0.part, $0.value.isNaN ? -1 : $0.value) < ($1.part, $1.value.isNaN ? -1 : $1.value)
    }
    guard sorted.count > most else { return sorted }
    return (0..<most).map { sorted[$0 * (sorted.count - 1) / (most - 1)] }
  }

  /// How far each dot stands from the middle: those of one small stretch one after the other up and
  /// down, closer where there are many.
  private static func swarm(_ x: [Double]) -> [Double] {
    let stretches = x.map { Int($0 / 3) }
    let counts = stretches.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
    var taken: [Int: Int] = [:]
    return stretches.map { stretch in
      let place = taken[stretch, default: 0]
      taken[stretch] = place + 1
      let step = min(3, 24 / Double(max(1, counts[stretch] ?? 1)))
      let out = Double((place + 1) / 2) * step
      return place % 2 == 0 ? out : -out
    }
  }
}
