import EcommBase

/// The covariance of columns, centred first, in tiles of rows that stay in the cache.
///
/// Sums are taken tile by tile and stretch by stretch in order, so they depend on the rows alone. Cost:
/// rows · columns² / 2.
enum Covariance {
  private static let tileRows = 64
  private static let chunk = 64 * tileRows

  static func means(_ rows: Matrix, on parallel: Parallel) throws -> [Double] {
    let data = KMeansRows(rows, weights: [], clusters: 1)
    return try data.mean(on: parallel)
  }

  /// (columns, columns), each sum of products divided by rows - 1.
  static func matrix(
    _ rows: Matrix, means: [Double], scales: [Double], on parallel: Parallel
  ) throws -> [Double] {
    let parts = try parallel.mapChunks(of: rows.rows, size: chunk) {
      products(rows, means, scales, $0)
    }
    let sums = KMeansRows.combined(parts)
    let columns = rows.columns
    return sums.indices.map { place in
      let (a, b) = (place / columns, place % columns)
      return sums[min(a, b) * columns + max(a, b)] / Double(rows.rows - 1)
    }
  }

  /// Sums of products of a stretch, the upper half of (columns, columns).
  private static func products(
    _ rows: Matrix, _ means: [Double], _ scales: [Double], _ range: Range<Int>
  ) -> [Double] {
    let columns = rows.columns
    var sums = [Double](repeating: 0, count: columns * columns)
    var tile = [Double](repeating: 0, count: columns * tileRows)
    for first in stride(from: range.lowerBound, to: range.upperBound, by: tileRows) {
      let held = first..<min(range.upperBound, first + tileRows)
      tile.withUnsafeMutableBufferPointer { tile in
        fill(tile, rows, means, scales, held)
        sums.withUnsafeMutableBufferPointer { sums in
          guard let tile = tile.baseAddress, let sums = sums.baseAddress else { return }
          for a in 0..<columns { add(tile, a, columns, sums + a * columns) }
        }
      }
    }
    return sums
  }

  /// (columns, tileRows); rows past the end are zero.
  private static func fill(
    _ tile: UnsafeMutableBufferPointer<Double>, _ rows: Matrix, _ means: [Double],
    _ scales: [Double], _ held: Range<Int>
  ) {
    rows.values.withUnsafeBufferPointer { values in
      for column in 0..<rows.columns {
        let target = column * tileRows
        let (mean, scale) = (means[column], scales[column])
        var place = held.lowerBound * rows.columns + column
        for lane in 0..<held.count {
          tile[target + lane] = (values[place] - mean) * scale
          place += rows.columns
        }
        for lane in held.count..<tileRows { tile[target + lane] = 0 }
      }
    }
  }

  /// Column a's products with itself and all later columns, two at a time.
  private static func add(
    _ tile: UnsafePointer<Double>, _ a: Int, _ columns: Int, _ sums: UnsafeMutablePointer<Double>
  ) {
    let left = UnsafeRawPointer(tile + a * tileRows)
    var b = a
    while b + 1 < columns {
      let (x, y) = (tile + b * tileRows, tile + (b + 1) * tileRows)
      var (first, second) = (SIMD4<Double>(), SIMD4<Double>())
      for lane in stride(from: 0, to: tileRows, by: 4) {
        let own = four(left + lane * 8)
        first += own * four(UnsafeRawPointer(x + lane))
        second += own * four(UnsafeRawPointer(y + lane))
      }
      sums[b] += first.sum()
      sums[b + 1] += second.sum()
      b += 2
    }
    guard b < columns else { return }
    var last = SIMD4<Double>()
    for lane in stride(from: 0, to: tileRows, by: 4) {
      last += four(left + lane * 8) * four(UnsafeRawPointer(tile + b * tileRows + lane))
    }
    sums[b] += last.sum()
  }

  @inline(__always)
  private static func four(_ place: UnsafeRawPointer) -> SIMD4<Double> {
    place.loadUnaligned(as: SIMD4<Double>.self)
  }
}
