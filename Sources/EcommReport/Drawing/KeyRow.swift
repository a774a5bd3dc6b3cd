/// Names beside their colours above a chart whose marks have no end to stand at; in as many lines as they
/// need.
struct KeyRow: Sendable {
  private let names: [String]
  private let colours: [Int]
  private let places: [Canvas.Point]
  let height: Double

  private static let line = 20.0
  private static let box = 10.0
  private static let space = 18.0
  private static let longest = 200.0

  /// No names, no height.
  init(_ names: [String], colours: [Int]? = nil, left: Double = 0, width: Double) {
    self.names = names
    self.colours = colours ?? Array(names.indices)
    var places: [Canvas.Point] = []
    var (x, y) = (left, Self.line / 2)
    for name in names {
      let wide = Self.box + 4 + min(TextWidth.of(name), Self.longest)
      if x + wide > width, x > left { (x, y) = (left, y + Self.line) }
      places.append((x, y))
      x += wide + Self.space
    }
    self.places = places
    height = names.isEmpty ? 0 : y + Self.line / 2 + 4
  }

  func draw(_ canvas: inout Canvas) {
    for (index, place) in places.enumerated() {
      canvas.box(
        (place.x, place.y - Self.box / 2), Self.box, Self.box, Style.face(colours[index]))
      let room = min(Self.longest, canvas.width - place.x - Self.box - 4) + 0.5
      canvas.text(names[index], (place.x + Self.box + 4, place.y), within: room)
    }
  }
}
