import EcommBase
import Glibc

extension LogisticRegression {
  /// (rows, classes).
  public func probabilities(
    _ data: DenseColumns, on parallel: Parallel = Parallel()
  ) throws -> Matrix {
    try DenseMargins.check(data, columnCount)
    return try probabilities(
      margins: DenseMargins.of(data, coefficients, intercepts, on: parallel), rows: data.rowCount)
  }

  public func probabilities(_ data: SparseRows) throws -> Matrix {
    try probabilities(
      margins: SparseMargins.of(data, coefficients, intercepts), rows: data.rowCount)
  }

  private func probabilities(margins: [Double], rows: Int) throws(LinearError) -> Matrix {
    try LargestMargin.check(margins, intercepts.count)
    var result = Matrix(rows: rows, columns: classes)
    let outputs = intercepts.count
    for row in 0..<rows {
      if outputs == 1 {
        let p = Self.sigmoid(margins[row])
        result[row, 0] = Self.sigmoid(-margins[row])
        result[row, 1] = p
      } else {
        let own = margins[row * outputs..<(row + 1) * outputs]
        for (output, p) in Self.softmax(own).enumerated() { result[row, output] = p }
      }
    }
    return result
  }

  /// The most probable class of each row; of equal ones the first.
  public func predict(_ data: SparseRows) throws -> [Int] {
    try LargestMargin.classes(
      SparseMargins.of(data, coefficients, intercepts), intercepts.count)
  }

  public func predict(_ data: DenseColumns, on parallel: Parallel = Parallel()) throws -> [Int] {
    try DenseMargins.check(data, columnCount)
    return try LargestMargin.classes(
      DenseMargins.of(data, coefficients, intercepts, on: parallel), intercepts.count)
  }

  /// The probabilities of one row, for a server that gets them one by one.
  public func probabilities(ofRow row: [Double]) throws(LinearError) -> [Double] {
    guard row.count == columnCount else {
      throw .differentColumns(model: columnCount, data: row.count)
    }
    let margins = zip(coefficients, intercepts).map { dot($0, row) + $1 }
    try LargestMargin.check(margins, margins.count)
    guard margins.count == 1 else { return Self.softmax(margins[...]) }
    return [Self.sigmoid(-margins[0]), Self.sigmoid(margins[0])]
  }

  static func sigmoid(_ margin: Double) -> Double {
    let small = exp(-margin.magnitude)
    return (margin >= 0 ? 1 : small) / (1 + small)
  }

  static func softmax(_ margins: ArraySlice<Double>) -> [Double] {
    let largest = margins.max() ?? 0
    let parts = margins.map { exp($0 - largest) }
    let sum = parts.reduce(0, +)
    return parts.map { $0 / sum }
  }
}

extension LinearSVM {
  /// (rows, classes).
  public func margins(_ data: SparseRows) throws -> Matrix {
    Matrix(
      rows: data.rowCount, columns: classes,
      values: try SparseMargins.of(data, coefficients, intercepts))
  }

  /// The class of the largest margin; of equal ones the first.
  public func predict(_ data: SparseRows) throws -> [Int] {
    try LargestMargin.classes(SparseMargins.of(data, coefficients, intercepts), classes)
  }
}

enum LargestMargin {
  static func check(_ margins: [Double], _ outputs: Int) throws(LinearError) {
    if let place = margins.firstIndex(where: { !$0.isFinite }) {
      throw .missingValue(row: place / outputs)
    }
  }

  static func classes(_ margins: [Double], _ outputs: Int) throws(LinearError) -> [Int] {
    try check(margins, outputs)
    guard outputs > 1 else { return margins.map { $0 > 0 ? 1 : 0 } }
    return stride(from: 0, to: margins.count, by: outputs).map { first in
      var best = 0
      for output in 1..<outputs where margins[first + output] > margins[first + best] {
        best = output
      }
      return best
    }
  }
}

enum SparseMargins {
  /// (rows, outputs), row-major.
  static func of(
    _ data: SparseRows, _ coefficients: [[Double]], _ intercepts: [Double]
  ) throws(LinearError) -> [Double] {
    guard data.columnCount == coefficients[0].count else {
      throw .differentColumns(model: coefficients[0].count, data: data.columnCount)
    }
    let slopes = (0..<data.columnCount).flatMap { column in coefficients.map { $0[column] } }
    return data.margins(slopes, intercepts)
  }
}

enum DenseMargins {
  static func check(_ data: DenseColumns, _ columns: Int) throws(LinearError) {
    guard data.columnCount == columns else {
      throw .differentColumns(model: columns, data: data.columnCount)
    }
  }

  /// (rows, outputs), row-major.
  static func of(
    _ data: DenseColumns, _ coefficients: [[Double]], _ intercepts: [Double],
    on parallel: Parallel
  ) throws -> [Double] {
    let outputs = intercepts.count
    let plain = ColumnScaling(
      centres: [Double](repeating: 0, count: data.columnCount),
      scales: [Double](repeating: 1, count: data.columnCount))
    let parts = try parallel.mapChunks(of: data.rowCount, size: DenseTile.chunk) { range in
      var margins = [Double](repeating: 0, count: range.count * outputs)
      let work = TileScratch(columns: 1)
      DenseTile.forEach(data, plain, range) { tile, held in
        for output in 0..<outputs {
          coefficients[output].withUnsafeBufferPointer {
            guard let slopes = $0.baseAddress else { return }
            tile.margins(work.values, slopes, intercepts[output])
          }
          for lane in 0..<held.count {
            margins[(held.lowerBound - range.lowerBound + lane) * outputs + output] =
              work.values[lane]
          }
        }
      }
      return margins
    }
    return parts.flatMap { $0 }
  }
}
