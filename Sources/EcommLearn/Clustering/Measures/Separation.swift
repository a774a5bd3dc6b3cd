import EcommBase

/// Measures of clusters from their centres alone: one pass over the rows.
public enum Separation {
  /// Mean over clusters of how wide they and their most similar other one are, against how far apart
  /// (Davies and Bouldin, 1979). Lower is better; clusters with the same centre are left out of the
  /// comparison.
  public static func daviesBouldin(_ rows: Matrix, labels: [Int]) throws -> Double {
    let groups = try ClusterGroups(rows, labels: labels)
    let widths = (0..<groups.clusters).map { cluster in
      groups.places(cluster).reduce(0.0) {
        $0 + groups.squared($1, toCentre: cluster).squareRoot()
      } / Double(groups.places(cluster).count)
    }
    let worst = (0..<groups.clusters).map { a in
      (0..<groups.clusters).reduce(0.0) { worst, b in
        let apart = a == b ? 0 : groups.squared(centre: a, b).squareRoot()
        return apart > 0 ? max(worst, (widths[a] + widths[b]) / apart) : worst
      }
    }
    return worst.reduce(0, +) / Double(groups.clusters)
  }

  /// Spread between clusters against spread inside them, each by its degrees of freedom (Caliński and
  /// Harabasz, 1974). Higher is better; infinite if all rows of a cluster are the same.
  public static func calinskiHarabasz(_ rows: Matrix, labels: [Int]) throws -> Double {
    let groups = try ClusterGroups(rows, labels: labels)
    let (clusters, count) = (groups.clusters, groups.rows.count)
    guard clusters < count else { throw ClusterError.noSpread }
    var middle = [Double](repeating: 0, count: groups.columns)
    for place in 0..<count {
      for column in middle.indices {
        middle[column] += groups.points[place * middle.count + column]
      }
    }
    var (between, within) = (0.0, 0.0)
    for cluster in 0..<clusters {
      let places = groups.places(cluster)
      within = places.reduce(within) { $0 + groups.squared($1, toCentre: cluster) }
      for column in middle.indices {
        let shift = groups.centres[cluster * middle.count + column] - middle[column] / Double(count)
        between += Double(places.count) * shift * shift
      }
    }
    return between / within * Double(count - clusters) / Double(clusters - 1)
  }
}
