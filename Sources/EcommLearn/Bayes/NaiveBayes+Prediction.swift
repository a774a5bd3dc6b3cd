import EcommBase
import Glibc

extension NaiveBayes {
  /// Rows of a stretch of work.
  private static let stretch = 4096

  /// (rows, classes); each row sums to 1.
  public func probabilities(
    _ data: BayesRows, on parallel: Parallel = Parallel()
  ) throws -> Matrix {
    try check(data)
    let parts = try parallel.mapChunks(of: data.rowCount, size: Self.stretch) { range in
      chances(logs(data, range))
    }
    return Matrix(rows: data.rowCount, columns: classes, values: parts.flatMap { $0 })
  }

  func check(_ data: BayesRows) throws {
    guard data.columns.count == columns.count, (data.terms?.columnCount ?? 0) == termCount else {
      throw LinearError.differentColumns(model: columnCount, data: data.columnCount)
    }
    if let place = columns.indices.first(where: { !columns[$0].isLike(data.columns[$0]) }) {
      throw BayesError.otherKind(column: place)
    }
  }

  /// (rows of the range, classes): ln of share times likelihood.
  private func logs(_ data: BayesRows, _ rows: Range<Int>) -> [Double] {
    var sums = rows.flatMap { _ in priors }
    for (column, values) in zip(columns, data.columns) {
      switch (column, values) {
      case (.numbers(let curves), .doubles(let values)): Self.add(curves, values[rows], to: &sums)
      case (.numbers(let curves), _):
        Self.add(curves, values.wide[rows], to: &sums)
      case (.categories(let shares), .categories(let codes)):
        Self.add(shares, codes[rows], to: &sums)
      default: break
      }
    }
    if let terms = data.terms { add(terms, rows, to: &sums) }
    return sums
  }

  private static func add(
    _ curves: [NormalCurve], _ values: ArraySlice<Double>, to sums: inout [Double]
  ) {
    var place = 0
    for value in values {
      if !value.isNaN {
        for (own, curve) in curves.enumerated() { sums[place + own] += curve.log(at: value) }
      }
      place += curves.count
    }
  }

  private static func add(
    _ shares: [[Double]], _ codes: ArraySlice<Int32>, to sums: inout [Double]
  ) {
    let known = shares[0].indices
    var place = 0
    for code in codes {
      if known.contains(Int(code)) {
        for (own, share) in shares.enumerated() { sums[place + own] += share[Int(code)] }
      }
      place += shares.count
    }
  }

  private func add(_ data: SparseRows, _ rows: Range<Int>, to sums: inout [Double]) {
    for (place, row) in rows.enumerated() {
      for entry in data.starts[row]..<data.starts[row + 1] {
        let term = Int(data.columns[entry])
        for own in 0..<classes {
          sums[place * classes + own] += data.values[entry] * terms[own][term]
        }
      }
    }
  }

  private func chances(_ logs: [Double]) -> [Double] {
    var chances = logs
    for first in stride(from: 0, to: logs.count, by: classes) {
      let row = first..<first + classes
      let largest = row.reduce(logs[first]) { max($0, logs[$1]) }
      for place in row { chances[place] = exp(logs[place] - largest) }
      let sum = row.reduce(0) { $0 + chances[$1] }
      for place in row { chances[place] /= sum }
    }
    return chances
  }
}
