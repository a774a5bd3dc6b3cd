import EcommBase
import EcommLearn
import EcommTestKit
import Testing

/// scikit-learn's answers. Labels are the same; sums differ by the order of adding, which 1e-9 of
/// their size allows for.
@Suite struct ClusterOracleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let json: JSON
    var testDescription: String { "case \(json["seed"]?.integer ?? -1)" }

    func number(_ name: String) throws -> Double { try #require(json[name]?.double) }
    func numbers(_ name: String) throws -> [Double] { try #require(json[name]?.doubles) }
    func integers(_ name: String) throws -> [Int] { try #require(json[name]?.integers) }

    func lists(_ name: String) throws -> [[Double]] {
      let lists = json[name]?.array?.compactMap(\.doubles)
      return try #require(lists)
    }

    var rows: Matrix {
      get throws {
        let lists = try lists("x")
        return Matrix(rows: lists.count, columns: lists[0].count, values: Array(lists.joined()))
      }
    }
  }

  static let cases = ((try? Oracle.read("clusters.json"))?["cases"]?.array ?? []).map(Case.init)

  @Test func thereAreCases() { #expect(Self.cases.count == 8) }

  @Test(arguments: cases) func inertia(_ case: Case) throws {
    let parameters = KMeansParameters(clusters: try #require(`case`.json["clusters"]?.integer))
    let weights = try `case`.numbers("weights")
    let model = try KMeans.fit(`case`.rows, weights: weights, parameters: parameters)
    let expected = try `case`.number("inertia")
    #expect(model.inertia <= expected * (1 + 1e-9), "\(model.inertia), \(expected)")
    #expect(model.converged)
  }

  @Test(arguments: cases) func density(_ case: Case) throws {
    let fit = try DBSCAN.fit(`case`.rows, eps: `case`.number("eps"))
    #expect(fit.labels == (try `case`.integers("dbscan")))
    #expect(fit.isCore.indices.filter { fit.isCore[$0] } == (try `case`.integers("cores")))
  }

  /// Edges of one length may be merged in either order, which moves single rows: at most two here.
  @Test(arguments: cases) func hierarchy(_ case: Case) throws {
    let fit = try HDBSCAN.fit(`case`.rows, minimumClusterSize: 6)
    let expected = try `case`.integers("hdbscan")
    #expect(fit.clusters == (expected.max() ?? -1) + 1)
    var pairs: [Int: [Int: Int]] = [:]
    for (own, other) in zip(fit.labels, expected) {
      pairs[own, default: [:]][other, default: 0] += 1
    }
    let alike = pairs.values.reduce(0) { $0 + ($1.values.max() ?? 0) }
    #expect(alike >= expected.count - 2, "\(alike) of \(expected.count)")
  }

  @Test(arguments: cases) func measures(_ case: Case) throws {
    let rows = try `case`.rows
    let labels = try `case`.integers("labels")
    let silhouette = try Silhouette.measure(rows, labels: labels)
    for (own, expected) in zip(silhouette.values, try `case`.numbers("silhouette")) {
      #expect(isClose(own, expected, within: 1e-9))
    }
    #expect(!silhouette.isSampled && silhouette.rows == Array(0..<rows.rows))
    let separation = try Separation.daviesBouldin(rows, labels: labels)
    #expect(isClose(separation, try `case`.number("davies_bouldin"), within: 1e-9))
    let ratio = try Separation.calinskiHarabasz(rows, labels: labels)
    #expect(isClose(ratio, try `case`.number("calinski_harabasz"), within: 1e-9))
    let rand = try AdjustedRand.index(labels, `case`.integers("dbscan"))
    #expect(isClose(rand, try `case`.number("adjusted_rand"), within: 1e-9))
  }

  @Test(arguments: cases) func components(_ case: Case) throws {
    let pca = try PCA.fit(`case`.rows)
    for (own, expected) in zip(pca.variances, try `case`.numbers("variances")) {
      #expect(isClose(own, expected, within: 1e-9))
    }
    for (own, expected) in zip(pca.shares, try `case`.numbers("shares")) {
      #expect(isClose(own, expected, within: 1e-9))
    }
    for (place, axis) in try `case`.lists("axes").enumerated() {
      let along = zip(axis, pca.axes.row(place)).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(isClose(along.magnitude, 1, within: 1e-9))
    }
  }
}
