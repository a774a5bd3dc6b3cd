/// Names beside their colours, or beside the numbers that stand for them, in as many lines as they need: for
/// marks that have no end to stand at.
struct KeyRow: Sendable {
  private let names: [String]
  private let shown: [String]
  private let colours: [Int]
  private let isNumbered: Bool
  private let line: Int?
  private let places: [Canvas.Point]
  let height: Double

  private static let lineHeight = 20.0
  private static let box = 10.0
  private static let space = 18.0
  private static let longest = 200.0

  /// No names, no height.
  /// - Parameter line: which of them stands for a line instead of a face.
  init(
    _ names: [String], colours: [Int]? = nil, isNumbered: Bool = false, line: Int? = nil,
    left: Double = 0, width: Double
  ) {
    self.names = names
    self.colours = colours ?? Array(names.indices)
    self.isNumbered = isNumbered
    self.line = line
    let mark = isNumbered ? Self.number : Self.box
    shown = TextWidth.cut(names, to: min(Self.longest, width - left - mark - 4))
    var places: [Canvas.Point] = []
    var (x, y) = (left, Self.lineHeight / 2)
    for name in shown {
      let wide = mark + 4 + TextWidth.of(name)
      if x + wide > width, x > left { (x, y) = (left, y + Self.lineHeight) }
      places.append((x, y))
      x += wide + Self.space
    }
    self.places = places
    height = names.isEmpty ? 0 : y + Self.lineHeight / 2 + 4
  }

  /// Room for a number of two digits.
  static let number = 17.0

  func draw(_ canvas: inout Canvas, top: Double = 0) {
    for (index, place) in places.enumerated() {
      let y = top + place.y
      guard !isNumbered else {
        canvas.text(String(index + 1), (place.x + Self.number, y), .end, "strong")
        canvas.text(names[index], (place.x + Self.number + 4, y), cut: shown[index])
        continue
      }
      let wide = index == line ? 2 : Self.box
      canvas.box(
        (place.x + (Self.box - wide) / 2, y - Self.box / 2), wide, Self.box,
        Style.face(colours[index]))
      canvas.text(names[index], (place.x + Self.box + 4, y), cut: shown[index])
    }
  }
}
