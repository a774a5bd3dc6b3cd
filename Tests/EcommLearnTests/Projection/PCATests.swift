import EcommBase
import EcommLearn
import EcommTestKit
import Testing

@Suite struct PCATests {
  @Test(arguments: [false, true]) func allComponentsGiveTheRowsBack(scaled: Bool) throws {
    let rows = ClusterSample.rows(seed: 1, rows: 80, columns: 6)
    let pca = try PCA.fit(rows, scaled: scaled)
    let back = try pca.inverse(pca.transform(rows))
    for (a, b) in zip(rows.values, back.values) { #expect(isClose(a, b, within: 1e-10)) }
    #expect(isClose(pca.shares.reduce(0, +), 1, within: 1e-12))
    #expect(pca.variances == pca.variances.sorted(by: >))
    if scaled { #expect(isClose(pca.variances.reduce(0, +), 6, within: 1e-10)) }
  }

  @Test func axesAreAtRightAngles() throws {
    let pca = try PCA.fit(ClusterSample.rows(seed: 2, rows: 300, columns: 9))
    for a in 0..<9 {
      for b in 0...a {
        let product = zip(pca.axes.row(a), pca.axes.row(b)).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(isClose(product, a == b ? 1 : 0, within: 1e-12))
      }
      #expect(pca.axes.row(a).max { $0.magnitude < $1.magnitude }! > 0)
    }
  }

  /// What a direction's variance says is the variance of the rows placed along it.
  @Test func variances() throws {
    let rows = ClusterSample.rows(seed: 3, rows: 5000, columns: 4)
    let pca = try PCA.fit(rows, components: 2)
    let placed = try pca.transform(rows)
    #expect(placed.columns == 2)
    for axis in 0..<2 {
      let column = placed.column(axis)
      let mean = column.reduce(0, +) / 5000
      let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4999
      #expect(isClose(variance, pca.variances[axis], within: 1e-9) && abs(mean) < 1e-9)
    }
  }

  @Test func fewerRowsThanColumns() throws {
    let rows = ClusterSample.rows(seed: 4, rows: 5, columns: 12, strays: 0)
    let pca = try PCA.fit(rows)
    #expect(pca.components == 5 && pca.variances[4] < 1e-10)
  }

  @Test func whatHasNoDirections() {
    #expect(throws: ClusterError.noSpread) {
      try PCA.fit(Matrix(rows: 5, columns: 2, repeating: 1))
    }
    #expect(throws: ClusterError.fewRows(count: 1, least: 2)) {
      try PCA.fit(Matrix(rows: 1, columns: 2, repeating: 1))
    }
    let rows = ClusterSample.rows(seed: 4, rows: 5)
    for count in [0, 4] {
      #expect(throws: ClusterError.self) { try PCA.fit(rows, components: count) }
    }
    #expect(throws: ClusterError.self) {
      try PCA.fit(Matrix(rows: 2, columns: PCA.mostColumns + 1))
    }
  }

  private func contract(
    scaled: Bool, predict: @escaping @Sendable (PCA, ContractRows) throws -> [Double]
  ) -> LearnerContract<PCA> {
    LearnerContract(
      "PCA, \(scaled)",
      fit: { try PCA.fit($0.matrix, components: min(2, $0.count), scaled: scaled, on: $1) },
      predict: predict, write: \.json, read: PCA.init)
  }

  @Test(arguments: [false, true]) func keepsTheContract(scaled: Bool) throws {
    let both = contract(scaled: scaled) { model, rows in
      let placed = try model.transform(rows.matrix)
      return try placed.values + model.inverse(placed).values
    }
    #expect(try both.breaches() == [])
    // Which loading decides the sign may depend on the order of the columns where two are as large.
    let sizes = contract(scaled: scaled) { try $0.transform($1.matrix).values.map(\.magnitude) }
    #expect(try sizes.columnOrderShows(tolerance: 1e-9) == [])
  }
}
