import EcommBase
import EcommLearn

/// The customers who are unlike any other: noise of DBSCAN on the same points as the segments.
///
/// A new customer is odd where no core of the fit is within reach. The fit takes at most
/// `mostCustomers`, drawn by the seed.
struct OddCustomers: Sendable, Equatable {
  let density: DBSCAN
  let isProposed: Bool

  static let mostCustomers = 20_000

  /// Nil for so few or so equal customers that none can be odd.
  static func fit(
    _ points: Matrix, _ settings: SegmentSettings, parallel: Parallel
  ) throws -> OddCustomers? {
    let part = SegmentChoice.sampled(points, settings.seed)
    guard part.rows > settings.minimumNeighbours else { return nil }
    do {
      let eps =
        try settings.eps
        ?? ReachProposal.propose(
          part, minimumNeighbours: settings.minimumNeighbours, on: parallel
        ).eps
      let fit = try DBSCAN.fit(
        part, eps: eps, minimumNeighbours: settings.minimumNeighbours, on: parallel)
      guard fit.model.cores.rows > 0 else { return nil }
      return OddCustomers(density: fit.model, isProposed: settings.eps == nil)
    } catch ClusterError.noSpread {
      return nil
    }
  }

  func flags(_ points: Matrix, parallel: Parallel) throws -> [Bool] {
    try density.predict(points, on: parallel).labels.map { $0 == DBSCAN.noise }
  }
}
