/// Least squares of a column on others, from the products of all of them.
struct WhiteRegression {
  let coefficients: [Double]
  /// The sum of the squares that are left.
  let squares: Double
  private let factor: Cholesky?
  /// The columns are solved for at a length of one: seasons and trends are of different size.
  private let lengths: [Double]

  /// - Parameter columns: the one to explain first.
  init?(_ columns: [[Double]]) {
    let products = columns.indices.flatMap { row in
      (0...row).map { dot(columns[row], columns[$0]) }
    }
    self.init(products: products, width: columns.count)
  }

  /// - Parameter products: of columns, as a lower triangle row by row, that to explain first. Nil
  ///   where one is not finite.
  init?(products: [Double], width: Int) {
    guard products.allSatisfy(\.isFinite) else { return nil }
    func product(_ i: Int, _ j: Int) -> Double { products[i * (i + 1) / 2 + j] }
    let k = width - 1
    guard k > 0 else {
      (coefficients, squares, factor, lengths) = ([], products[0], nil, [])
      return
    }
    let lengths = (0..<k).map { max(product($0 + 1, $0 + 1).squareRoot(), 1e-150) }
    var gram = [Double](repeating: 0, count: k * k)
    for i in 0..<k {
      for j in 0...i { gram[i * k + j] = product(i + 1, j + 1) / (lengths[i] * lengths[j]) }
    }
    let factor = Cholesky(gram, size: k) ?? .stabilised(gram, size: k)
    let right = (0..<k).map { product($0 + 1, 0) / lengths[$0] }
    let solution = factor.solve(right)
    coefficients = zip(solution, lengths).map { $0 / $1 }
    squares = product(0, 0) - dot(solution, right)
    self.factor = factor
    self.lengths = lengths
  }

  func errors(variance: Double) -> [Double] {
    guard let inverse = factor?.inverse() else { return [] }
    let k = lengths.count
    return (0..<k).map { (variance * max(0, inverse[$0 * k + $0])).squareRoot() / lengths[$0] }
  }
}

/// The regression of a differenced series without a model of its errors, over the values that are
/// known.
struct RoughRegression {
  let coefficients: [Double]
  /// Zero where the series is missing.
  let residuals: [Double]

  init(_ columns: [[Double]]) {
    let places = columns[0].indices.filter { !columns[0][$0].isNaN }
    let known = columns.map { column in places.map { column[$0] } }
    let found = WhiteRegression(known)?.coefficients ?? []
    let isSound = found.count == columns.count - 1 && found.allSatisfy(\.isFinite)
    coefficients = isSound ? found : columns.dropFirst().map { _ in 0 }
    var filled = [Double](repeating: 0, count: columns[0].count)
    for (place, value) in zip(places, Self.rest(known, coefficients)) { filled[place] = value }
    residuals = filled
  }

  /// `columns` with the first one rid of the others.
  func applied(to columns: [[Double]]) -> [[Double]] {
    [Self.rest(columns, coefficients)] + columns.dropFirst()
  }

  private static func rest(_ columns: [[Double]], _ coefficients: [Double]) -> [Double] {
    Sarima.without(Array(columns.dropFirst()), coefficients, columns[0])
  }
}
