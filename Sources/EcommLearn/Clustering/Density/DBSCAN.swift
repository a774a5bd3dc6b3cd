import EcommBase

/// DBSCAN (Ester, Kriegel, Sander and Xu, 1996): rows with enough neighbours are cores, cores within
/// reach of one another are one cluster, and what no core reaches is noise.
///
/// Clusters are numbered by their first core in the order of the rows. A border row, which is near
/// cores of several clusters, belongs to the first of these clusters; this is what a scan of the rows
/// in order gives. Noise has the label -1.
public struct DBSCAN: Sendable, Equatable {
  public static let noise = -1

  /// How far a row reaches, inclusive.
  public let eps: Double
  /// Rows within reach that make a core, itself counted.
  public let minimumNeighbours: Int
  public let clusters: Int
  /// Rows in each cluster, cores and border.
  public let counts: [Int]
  /// (cores, columns) and the cluster of each: with these a new row gets its label.
  public let cores: Matrix
  public let coreLabels: [Int]

  /// What a fit says about its own rows.
  public struct Fit: Sendable, Equatable {
    public let model: DBSCAN
    /// The cluster of each row, or `noise`.
    public let labels: [Int]
    public let isCore: [Bool]
    public var noise: Int { labels.count { $0 == DBSCAN.noise } }
  }

  public static func fit(
    _ rows: Matrix, eps: Double, minimumNeighbours: Int = 5, on parallel: Parallel = Parallel()
  ) throws -> Fit {
    guard eps > 0, eps < ClusterRows.largest else {
      throw ClusterError.badParameter(name: "eps", expected: "above 0 and finite")
    }
    guard minimumNeighbours >= 1 else {
      throw ClusterError.badParameter(name: "minimumNeighbours", expected: "at least 1")
    }
    let tree = try NeighbourTree(rows, on: parallel)
    let reach = DensityReach(tree: tree, eps: eps, least: minimumNeighbours, parallel: parallel)
    let (labels, isCore) = reach.labels()
    return Fit(
      model: DBSCAN(rows, eps, minimumNeighbours, labels, isCore), labels: labels, isCore: isCore)
  }

  private init(
    _ rows: Matrix, _ eps: Double, _ least: Int, _ labels: [Int], _ isCore: [Bool]
  ) {
    self.eps = eps
    minimumNeighbours = least
    clusters = (labels.max() ?? -1) + 1
    var counts = [Int](repeating: 0, count: clusters)
    for label in labels where label >= 0 { counts[label] += 1 }
    self.counts = counts
    let chosen = isCore.indices.filter { isCore[$0] }
    cores = Matrix(
      rows: chosen.count, columns: rows.columns, values: chosen.flatMap { rows.row($0) })
    coreLabels = chosen.map { labels[$0] }
  }

  /// The clusters of new rows: that of the nearest core within reach, else noise. Of equally near
  /// cores the first decides. Distances are to the nearest core, infinite if there is none.
  public func predict(
    _ rows: Matrix, on parallel: Parallel = Parallel()
  ) throws -> (labels: [Int], distances: [Double]) {
    try ClusterRows.check(rows, columns: cores.columns)
    guard cores.rows > 0 else {
      let none = [Double](repeating: .infinity, count: rows.rows)
      return (none.map { _ in Self.noise }, none)
    }
    let near = rows.rows < Self.fewRows ? nearestByScan(rows) : try nearestByTree(rows, parallel)
    return (
      near.map { $0.distance <= eps ? coreLabels[$0.row] : Self.noise }, near.map(\.distance)
    )
  }

  /// Up to so many rows a look at all cores costs less than making a tree of them.
  private static let fewRows = 16

  private func nearestByScan(_ rows: Matrix) -> [(row: Int, distance: Double)] {
    (0..<rows.rows).map { row in
      var best = (row: 0, square: Double.infinity)
      for core in 0..<cores.rows {
        var square = 0.0
        for column in 0..<rows.columns {
          let difference = rows[row, column] - cores[core, column]
          square += difference * difference
        }
        if square < best.square { best = (core, square) }
      }
      return (best.row, best.square.squareRoot())
    }
  }

  private func nearestByTree(
    _ rows: Matrix, _ parallel: Parallel
  ) throws -> [(row: Int, distance: Double)] {
    let tree = try NeighbourTree(cores, on: parallel)
    return try parallel.mapChunks(of: rows.rows, size: 1024) { range in
      try range.map { try tree.nearest(1, to: Array(rows.row($0)))[0] }
    }.flatMap { $0 }
  }
}

extension DBSCAN {
  public var json: JSON {
    [
      "eps": .number(eps), "minimum_neighbours": .integer(minimumNeighbours),
      "columns": .integer(cores.columns), "counts": .integers(counts),
      "cores": .array((0..<cores.rows).map { .numbers(Array(cores.row($0))) }),
      "core_labels": .integers(coreLabels),
    ]
  }

  public init(_ fields: JSONFields) throws {
    eps = try fields.number("eps")
    guard eps > 0, eps < ClusterRows.largest else {
      throw fields.fault("eps", expected: "above 0")
    }
    minimumNeighbours = try fields.integer("minimum_neighbours", in: 1...Int(Int32.max))
    cores = try fields.points("cores", columns: fields.columnCount())
    guard let counts = try fields.value("counts").integers, counts.count <= cores.rows,
      counts.allSatisfy({ $0 > 0 })
    else { throw fields.fault("counts", expected: "sizes of no more clusters than cores") }
    self.counts = counts
    clusters = counts.count
    coreLabels = try fields.integers(
      "core_labels", count: cores.rows, in: 0...max(0, counts.count - 1))
    guard Set(coreLabels).count == counts.count else {
      throw fields.fault("core_labels", expected: "labels with a core for each cluster")
    }
  }
}
