import EcommBase

/// Strange rows have their neighbours far away, or farther than these have theirs.
///
/// The local outlier factor (M. Breunig et al., "LOF: Identifying Density-Based Local Outliers", 2000) is
/// the density around a row's neighbours over that around the row itself: 1 for usual rows. The plain
/// distance to the neighbours says less about dense places and more about empty ones.
///
/// Columns are standardised inside. A row that is itself among the references is not its own neighbour, so
/// rows of the training score as they would in a fresh file. Cost: references x columns for each row.
public struct NeighbourDetector: OutlierDetector, Equatable {
  public let score: NeighbourParameters.Score
  public let neighbours: Int
  let standard: StandardColumns
  let references: NeighbourSearch
  /// Of each reference: the distance to its last neighbour, and the density around it. Empty where
  /// only distances count.
  let reaches: [Double]
  let densities: [Double]

  public var width: Int { standard.means.count }

  /// Copies would be infinitely dense.
  private static let leastReach = 1e-10

  public static func fit(
    _ rows: Matrix, parameters: NeighbourParameters = .init(), parallel: Parallel = Parallel()
  ) throws -> NeighbourDetector {
    try parameters.validate()
    try rows.checkForFitting()
    let standard = StandardColumns(of: rows)
    var random = SeededRandom(seed: parameters.seed)
    let chosen = random.few(min(parameters.references, rows.rows), of: rows.rows)
    let own = standard.apply(rows.selecting(chosen)).rounded
    let references = NeighbourSearch(own)
    let count = min(parameters.neighbours, own.rows - 1)
    guard parameters.score == .factor else {
      return NeighbourDetector(
        score: .distance, neighbours: count, standard: standard, references: references,
        reaches: [], densities: [])
    }
    let found = try parallel.mapChunks(of: own.rows, size: 64) { range in
      range.map { references.nearest(count, to: own.row($0)) }
    }.flatMap { $0 }
    let reaches = found.map { $0.last?.distance ?? 0 }
    return NeighbourDetector(
      score: .factor, neighbours: count, standard: standard, references: references,
      reaches: reaches, densities: found.map { density($0, reaches) })
  }

  /// How close neighbours are, none closer than its own last neighbour.
  private static func density(_ found: [NeighbourSearch.Neighbour], _ reaches: [Double]) -> Double {
    let sum = found.reduce(0) { $0 + max($1.distance, reaches[$1.row]) }
    return 1 / (sum / Double(max(1, found.count)) + leastReach)
  }

  public func scores(_ rows: Matrix, parallel: Parallel = Parallel()) throws -> [Double] {
    try check(rows)
    return try parallel.mapChunks(of: rows.rows, size: 256) { range in
      let own = standard.apply(
        Matrix(
          rows: range.count, columns: width,
          values: Array(rows.values[range.lowerBound * width..<range.upperBound * width]))
      ).rounded
      return range.indices.map { self.score(own.row($0 - range.lowerBound)) }
    }.flatMap { $0 }
  }

  private func score(_ row: ArraySlice<Double>) -> Double {
    let found = references.nearest(neighbours, to: row)
    let count = Double(max(1, found.count))
    if score == .distance { return found.reduce(0) { $0 + $1.distance } / count }
    let around = found.reduce(0) { $0 + densities[$1.row] } / count
    return around / Self.density(found, reaches)
  }
}

extension NeighbourDetector {
  public var json: JSON {
    [
      "score": .string(score.rawValue), "neighbours": .integer(neighbours),
      "standard": standard.json,
      "references": .numbers(references.numbers.map { Double($0.description) ?? Double($0) }),
      "reaches": .numbers(reaches), "densities": .numbers(densities),
    ]
  }

  public init(_ fields: JSONFields) throws {
    score = try fields.choice("score")
    standard = try StandardColumns(fields.fields("standard"))
    let width = standard.means.count
    let numbers = try fields.numbers("references")
    let count = numbers.count / width
    guard numbers.count == count * width, NeighbourParameters.referenceRange.contains(count),
      numbers.allSatisfy({ abs($0) <= StandardColumns.farthest })
    else {
      throw fields.fault("references", expected: "2 to 50,000 rows of \(width) numbers in range")
    }
    references = NeighbourSearch(Matrix(rows: count, columns: width, values: numbers))
    neighbours = try fields.integer("neighbours", in: 1...min(count - 1, 500))
    let own = score == .factor ? count : 0
    reaches = try fields.numbers("reaches", count: own)
    densities = try fields.numbers("densities", count: own)
    guard reaches.allSatisfy({ (0...1e6).contains($0) }),
      densities.allSatisfy({ $0 > 0 && $0 <= 1e11 })
    else { throw fields.fault("densities", expected: "positive numbers in range") }
  }
}

extension Matrix {
  /// As the references are kept, so that a row and its copy among them are at no distance.
  fileprivate var rounded: Matrix {
    Matrix(rows: rows, columns: columns, values: values.map { Double(Float($0)) })
  }
}
