/// Where more clusters stop paying: the number of clusters at which the curve of inertia lies
/// furthest below the straight line from its first to its last place.
public enum Elbow {
  /// The place of the elbow among falling inertias, one for each number of clusters in ascending
  /// order; nil for fewer than three or where nothing falls.
  public static func place(_ inertias: [Double]) -> Int? {
    guard inertias.count > 2, let first = inertias.first, let last = inertias.last, first > last,
      first.isFinite
    else { return nil }
    var best = (place: 0, depth: 0.0)
    for (place, value) in inertias.enumerated() {
      let along = Double(place) / Double(inertias.count - 1)
      let depth = 1 - along - (value - last) / (first - last)
      if depth > best.depth { best = (place, depth) }
    }
    return best.depth > 0 ? best.place : nil
  }
}
