/// Fewer points that look the same.
enum Thinning {
  /// A curve within `tolerance` points of the one given (Ramer, 1972; Douglas and Peucker, 1973), without
  /// recursion; a point that is not finite stays, because it interrupts the curve.
  static func curve(_ points: [Canvas.Point], tolerance: Double = 0.25) -> [Canvas.Point] {
    guard points.count > 64 else { return points }
    let points = byColumns(points)
    var isKept = points.map { !$0.x.isFinite || !$0.y.isFinite }
    var stretches = split(isKept)
    for stretch in stretches { (isKept[stretch.first], isKept[stretch.last]) = (true, true) }
    while let stretch = stretches.popLast() {
      guard let (index, distance) = farthest(points, stretch), distance > tolerance else {
        continue
      }
      isKept[index] = true
      stretches += [(stretch.first, index), (index, stretch.last)]
    }
    return points.indices.filter { isKept[$0] }.map { points[$0] }
  }

  /// Where more points stand above one another than an eye can tell, the first, the lowest, the highest and the
  /// last of each half of a point across.
  private static func byColumns(_ points: [Canvas.Point]) -> [Canvas.Point] {
    let known = points.lazy.filter { $0.x.isFinite }.map(\.x)
    guard let left = known.min(), let right = known.max(),
      Double(points.count) > 8 * (right - left)
    else { return points }
    var kept: [Canvas.Point] = []
    var first = 0
    while first < points.count {
      let column = (points[first].x * 2).rounded(.down)
      let end =
        points[first...].firstIndex { ($0.x * 2).rounded(.down) != column || !$0.y.isFinite }
        ?? points.count
      kept += extremes(points[first..<max(end, first + 1)])
      first = max(end, first + 1)
    }
    return kept
  }

  private static func extremes(_ points: ArraySlice<Canvas.Point>) -> [Canvas.Point] {
    guard points.count > 4 else { return Array(points) }
    let order = points.indices.sorted { (points[$0].y, $0) < (points[$1].y, $1) }
    return Set([points.startIndex, order[0], order[order.count - 1], points.endIndex - 1]).sorted()
      .map { points[$0] }
  }

  private typealias Stretch = (first: Int, last: Int)

  /// The stretches without an interruption.
  private static func split(_ isBreak: [Bool]) -> [Stretch] {
    var stretches: [Stretch] = []
    var first: Int?
    for index in isBreak.indices {
      if isBreak[index] {
        first = nil
      } else if first == nil {
        first = index
        stretches.append((index, index))
      } else {
        stretches[stretches.count - 1].last = index
      }
    }
    return stretches
  }

  private static func farthest(
    _ points: [Canvas.Point], _ stretch: Stretch
  ) -> (index: Int, distance: Double)? {
    let (a, b) = (points[stretch.first], points[stretch.last])
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = (dx * dx + dy * dy).squareRoot()
    let inside = stretch.first + 1..<max(stretch.first + 1, stretch.last)
    return inside.lazy.map { index -> (index: Int, distance: Double) in
      let (x, y) = (points[index].x - a.x, points[index].y - a.y)
      let distance = length > 0 ? abs(x * dy - y * dx) / length : (x * x + y * y).squareRoot()
      return (index, distance)
    }.max { $0.distance < $1.distance }
  }
}

extension Thinning {
  /// Of each group the first point in each small square, the squares as large as it takes for `most`
  /// points in all: where many lie on one another, one is enough, and those that lie apart stay.
  static func cloud(_ groups: [[Canvas.Point]], most: Int = 2500) -> [[Canvas.Point]] {
    var groups = groups.map { $0.filter { $0.x.isFinite && $0.y.isFinite } }
    var side = 1.0
    while groups.reduce(0, { $0 + $1.count }) > most, side < 64 {
      side *= 1.5
      groups = groups.map { inSquares($0, side: side) }
    }
    return groups
  }

  private static func inSquares(_ points: [Canvas.Point], side: Double) -> [Canvas.Point] {
    var taken = Set<Int>(minimumCapacity: min(points.count, 1 << 14))
    return points.filter { point in
      taken.insert(Int(point.x / side) << 32 | Int(point.y / side) & 0xFFFF_FFFF).inserted
    }
  }
}
