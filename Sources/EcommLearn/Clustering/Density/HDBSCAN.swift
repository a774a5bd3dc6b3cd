import EcommBase

/// Density clusters without a reach to choose (Campello, Moulavi and Sander, 2013; McInnes and Healy,
/// 2017): of the clusters of DBSCAN at every reach, those are kept that last longest (excess of mass).
///
/// Clusters are numbered by their first row; noise has the label -1. Equally long edges are told
/// apart by their rows.
public struct HDBSCAN: Sendable, Equatable {
  public static let noise = -1

  /// The cluster of each row, or `noise`.
  public let labels: [Int]
  /// How firmly each row belongs to its cluster, 0 to 1; 0 for noise.
  public let probabilities: [Double]
  /// Rows in each cluster.
  public let counts: [Int]
  /// Excess of mass of each cluster.
  public let stabilities: [Double]

  public var clusters: Int { counts.count }
  public var noise: Int { labels.count { $0 == Self.noise } }

  /// `minimumNeighbours`, the row itself counted, says what is dense; nil takes `minimumClusterSize`.
  public static func fit(
    _ rows: Matrix, minimumClusterSize: Int = 5, minimumNeighbours: Int? = nil,
    on parallel: Parallel = Parallel()
  ) throws -> HDBSCAN {
    guard minimumClusterSize >= 2 else {
      throw ClusterError.badParameter(name: "minimumClusterSize", expected: "at least 2")
    }
    let neighbours = minimumNeighbours ?? minimumClusterSize
    let tree = try NeighbourTree(rows, on: parallel)
    let near = try tree.nearestRows(neighbours, includingItself: true, on: parallel)
    let cores = stride(from: neighbours - 1, to: near.distances.count, by: neighbours).map {
      near.distances[$0]
    }
    let spanning = MutualReachTree(tree, coreDistances: cores, on: parallel)
    return HDBSCAN(
      CondensedTree(spanning.edges, rows: rows.rows, minimumClusterSize: minimumClusterSize))
  }

  private init(_ tree: CondensedTree) {
    let chosen = Self.covering(tree)
    let owners = tree.lastClusters.map { chosen[$0] }
    var (numbers, order) = ([Int: Int](), [Int]())
    for owner in owners where owner >= 0 && numbers[owner] == nil {
      numbers[owner] = order.count
      order.append(owner)
    }
    labels = owners.map { numbers[$0] ?? Self.noise }
    var counts = order.map { _ in 0 }
    for label in labels where label >= 0 { counts[label] += 1 }
    self.counts = counts
    stabilities = order.map { tree.clusters[$0].stability }
    probabilities = zip(owners, tree.densities).map { owner, density in
      owner < 0 ? 0 : min(1, density / tree.clusters[owner].death)
    }
  }

  /// For each cluster of the hierarchy the chosen one that holds it, or -1.
  private static func covering(_ tree: CondensedTree) -> [Int] {
    let chosen = Set(tree.chosen())
    var covering = tree.clusters.map { _ in -1 }
    for cluster in tree.clusters.indices.dropFirst() {
      covering[cluster] =
        chosen.contains(cluster) ? cluster : covering[tree.clusters[cluster].parent]
    }
    return covering
  }
}
