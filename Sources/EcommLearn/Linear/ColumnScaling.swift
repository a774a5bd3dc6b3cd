import EcommBase

/// A centre and a width for each column, in whose units a fit goes on.
///
/// They decide how fast a fit converges, never where to: coefficients are told and penalised in the
/// columns' own units. A column without spread has width 0 and stays out of the model. Without an
/// intercept nothing is centred, since the intercept is what takes the centre up.
struct ColumnScaling: Sendable {
  let centres: [Double]
  /// 1 / width, or 0.
  let scales: [Double]

  static func fit(
    _ data: DenseColumns, centred: Bool, on parallel: Parallel
  ) throws -> ColumnScaling {
    guard data.rowCount > 0 else { throw LinearError.noRows }
    let moments = try parallel.mapChunks(of: data.rowCount, size: DenseTile.chunk) { rows in
      Moments.of(data, rows)
    }
    let totals = moments.dropFirst().reduce(into: moments[0]) { $0.add($1) }
    let scaling = totals.scaling(Double(data.rowCount), centred: centred)
    guard zip(scaling.centres, scaling.scales).allSatisfy({ $0.isFinite && $1.isFinite })
    else { throw firstNotFinite(data) }
    return scaling
  }

  private static func firstNotFinite(_ data: DenseColumns) -> LinearError {
    for column in 0..<data.columnCount {
      for row in 0..<data.rowCount where !(data[row, column].magnitude < 1e150) {
        return .notFinite(column: column, row: row)
      }
    }
    return .notFinite(column: 0, row: 0)
  }
}

/// Sums of differences to the first row and of their squares, for all columns of some rows.
private struct Moments: Sendable {
  var origins: [Double]
  var sums: [Double]
  var squares: [Double]

  static func of(_ data: DenseColumns, _ rows: Range<Int>) -> Moments {
    let count = data.columnCount
    let origins = (0..<count).map { data[0, $0] }
    var moments = Moments(
      origins: origins, sums: [Double](repeating: 0, count: count),
      squares: [Double](repeating: 0, count: count))
    let plain = ColumnScaling(centres: origins, scales: [Double](repeating: 1, count: count))
    DenseTile.forEach(data, plain, rows) { tile, size in
      for column in 0..<count {
        let values = tile.values + column * DenseTile.rows
        var (sum, square) = (SIMD4<Double>(), SIMD4<Double>())
        for lane in stride(from: 0, to: DenseTile.rows, by: 4) {
          let four = DenseTile.four(values + lane)
          sum += four
          square += four * four
        }
        moments.sums[column] += sum.sum()
        moments.squares[column] += square.sum()
      }
    }
    return moments
  }

  mutating func add(_ other: Moments) {
    for column in sums.indices {
      sums[column] += other.sums[column]
      squares[column] += other.squares[column]
    }
  }

  func scaling(_ rows: Double, centred: Bool) -> ColumnScaling {
    var (centres, scales) = ([Double](), [Double]())
    for (origin, (sum, square)) in zip(origins, zip(sums, squares)) {
      let shift = sum / rows
      let centre = origin + shift
      // Squares around the mean, or around zero.
      let spread = max(0, square / rows - shift * shift) + (centred ? 0 : centre * centre)
      let constant = centred ? square == 0 : square == 0 && origin == 0
      centres.append(centred ? centre : 0)
      scales.append(constant ? 0 : spread > 0 ? 1 / spread.squareRoot() : 1)
      if square.isNaN || square.isInfinite { scales[scales.count - 1] = .nan }
    }
    return ColumnScaling(centres: centres, scales: scales)
  }
}
