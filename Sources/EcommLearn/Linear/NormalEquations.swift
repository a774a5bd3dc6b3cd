import EcommBase

/// Weighted means of products of scaled columns, with each other and with the scaled target.
struct NormalEquations: Sendable {
  let columns: Int
  /// (columns + 1, columns + 1), the lower triangle; the intercept last.
  let gram: [Double]
  /// (columns + 1).
  let withTarget: [Double]
  /// Mean of the target, or 0 without an intercept, and spread around it.
  let centre: Double
  let spread: Double

  static func of(
    _ data: DenseColumns, _ scaling: ColumnScaling, _ target: [Double], _ weights: [Double],
    centred: Bool, on parallel: Parallel
  ) throws -> NormalEquations {
    let total = weights.isEmpty ? Double(target.count) : weights.reduce(0, +)
    let weight: @Sendable (Int) -> Double = { weights.isEmpty ? 1 : weights[$0] }
    let mean = target.indices.reduce(0.0) { $0 + weight($1) * target[$1] } / total
    let centre = centred ? mean : 0
    let square = target.indices.reduce(0.0) {
      $0 + weight($1) * (target[$1] - centre) * (target[$1] - centre)
    }
    let spread = (square / total).squareRoot()
    let size = data.columnCount + 1
    let pieces = min(16, Chunks(data.rowCount, size: DenseTile.chunk).count)
    let stretch = (data.rowCount + pieces - 1) / pieces
    let parts = try parallel.mapChunks(of: data.rowCount, size: stretch) { range in
      sums(data, scaling, range) { row in (weight(row), weight(row) * (target[row] - centre)) }
    }
    var sum = parts[0]
    for part in parts.dropFirst() { for index in sum.indices { sum[index] += part[index] } }
    let scale = spread > 0 ? 1 / (total * spread) : 0
    return NormalEquations(
      columns: data.columnCount, gram: sum[..<(size * size)].map { $0 / total },
      withTarget: sum[(size * size)...].map { $0 * scale }, centre: centre, spread: spread)
  }

  /// The gram matrix and behind it the products with the target.
  private static func sums(
    _ data: DenseColumns, _ scaling: ColumnScaling, _ range: Range<Int>,
    _ values: (Int) -> (weight: Double, target: Double)
  ) -> [Double] {
    let size = data.columnCount + 1
    var sums = [Double](repeating: 0, count: size * size + size)
    let work = TileScratch(columns: 3)
    sums.withUnsafeMutableBufferPointer { sums in
      guard let gram = sums.baseAddress else { return }
      DenseTile.forEach(data, scaling, range) { tile, held in
        for lane in 0..<DenseTile.rows {
          let row = held.lowerBound + lane
          let (weight, target) = lane < held.count ? values(row) : (0, 0)
          work[0][lane] = weight
          work[1][lane] = target
        }
        tile.addGram(work[0], gram, scratch: work[2])
        tile.addGradient(work[1], gram + size * size)
      }
    }
    return sums
  }

  /// From scaled columns and target back to their own units.
  func model(
    _ point: [Double], _ iterations: Int, _ scaling: ColumnScaling, _ fitsIntercept: Bool,
    gradient: Double = 0, tolerance: Double = 1
  ) -> LinearRegression {
    let slopes = zip(point, scaling.scales).map { $0 * $1 * spread }
    let intercept = centre + point[columns] * spread - dot(slopes, scaling.centres)
    return LinearRegression(
      coefficients: slopes, intercept: fitsIntercept ? intercept : 0,
      convergence: Convergence(
        iterations: iterations, gradientNorm: gradient, converged: gradient <= tolerance))
  }
}

/// ½ uᵀ G u - cᵀ u + Σ lasso |u|: the elastic net in scaled columns.
struct Quadratic {
  private let size: Int
  /// (size, size), both triangles, ridge on the diagonal.
  private let gram: [Double]
  private let target: [Double]
  private let lasso: [Double]
  /// Coordinates that stay zero.
  private let fixed: [Bool]

  var hasLasso: Bool { lasso.contains { $0 > 0 } }

  init(_ products: NormalEquations, _ scaling: ColumnScaling, _ parameters: RegressionParameters) {
    size = products.columns + 1
    var gram = products.gram
    for i in 0..<size { for j in 0..<i { gram[j * size + i] = gram[i * size + j] } }
    for j in 0..<products.columns {
      let scale = scaling.scales[j]
      gram[j * size + j] += parameters.strength * (1 - parameters.l1Ratio) * scale * scale
    }
    self.gram = gram
    fixed = scaling.scales.map { $0 == 0 } + [!parameters.fitsIntercept]
    target = products.withTarget
    // The target is in units of its spread, and so is what a coefficient is worth.
    let lasso = parameters.strength * parameters.l1Ratio / products.spread
    self.lasso = scaling.scales.map { $0 * lasso } + [0]
  }

  /// Without magnitudes: one Cholesky solution.
  func solve() -> [Double] {
    var free = gram
    var right = target
    for i in 0..<size where fixed[i] {
      for j in 0..<size {
        free[i * size + j] = 0
        free[j * size + i] = 0
      }
      free[i * size + i] = 1
      right[i] = 0
    }
    return Cholesky.stabilised(free, size: size).solve(right)
  }

  /// Coordinate descent on the products (Friedman, Hastie and Tibshirani, 2010).
  func descend(_ parameters: RegressionParameters) -> (point: [Double], iterations: Int) {
    var point = [Double](repeating: 0, count: size)
    var rest = target
    for iteration in 1...parameters.maximumIterations {
      var largest = 0.0
      for j in 0..<size where !fixed[j] && gram[j * size + j] > 0 {
        let curve = gram[j * size + j]
        let pull = rest[j] + curve * point[j]
        let new = (max(0, pull.magnitude - lasso[j]) * (pull < 0 ? -1 : 1)) / curve
        let change = new - point[j]
        if change == 0 { continue }
        point[j] = new
        largest = max(largest, change.magnitude * curve)
        for i in 0..<size { rest[i] -= gram[j * size + i] * change }
      }
      if largest <= parameters.tolerance { return (point, iteration) }
    }
    return (point, parameters.maximumIterations)
  }

  func steepest(_ point: [Double]) -> Double {
    let gradient = (0..<size).map { i in
      dot(Array(gram[i * size..<(i + 1) * size]), point) - target[i]
    }
    let slopes = OrthantWise.pseudoGradient(point, gradient, lasso)
    return zip(slopes, fixed).reduce(0) { $1.1 ? $0 : max($0, $1.0.magnitude) }
  }
}
