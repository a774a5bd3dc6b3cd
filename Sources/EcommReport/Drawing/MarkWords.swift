/// Words beside marks: to the right and below where there is room, and on another side of the mark where words
/// stand already.
struct MarkWords {
  private struct Box {
    let left: Double
    let right: Double
    let middle: Double

    func covers(_ other: Box) -> Bool {
      min(right, other.right) > max(left, other.left) && abs(middle - other.middle) < Plot.letter
    }
  }

  private let plot: Plot
  private var taken: [Box] = []

  private static let aside = 8.0
  private static let apart = 14.0

  init(_ plot: Plot) { self.plot = plot }

  mutating func draw(_ words: String, at mark: Canvas.Point, _ canvas: inout Canvas) {
    let width = TextWidth.of(words) * TextWidth.bold
    let right = mark.x + Self.aside + width < plot.right + 6
    let left = mark.x - Self.aside - width > 0
    let sides = (right ? [true] : []) + (left || !right ? [false] : [])
    let below = mark.y + Self.apart + 2 < plot.bottom
    let heights = (below ? [Self.apart] : []) + [-1, -2, -3].map { $0 * Self.apart }
    let boxes = sides.flatMap { isRight in
      heights.map { (isRight: isRight, box: box(mark, width, isRight: isRight, $0)) }
    }
    let free = boxes.first { one in !taken.contains { $0.covers(one.box) } }
    guard let found = free ?? boxes.first else { return }
    taken.append(found.box)
    canvas.text(
      words, (found.isRight ? found.box.left : found.box.right, found.box.middle),
      found.isRight ? .start : .end, "strong halo",
      within: found.isRight ? nil : mark.x - Self.aside)
  }

  private func box(
    _ mark: Canvas.Point, _ width: Double, isRight: Bool, _ down: Double
  ) -> Box {
    let left = isRight ? mark.x + Self.aside : mark.x - Self.aside - width
    return Box(left: left, right: left + width, middle: mark.y + down)
  }
}
