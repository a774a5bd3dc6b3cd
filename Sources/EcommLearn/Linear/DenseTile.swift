/// A stretch of rows of a dense matrix in the cache, column after column, centred and scaled.
///
/// Every kernel of the dense linear learners runs over tiles: the data are read from memory once for
/// margins and gradient together, whatever shape and type they have. Rows past the end of the data
/// are zero. Sums are taken lane by lane and tile by tile, so their order depends on the number of
/// rows alone.
struct DenseTile {
  static let rows = 128
  /// Rows that one thread takes at a time.
  static let chunk = 64 * rows

  /// (columns, rows), each column `rows` long.
  let values: UnsafeMutablePointer<Double>
  let columns: Int

  /// Calls `body` with each tile of `range` and the rows of the data that it holds.
  static func forEach(
    _ data: DenseColumns, _ scaling: ColumnScaling, _ range: Range<Int>,
    _ body: (DenseTile, Range<Int>) -> Void
  ) {
    let columns = data.columnCount
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, columns) * rows * 8, alignment: 64)
    defer { memory.deallocate() }
    let values = memory.bindMemory(to: Double.self, capacity: max(1, columns) * rows)
    let tile = DenseTile(values: values, columns: columns)
    var first = range.lowerBound
    while first < range.upperBound {
      let held = first..<min(range.upperBound, first + rows)
      tile.fill(data, scaling, held)
      body(tile, held)
      first = held.upperBound
    }
  }

  private func fill(_ data: DenseColumns, _ scaling: ColumnScaling, _ held: Range<Int>) {
    for column in 0..<columns {
      let (centre, scale) = (scaling.centres[column], scaling.scales[column])
      let target = values + column * Self.rows
      switch data.storage {
      case .doubles(let all):
        all[column].withUnsafeBufferPointer {
          Self.copy($0, held, centre, scale, target)
        }
      case .floats(let all):
        all[column].withUnsafeBufferPointer {
          Self.copy($0, held, centre, scale, target)
        }
      case .rows(let matrix):
        matrix.values.withUnsafeBufferPointer { values in
          var place = held.lowerBound * columns + column
          for lane in 0..<held.count {
            target[lane] = (values[place] - centre) * scale
            place += columns
          }
        }
      }
      for lane in held.count..<Self.rows { target[lane] = 0 }
    }
  }

  private static func copy(
    _ source: UnsafeBufferPointer<Double>, _ held: Range<Int>, _ centre: Double, _ scale: Double,
    _ target: UnsafeMutablePointer<Double>
  ) {
    let source = UnsafeBufferPointer(rebasing: source[held])
    for lane in 0..<source.count { target[lane] = (source[lane] - centre) * scale }
  }

  private static func copy(
    _ source: UnsafeBufferPointer<Float>, _ held: Range<Int>, _ centre: Double, _ scale: Double,
    _ target: UnsafeMutablePointer<Double>
  ) {
    let source = UnsafeBufferPointer(rebasing: source[held])
    for lane in 0..<source.count { target[lane] = (Double(source[lane]) - centre) * scale }
  }
}

extension DenseTile {
  @inline(__always)
  static func four(_ pointer: UnsafePointer<Double>) -> SIMD4<Double> {
    UnsafeRawPointer(pointer).load(as: SIMD4<Double>.self)
  }

  @inline(__always)
  static func four(_ pointer: UnsafeMutablePointer<Double>) -> SIMD4<Double> {
    UnsafeRawPointer(pointer).load(as: SIMD4<Double>.self)
  }

  @inline(__always)
  private static func set(_ pointer: UnsafeMutablePointer<Double>, _ value: SIMD4<Double>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: SIMD4<Double>.self)
  }

  /// `margins` (rows) = `intercept` + values · `slopes` (columns).
  func margins(
    _ margins: UnsafeMutablePointer<Double>, _ slopes: UnsafePointer<Double>, _ intercept: Double
  ) {
    for lane in 0..<Self.rows { margins[lane] = intercept }
    var column = 0
    while column + 3 < columns {
      let (a, b) = (slopes[column], slopes[column + 1])
      let (c, d) = (slopes[column + 2], slopes[column + 3])
      let p = values + column * Self.rows
      for lane in stride(from: 0, to: Self.rows, by: 4) {
        let left = Self.four(p + lane) * a + Self.four(p + lane + Self.rows) * b
        let right =
          Self.four(p + lane + 2 * Self.rows) * c + Self.four(p + lane + 3 * Self.rows) * d
        Self.set(margins + lane, Self.four(margins + lane) + (left + right))
      }
      column += 4
    }
    while column < columns {
      let p = values + column * Self.rows
      for lane in stride(from: 0, to: Self.rows, by: 4) {
        Self.set(
          margins + lane, Self.four(margins + lane) + Self.four(p + lane) * slopes[column])
      }
      column += 1
    }
  }

  /// Adds valuesᵀ · `residuals` (rows) to `gradient` (columns + 1), the sum of the residuals last.
  func addGradient(
    _ residuals: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>
  ) {
    var column = 0
    while column + 1 < columns {
      let p = values + column * Self.rows
      var (a, b) = (SIMD4<Double>(), SIMD4<Double>())
      var (c, d) = (SIMD4<Double>(), SIMD4<Double>())
      for lane in stride(from: 0, to: Self.rows, by: 8) {
        let (r, s) = (Self.four(residuals + lane), Self.four(residuals + lane + 4))
        a += Self.four(p + lane) * r
        b += Self.four(p + lane + 4) * s
        c += Self.four(p + lane + Self.rows) * r
        d += Self.four(p + lane + Self.rows + 4) * s
      }
      gradient[column] += (a + b).sum()
      gradient[column + 1] += (c + d).sum()
      column += 2
    }
    if column < columns {
      gradient[column] += Self.dot(values + column * Self.rows, residuals)
    }
    var sum = SIMD4<Double>()
    for lane in stride(from: 0, to: Self.rows, by: 4) { sum += Self.four(residuals + lane) }
    gradient[columns] += sum.sum()
  }

  static func dot(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>) -> Double {
    var (even, odd) = (SIMD4<Double>(), SIMD4<Double>())
    for lane in stride(from: 0, to: rows, by: 8) {
      even += four(a + lane) * four(b + lane)
      odd += four(a + lane + 4) * four(b + lane + 4)
    }
    return (even + odd).sum()
  }

  /// Adds the lower triangle of [values 1]ᵀ · diag(`weights`) · [values 1] to `gram`
  /// (columns + 1, columns + 1); `scratch` is (rows).
  func addGram(
    _ weights: UnsafePointer<Double>, _ gram: UnsafeMutablePointer<Double>,
    scratch: UnsafeMutablePointer<Double>
  ) {
    let size = columns + 1
    for i in 0..<columns {
      for lane in stride(from: 0, to: Self.rows, by: 4) {
        Self.set(
          scratch + lane, Self.four(values + i * Self.rows + lane) * Self.four(weights + lane))
      }
      gram[columns * size + i] += Self.sum(scratch)
      var j = 0
      while j + 1 <= i {
        let p = values + j * Self.rows
        var (a, b) = (SIMD4<Double>(), SIMD4<Double>())
        for lane in stride(from: 0, to: Self.rows, by: 4) {
          let s = Self.four(scratch + lane)
          a += Self.four(p + lane) * s
          b += Self.four(p + lane + Self.rows) * s
        }
        gram[i * size + j] += a.sum()
        gram[i * size + j + 1] += b.sum()
        j += 2
      }
      if j <= i { gram[i * size + j] += Self.dot(values + j * Self.rows, scratch) }
    }
    gram[columns * size + columns] += Self.sum(weights)
  }

  private static func sum(_ values: UnsafePointer<Double>) -> Double {
    var sum = SIMD4<Double>()
    for lane in stride(from: 0, to: rows, by: 4) { sum += four(values + lane) }
    return sum.sum()
  }
}
