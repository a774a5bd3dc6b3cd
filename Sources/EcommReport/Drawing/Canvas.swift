import EcommBase

/// The marks of one SVG picture. Colours and strokes come from classes (`Style`), so that light, dark
/// and print each have theirs; positions are in points from the top left.
public struct Canvas: Sendable {
  public typealias Point = (x: Double, y: Double)

  public enum Anchor: String, Sendable { case start, middle, end }

  let width: Double
  let height: Double
  private(set) var marks = Markup()

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  mutating func line(_ from: Point, _ to: Point, _ style: String) {
    marks.element(
      "line",
      [
        "class": style, "x1": Self.text(from.x), "y1": Self.text(from.y), "x2": Self.text(to.x),
        "y2": Self.text(to.y),
      ])
  }

  /// `tip` is what a pointer over it shows, and a screen reader reads.
  mutating func box(
    _ corner: Point, _ width: Double, _ height: Double, _ style: String, tip: String? = nil
  ) {
    marks.element(
      "rect",
      [
        "class": style, "x": Self.text(corner.x), "y": Self.text(corner.y),
        "width": Self.text(max(0, width)), "height": Self.text(max(0, height)),
      ]
    ) { $0.tip(tip) }
  }

  /// A box of a colour between the two ends of the scale; `shade` from -1 to 1.
  mutating func cell(_ corner: Point, _ width: Double, _ height: Double, shade: Double, tip: String)
  {
    let strength = Self.text(min(1, abs(shade)) * 0.9)
    marks.element(
      "rect",
      [
        "class": shade < 0 ? "f2" : "f1", "fill-opacity": strength, "x": Self.text(corner.x),
        "y": Self.text(corner.y), "width": Self.text(max(0, width)),
        "height": Self.text(max(0, height)),
      ]
    ) { $0.tip(tip) }
  }

  mutating func dot(_ at: Point, radius: Double, _ style: String, tip: String? = nil) {
    marks.element(
      "circle",
      [
        "class": style, "cx": Self.text(at.x), "cy": Self.text(at.y), "r": Self.text(radius),
      ]
    ) { $0.tip(tip) }
  }

  /// A line through the points; one that is not finite interrupts it.
  mutating func path(_ points: some Sequence<Point>, _ style: String, isClosed: Bool = false) {
    var text = ""
    var isDrawing = false
    for point in points {
      let isThere = point.x.isFinite && point.y.isFinite
      if isThere {
        text += "\(isDrawing ? "L" : "M")\(Self.text(point.x)) \(Self.text(point.y))"
      }
      isDrawing = isThere
    }
    guard !text.isEmpty else { return }
    marks.element("path", ["class": style, "d": text + (isClosed ? "Z" : "")])
  }

  /// Between two lines of as many points; where one is not finite the band is interrupted.
  mutating func band(_ upper: [Point], _ lower: [Point], _ style: String) {
    let isThere = zip(upper, lower).map { [$0.x, $0.y, $1.x, $1.y].allSatisfy(\.isFinite) }
    var first = 0
    while first < isThere.count {
      let end = isThere[first...].firstIndex { $0 != isThere[first] } ?? isThere.count
      if isThere[first] {
        path(
          upper[first..<end] + lower[first..<end].reversed(), style, isClosed: true)
      }
      first = end
    }
  }

  /// Many dots as one mark: a stroke of no length with round ends.
  mutating func cloud(_ points: [Point], _ style: String) {
    var text = ""
    for point in points where point.x.isFinite && point.y.isFinite {
      text += "M\(Self.text(point.x)) \(Self.text(point.y))h0"
    }
    guard !text.isEmpty else { return }
    marks.element("path", ["class": style, "d": text])
  }

  /// `y` is the middle of the letters. Cut to `width`, if one is given, or as `cut`; a pointer then shows
  /// all of it.
  mutating func text(
    _ words: String, _ at: Point, _ anchor: Anchor = .start, _ style: String = "label",
    within width: Double? = nil, cut: String? = nil
  ) {
    let size = style.contains("strong") ? TextWidth.size * TextWidth.bold : TextWidth.size
    let shown = cut ?? width.map { TextWidth.cut(words, to: $0, size: size) } ?? words
    marks.element(
      "text",
      [
        "class": style, "x": Self.text(at.x), "y": Self.text(at.y),
        "text-anchor": anchor.rawValue, "dominant-baseline": "central",
      ]
    ) {
      $0.words(shown)
      if shown != words { $0.tip(words) }
    }
  }

  /// Words that rise to the right from their beginning.
  mutating func aslant(_ words: String, _ at: Point) {
    let turn = "rotate(-37 \(Self.text(at.x)) \(Self.text(at.y)))"
    marks.element(
      "text",
      ["class": "label", "x": Self.text(at.x), "y": Self.text(at.y), "transform": turn], words)
  }

  /// Half a tenth of a point is more than an eye can tell.
  static func text(_ value: Double) -> String {
    let tenths = (value * 10).rounded()
    guard tenths.magnitude < 1e9 else { return "0" }
    let whole = Int(tenths)
    return whole % 10 == 0
      ? String(whole / 10)
      : "\(whole < 0 ? "-" : "")\(abs(whole) / 10).\(abs(whole) % 10)"
  }
}

extension Markup {
  fileprivate mutating func tip(_ words: String?) {
    if let words { element("title", [:], words) }
  }
}
