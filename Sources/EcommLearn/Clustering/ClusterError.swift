/// Rows or settings that cannot be clustered or projected.
public enum ClusterError: Error, Sendable, Equatable {
  case noRows
  case noColumns
  case notFinite(row: Int, column: Int)
  case badWeights
  case noWeight
  case badParameter(name: String, expected: String)
  case fewRows(count: Int, least: Int)
  /// More clusters than rows that differ.
  case fewDistinctRows(clusters: Int)
  case differentColumns(model: Int, data: Int)
  case differentCounts(what: String, count: Int, rows: Int)
  /// A measure of how clusters stand apart was asked of fewer than two.
  case oneCluster
  /// Every row is a cluster of its own, or every row is the same.
  case noSpread
  case overflow
}
