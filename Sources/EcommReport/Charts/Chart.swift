/// A picture of plain arrays. It is drawn for each kind of screen, so that its letters stay readable on a
/// narrow one.
public protocol Chart: Sendable {
  /// The finding, as a sentence.
  var title: String { get }
  /// What is drawn, for those who cannot see it.
  var summary: String { get }

  /// Takes the width of a page where there is one.
  var isWide: Bool { get }

  func height(_ width: Double) -> Double
  func draw(on canvas: inout Canvas)
}

public enum ChartWidth {
  /// All of a telephone.
  public static let phone = 368.0
  public static let half = 480.0
  public static let whole = 960.0
  /// What would be half of a page, in a file of its own.
  public static let alone = 640.0
}

extension Chart {
  public var isWide: Bool { false }

  /// For a page, which has the title above it and the styles once.
  public func svg(width: Double = ChartWidth.half) -> Markup {
    let canvas = drawn(width)
    var markup = Markup()
    markup.element(
      "svg",
      [
        "viewBox": "0 0 \(Canvas.text(canvas.width)) \(Canvas.text(canvas.height))",
        "role": "img", "aria-label": "\(title). \(summary)",
      ]
    ) { svg in
      svg.element("desc", [:], summary)
      svg.append(canvas.marks)
    }
    return markup
  }

  /// A file of its own, with its title, its styles and a margin.
  public func file(width: Double? = nil) -> String {
    let canvas = drawn(width ?? (isWide ? ChartWidth.whole : ChartWidth.alone))
    let margin = Self.margin
    let whole = canvas.width + 2 * margin
    let lines = TextWidth.lines(title, within: canvas.width, size: Self.titleSize)
    let head = Double(lines.count) * Self.titleLine + margin
    var markup = Markup()
    markup.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "role": "img",
        "viewBox": "0 0 \(Canvas.text(whole)) \(Canvas.text(canvas.height + head + margin))",
        "width": Canvas.text(whole), "height": Canvas.text(canvas.height + head + margin),
      ]
    ) { svg in
      svg.element("title", [:], title)
      svg.element("desc", [:], summary)
      svg.element("style") { style in
        style.verbatim(Style.variables)
        style.verbatim(Style.marks)
      }
      svg.element("rect", ["class": "over", "width": "100%", "height": "100%"])
      for (index, line) in lines.enumerated() {
        let y = Canvas.text(20 + Double(index) * Self.titleLine)
        svg.element("text", ["class": "title", "x": Canvas.text(margin), "y": y], line)
      }
      svg.element("g", ["transform": "translate(\(Canvas.text(margin)) \(Canvas.text(head)))"]) {
        $0.append(canvas.marks)
      }
    }
    return markup.text + "\n"
  }

  private static var margin: Double { 12 }
  private static var titleSize: Double { 15 }
  private static var titleLine: Double { 20 }

  private func drawn(_ width: Double) -> Canvas {
    var canvas = Canvas(width: width, height: height(width))
    draw(on: &canvas)
    return canvas
  }
}
