import EcommBase

/// A reach for DBSCAN, read off the rows: the distances to the k-th neighbour in ascending order rise
/// slowly through the dense rows and steeply through the odd ones, and the knee between both is the
/// reach (Ester et al., 1996; the knee is the place furthest below the straight line from the first
/// to the last distance, as in Satopää et al., 2011).
public struct ReachProposal: Sendable, Equatable {
  public let eps: Double
  /// The place of the knee in `distances`.
  public let knee: Int
  /// Of each row the distance to the neighbour that makes it a core, ascending.
  public let distances: [Double]

  /// `minimumNeighbours` counts the row itself, as in `DBSCAN`.
  public static func propose(
    _ rows: Matrix, minimumNeighbours: Int = 5, on parallel: Parallel = Parallel()
  ) throws -> ReachProposal {
    guard minimumNeighbours >= 2 else {
      throw ClusterError.badParameter(name: "minimumNeighbours", expected: "at least 2")
    }
    let tree = try NeighbourTree(rows, on: parallel)
    let near = try tree.nearestRows(minimumNeighbours - 1, on: parallel)
    let distances = stride(
      from: minimumNeighbours - 2, to: near.distances.count, by: minimumNeighbours - 1
    ).map { near.distances[$0] }.sorted()
    guard let last = distances.last, last > 0 else { throw ClusterError.noSpread }
    let knee = Self.knee(distances)
    // Where most rows are copies of others the knee may lie at no distance at all.
    let place = distances[knee] > 0 ? knee : distances.firstIndex { $0 > 0 } ?? knee
    return ReachProposal(eps: distances[place], knee: place, distances: distances)
  }

  /// The place furthest below the straight line from the first to the last of ascending values.
  static func knee(_ values: [Double]) -> Int {
    guard values.count > 2, let first = values.first, let last = values.last, last > first else {
      return max(0, values.count - 1)
    }
    var best = (place: values.count - 1, depth: 0.0)
    for (place, value) in values.enumerated() {
      let along = Double(place) / Double(values.count - 1)
      let depth = along - (value - first) / (last - first)
      if depth > best.depth { best = (place, depth) }
    }
    return best.place
  }
}
