import EcommBase

/// A smooth border around most rows; what lies outside is strange.
///
/// The one-class support vector machine with the likeness exp(-gamma |a - b|^2), on standardised columns. Up
/// to `exactRows` the border is the exact one (`OneClassSolver`); for more rows it is drawn with random
/// features from a part of them (`RandomFeatures`). A score is how far outside the border a row lies,
/// negative inside.
///
/// Cost: to fit, a column of likeness for each of some thousand steps; to score, columns x rows that the
/// border rests on, or columns x random features.
public struct OneClassSVM: OutlierDetector, Equatable {
  enum Border: Sendable, Equatable {
    /// Rows that the border rests on, and their weights.
    case exact(rows: Matrix, weights: [Double])
    case random(RandomFeatures, direction: [Double], seed: Int)
  }

  let standard: StandardColumns
  let gamma: Double
  let offset: Double
  let border: Border

  public var width: Int { standard.means.count }

  /// Rows that random features are fitted to: more would not move the border.
  private static let mostRows = 20_000

  public static func fit(
    _ rows: Matrix, parameters: OneClassParameters = .init(), parallel: Parallel = Parallel()
  ) throws -> OneClassSVM {
    try parameters.validate()
    try rows.checkForFitting()
    let standard = StandardColumns(of: rows)
    let gamma = parameters.gamma > 0 ? parameters.gamma : 1 / Double(rows.columns)
    if rows.rows <= parameters.exactRows {
      return exact(standard.apply(rows), standard, parameters, gamma)
    }
    var random = SeededRandom(seed: parameters.seed)
    let chosen = random.few(min(mostRows, rows.rows), of: rows.rows)
    let own = standard.apply(rows.selecting(chosen))
    try check(parameters.randomFeatures, own)
    let seed = Int(truncatingIfNeeded: parameters.seed)
    let features = RandomFeatures(
      count: parameters.randomFeatures, width: rows.columns, gamma: gamma, seed: parameters.seed)
    let values = try parallel.mapChunks(of: own.rows, size: 256) { range in
      range.flatMap { features.apply(own.row($0)) }
    }.flatMap { $0 }
    let found = try RandomFeatures.border(
      Matrix(rows: own.rows, columns: features.count, values: values), nu: parameters.nu,
      parallel: parallel)
    return OneClassSVM(
      standard: standard, gamma: gamma, offset: found.offset,
      border: .random(features, direction: found.direction, seed: seed))
  }

  private static let mostNumbers = 1 << 27

  private static func check(_ features: Int, _ rows: Matrix) throws(OutlierError) {
    let numbers = features * max(rows.rows, rows.columns)
    guard numbers <= mostNumbers else {
      throw .tooLarge(what: "\(features) random features of these rows", bytes: numbers * 8)
    }
  }

  private static func exact(
    _ rows: Matrix, _ standard: StandardColumns, _ parameters: OneClassParameters, _ gamma: Double
  ) -> OneClassSVM {
    let solved = OneClassSolver(rows, nu: parameters.nu, gamma: gamma)
    let resting = solved.weights.indices.filter { solved.weights[$0] > 0 }
    return OneClassSVM(
      standard: standard, gamma: gamma, offset: solved.offset,
      border: .exact(
        rows: rows.selecting(resting), weights: resting.map { solved.weights[$0] }))
  }

  init(standard: StandardColumns, gamma: Double, offset: Double, border: Border) {
    self.standard = standard
    self.gamma = gamma
    self.offset = offset
    self.border = border
  }

  public func scores(_ rows: Matrix, parallel: Parallel = Parallel()) throws -> [Double] {
    try check(rows)
    return try parallel.mapChunks(of: rows.rows, size: 256) { range in
      let own = standard.apply(
        Matrix(
          rows: range.count, columns: width,
          values: Array(rows.values[range.lowerBound * width..<range.upperBound * width])))
      return (0..<own.rows).map { offset - self.likeness(own.row($0)) }
    }.flatMap { $0 }
  }

  private func likeness(_ row: ArraySlice<Double>) -> Double {
    switch border {
    case .exact(let rows, let weights):
      let likeness = KernelColumns.likeness(row, to: rows, gamma: gamma)
      return RandomFeatures.product(likeness[...], weights)
    case .random(let features, let direction, _):
      return RandomFeatures.product(features.apply(row)[...], direction)
    }
  }
}

extension OneClassSVM {
  public var json: JSON {
    var object = JSON.Object([
      ("standard", standard.json), ("gamma", .number(gamma)), ("offset", .number(offset)),
    ])
    switch border {
    case .exact(let rows, let weights):
      object["rows"] = .numbers(rows.values)
      object["weights"] = .numbers(weights)
    case .random(_, let direction, let seed):
      object["direction"] = .numbers(direction)
      object["seed"] = .integer(seed)
    }
    return .object(object)
  }

  public init(_ fields: JSONFields) throws {
    standard = try StandardColumns(fields.fields("standard"))
    gamma = try fields.number("gamma")
    offset = try fields.number("offset")
    guard gamma > 0, gamma <= 1e6, abs(offset) <= 1e6 else {
      throw fields.fault("gamma", expected: "a number above 0 and up to 1,000,000")
    }
    let width = standard.means.count
    if fields.object["seed"] != nil {
      let direction = try fields.numbers("direction")
      guard (1...16_384).contains(direction.count),
        direction.count * width <= Self.mostNumbers,
        direction.allSatisfy({ abs($0) <= 1e6 })
      else { throw fields.fault("direction", expected: "1 to 16,384 numbers in range") }
      let seed = try fields.integer("seed", in: Int.min...Int.max)
      border = .random(
        RandomFeatures(
          count: direction.count, width: width, gamma: gamma,
          seed: UInt64(truncatingIfNeeded: seed)),
        direction: direction, seed: seed)
    } else {
      let weights = try fields.numbers("weights")
      guard !weights.isEmpty, weights.allSatisfy({ (0...1).contains($0) }) else {
        throw fields.fault("weights", expected: "numbers from 0 to 1, at least one")
      }
      let values = try fields.numbers("rows")
      guard values.count == weights.count * width,
        values.allSatisfy({ abs($0) <= StandardColumns.farthest })
      else { throw fields.fault("rows", expected: "\(weights.count) rows of \(width) numbers") }
      border = .exact(
        rows: Matrix(rows: weights.count, columns: width, values: values), weights: weights)
    }
  }
}
