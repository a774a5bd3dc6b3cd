import EcommBase
import EcommTestKit
import Glibc
import Testing

@testable import EcommLearn

enum Logarithm {
  static func base2(_ value: Double) -> Double { log2(value) }
  static let usualPathOf32 = IsolationTree.usualPath(32)
}

/// scikit-learn's values on the same rows. Neighbours are measured with 32 bits here, hence 1e-5; the machines
/// stop when no pair of rows can gain more than 1e-4.
@Suite struct OutlierOracleTests {
  private let oracle: JSON
  private let rows: Matrix

  init() throws {
    oracle = try Oracle.read("outliers.json")
    let lists = oracle["rows"]?.array?.compactMap(\.doubles) ?? []
    rows = Matrix(rows: lists.count, columns: 3, values: lists.flatMap { $0 })
  }

  private func expected(_ name: String) throws -> [Double] {
    try #require(oracle[name]?.doubles)
  }

  @Test(arguments: [
    (NeighbourParameters.Score.factor, "local_outlier_factor"), (.distance, "neighbour_distance"),
  ]) func neighbours(score: NeighbourParameters.Score, name: String) throws {
    var parameters = NeighbourParameters(score: score)
    parameters.neighbours = 5
    let scores = try NeighbourDetector.fit(rows, parameters: parameters).scores(rows)
    #expect(zip(scores, try expected(name)).allSatisfy { isClose($0, $1, within: 1e-5) })
  }

  @Test(arguments: [0.1, 0.5]) func machines(nu: Double) throws {
    var parameters = OneClassParameters()
    parameters.nu = nu
    let expected = try #require(oracle["one_class_svm"]?["\(nu)"]?.doubles)
    let scores = try OneClassSVM.fit(rows, parameters: parameters).scores(rows)
    #expect(zip(scores, expected).allSatisfy { isClose($0, $1, within: 5e-4) })
  }

  /// With random features the order of the rows is nearly that of the exact border.
  @Test func randomFeaturesComeNear() throws {
    var parameters = OneClassParameters()
    parameters.exactRows = 2
    parameters.randomFeatures = 4096
    let near = try OneClassSVM.fit(rows, parameters: parameters).scores(rows)
    let exact = try OneClassSVM.fit(rows).scores(rows)
    let pairs = rows.rows * (rows.rows - 1) / 2
    var turned = 0
    for a in 0..<rows.rows {
      for b in 0..<a where (near[a] < near[b]) != (exact[a] < exact[b]) { turned += 1 }
    }
    #expect(Double(turned) / Double(pairs) < 0.05)
  }

  @Test func usualPaths() throws {
    let paths = [1, 2, 3, 10, 256].map(IsolationTree.usualPath)
    #expect(zip(paths, try expected("usual_paths")).allSatisfy { isClose($0, $1, within: 1e-12) })
  }

  /// What rows take in whole trees is what they take from node to node.
  @Test(arguments: [1, 3]) func forestsWalkAsTheirTrees(splitColumns: Int) throws {
    var parameters = IsolationParameters()
    parameters.trees = 7
    parameters.sample = 40
    parameters.splitColumns = splitColumns
    let forest = try IsolationForest.fit(rows, parameters: parameters)
    let paths = try forest.paths(rows, parallel: .serial)
    for row in 0..<rows.rows {
      let plain = forest.trees.map { Double(plainPath($0, forest, row)) }.reduce(0, +) / 7
      #expect(isClose(plain, paths[row], within: 1e-9))
    }
  }

  private func plainPath(_ tree: IsolationTree, _ forest: IsolationForest, _ row: Int) -> Float {
    var (node, depth) = (0, 0)
    while tree.sizes[node] == 0 {
      let number = tree.sizes[..<node].count { $0 == 0 }
      var place: Float = 0
      for split in 0..<forest.splitColumns {
        let column = Int(tree.features[number * forest.splitColumns + split])
        let value = Float(rows[row, column])
        place +=
          forest.splitColumns == 1
          ? value
          : tree.weights[number * forest.splitColumns + split]
            * (value - forest.centers[column]) * forest.scales[column]
      }
      node = 2 * number + (place < tree.thresholds[number] ? 1 : 2)
      depth += 1
    }
    return IsolationTree.pathLength(depth: depth, size: Int(tree.sizes[node]))
  }

  /// Every cut parts its rows: no leaf is empty, and the leaves hold the whole sample.
  @Test func treesHoldTheirSample() throws {
    for tree in try IsolationForest.fit(rows).trees {
      #expect(tree.sizes.reduce(0, +) == Int32(rows.rows))
      #expect(tree.thresholds.count * 2 + 1 == tree.sizes.count)
      #expect((tree.depths.max() ?? 0) <= 6)
    }
  }

  @Test func quantiles() {
    #expect(Quantile.of([1, 2, 3, 4], 0.5) == 2.5)
    #expect(Quantile.of([1, 2, 3, 4], 0) == 1 && Quantile.of([1, 2, 3, 4], 1) == 4)
    #expect(Quantile.of([], 0.5).isNaN)
  }

  @Test func ranksRiseWithScores() {
    let quantiles = (0...10).map { Double($0) }
    let shares = [-1, 0, 0.5, 3, 9.9, 10, 11, 1e9, .greatestFiniteMagnitude].map {
      RankEnsemble.share($0, quantiles)
    }
    #expect(zip(shares, shares.dropFirst()).allSatisfy(<=) && shares.allSatisfy { $0 <= 1 })
    #expect(shares[6] > shares[5] && shares[3] == 3.0 / 11)
  }
}
