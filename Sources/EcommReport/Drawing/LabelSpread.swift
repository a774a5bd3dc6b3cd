/// Labels along a line, moved as little as needed so that none covers another.
enum LabelSpread {
  /// Places for labels that want to be at `wanted`, at least `gap` apart and within `bounds` as long
  /// as there is room for all. In the order given.
  static func apart(_ wanted: [Double], gap: Double, within bounds: ClosedRange<Double>) -> [Double]
  {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    let needed = gap * Double(max(0, wanted.count - 1))
    let gap = min(gap, (bounds.upperBound - bounds.lowerBound) / Double(max(1, wanted.count - 1)))
    var places = wanted
    var least = bounds.lowerBound
    for index in order {
      places[index] = max(wanted[index], least)
      least = places[index] + gap
    }
    var most = bounds.upperBound
    for index in order.reversed() where needed > 0 || wanted.count == 1 {
      places[index] = min(places[index], most)
      most = places[index] - gap
    }
    return places
  }

  /// Which of the labels, each centred at its place and so wide, can be shown without touching; the
  /// first is always shown, then every n-th.
  static func step(_ places: [Double], widths: [Double], space: Double = 10) -> Int {
    let count = places.count
    guard count > 1 else { return 1 }
    return (1...count).first { step in
      let shown = Array(stride(from: 0, to: count, by: step))
      return zip(shown, shown.dropFirst()).allSatisfy { a, b in
        abs(places[b] - places[a]) >= (widths[a] + widths[b]) / 2 + space
      }
    } ?? count
  }
}
