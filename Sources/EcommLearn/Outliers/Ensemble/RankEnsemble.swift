import EcommBase

/// Several detectors of different kinds, which vote by rank.
///
/// Scores of different detectors share no unit. Each member's score becomes the share of training rows that
/// score lower, and a row's score is the mean of these shares. The shares are kept as a thousand
/// quantiles, so a fresh row gets its rank without the training rows; above the highest the share grows on
/// toward 1 by less and less, so that the strangest rows stay in order.
public struct RankEnsemble: OutlierDetector {
  struct Member: Sendable {
    let kind: DetectorKind
    let detector: any OutlierDetector
    /// Ascending.
    let quantiles: [Double]
  }

  let members: [Member]

  public var width: Int { members.first?.detector.width ?? 0 }

  private static let levels = 1000

  public static func fit(
    _ rows: Matrix, parameters: DetectorParameters, parallel: Parallel = Parallel()
  ) throws -> RankEnsemble {
    let kinds = parameters.members.filter { $0 != .ensemble }
    guard !kinds.isEmpty else {
      throw OutlierError.parameter(name: "members", value: 0, expected: "one detector or more")
    }
    return RankEnsemble(
      members: try kinds.map { kind in
        let detector = try kind.fit(rows, parameters: parameters, parallel: parallel)
        let sorted = try detector.scores(rows, parallel: parallel).sorted()
        return Member(
          kind: kind, detector: detector,
          quantiles: (0...levels).map { Quantile.of(sorted, Double($0) / Double(levels)) })
      })
  }

  init(members: [Member]) { self.members = members }

  /// From 0 to 1.
  public func scores(_ rows: Matrix, parallel: Parallel = Parallel()) throws -> [Double] {
    try check(rows)
    var sums = [Double](repeating: 0, count: rows.rows)
    for member in members {
      for (row, score) in try member.detector.scores(rows, parallel: parallel).enumerated() {
        sums[row] += Self.share(score, member.quantiles) / Double(members.count)
      }
    }
    return sums
  }

  /// From 0 below all to almost 1 at the highest, and 1 infinitely far above it.
  static func share(_ score: Double, _ quantiles: [Double]) -> Double {
    guard let least = quantiles.first, let most = quantiles.last, score > least else { return 0 }
    let whole = Double(quantiles.count)
    if score >= most {
      let beyond = score - most
      let unit = max(most - least, .leastNormalMagnitude)
      return (whole - 1 + beyond / (beyond + unit)) / whole
    }
    var (low, high) = (0, quantiles.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if quantiles[middle] < score { low = middle } else { high = middle }
    }
    let gap = quantiles[high] - quantiles[low]
    return (Double(low) + (gap > 0 ? (score - quantiles[low]) / gap : 0)) / whole
  }

  public var json: JSON {
    [
      "members": .array(
        members.map {
          [
            "kind": .string($0.kind.rawValue), "model": $0.detector.json,
            "quantiles": .numbers($0.quantiles),
          ]
        })
    ]
  }

  public init(_ fields: JSONFields) throws {
    members = try fields.objects("members").map { own in
      let kind: DetectorKind = try own.choice("kind")
      guard kind != .ensemble else { throw own.fault("kind", expected: "a plain detector") }
      let quantiles = try own.numbers("quantiles")
      guard (2...100_000).contains(quantiles.count),
        zip(quantiles, quantiles.dropFirst()).allSatisfy(<=)
      else { throw own.fault("quantiles", expected: "ascending numbers") }
      return Member(
        kind: kind, detector: try kind.read(own.fields("model")), quantiles: quantiles)
    }
    guard let width = members.first?.detector.width,
      members.allSatisfy({ $0.detector.width == width })
    else { throw fields.fault("members", expected: "detectors of the same columns") }
  }
}
