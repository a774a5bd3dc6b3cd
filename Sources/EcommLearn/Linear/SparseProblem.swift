import EcommBase

/// The mean loss of sparse rows with its ridge penalty.
///
/// Points and gradients are (columns + 1, outputs), the intercepts last, so that the outputs of one
/// column stand together. Rows are cut into stretches whose number depends on the data alone; each
/// has its own sums, which are added in order.
struct SparseProblem: Sendable {
  let data: SparseRows
  let rows: ClassRows
  let loss: RowLoss
  let ridge: Double
  let fitsIntercept: Bool
  let parallel: Parallel

  var outputs: Int { loss.outputs(classes: rows.classes) }
  var count: Int { (data.columnCount + 1) * outputs }

  /// Sums of a stretch cost as much as its values where there are as many columns as values.
  var stretches: Chunks {
    let worth = data.columns.count / max(1, 4 * count)
    let pieces = min(16, max(1, worth), max(1, data.rowCount))
    return Chunks(data.rowCount, size: (data.rowCount + pieces - 1) / pieces)
  }

  func weight(_ row: Int) -> Double { rows.weights.isEmpty ? 1 : rows.weights[row] }

  /// Derivatives of each row's loss at its margins.
  struct RowSlopes: Sendable {
    var value: Double
    var slopes: [Double]
    var curvatures: [Double]
  }

  func derive(_ margins: [Double]) throws -> RowSlopes {
    let parts = try parallel.map(stretches.count) { derive(margins, stretches[$0]) }
    return RowSlopes(
      value: parts.reduce(0) { $0 + $1.value } / rows.totalWeight,
      slopes: parts.count == 1 ? parts[0].slopes : parts.flatMap(\.slopes),
      curvatures: parts.count == 1 ? parts[0].curvatures : parts.flatMap(\.curvatures))
  }

  private func derive(_ margins: [Double], _ range: Range<Int>) -> RowSlopes {
    let outputs = outputs
    let size = range.count * outputs
    var part = RowSlopes(
      value: 0, slopes: [Double](repeating: 0, count: size),
      curvatures: [Double](repeating: 0, count: size))
    part.value = margins.withUnsafeBufferPointer { margins in
      part.slopes.withUnsafeMutableBufferPointer { slopes in
        part.curvatures.withUnsafeMutableBufferPointer { curvatures in
          guard let margins = margins.baseAddress, let slopes = slopes.baseAddress,
            let curvatures = curvatures.baseAddress
          else { return 0 }
          var sum = 0.0
          for row in range {
            let place = (row - range.lowerBound) * outputs
            sum += loss.derive(
              margins + row * outputs, rows.labels[row], weight(row), outputs, slopes + place,
              curvatures + place)
          }
          return sum
        }
      }
    }
    return part
  }

  /// The value alone, along a line search.
  func value(_ margins: [Double]) throws -> Double { try derive(margins).value }

  func margins(_ point: [Double]) throws -> [Double] {
    let parts = try parallel.map(stretches.count) { stretch in
      SparseKernel.margins(data, point, outputs, stretches[stretch])
    }
    return parts.count == 1 ? parts[0] : parts.flatMap { $0 }
  }

  /// dataᵀ · `slopes` / weight + ridge · point.
  func gradient(_ slopes: [Double], _ point: [Double]) throws -> [Double] {
    let parts = try parallel.map(stretches.count) { stretch in
      SparseKernel.gradient(data, slopes, outputs, stretches[stretch])
    }
    return finish(parts, point)
  }

  /// The Hessian times `direction`.
  func curve(_ at: RowSlopes, _ direction: [Double]) throws -> [Double] {
    let parts = try parallel.map(stretches.count) { stretch in
      SparseKernel.curve(self, at.curvatures, direction, stretches[stretch])
    }
    return finish(parts, direction)
  }

  /// One over the diagonal of the Hessian.
  func inverseDiagonal(_ at: RowSlopes) throws -> [Double] {
    let parts = try parallel.map(stretches.count) { stretch in
      SparseKernel.diagonal(self, at.curvatures, stretches[stretch])
    }
    let ones = [Double](repeating: 1, count: count)
    return finish(parts, ones).map { $0 > 0 ? 1 / $0 : 1 }
  }

  private func finish(_ parts: [[Double]], _ point: [Double]) -> [Double] {
    var sum = parts[0]
    for part in parts.dropFirst() {
      for index in sum.indices { sum[index] += part[index] }
    }
    let penalised = data.columnCount * outputs
    let share = 1 / rows.totalWeight
    sum.withUnsafeMutableBufferPointer { sum in
      point.withUnsafeBufferPointer { point in
        for index in 0..<penalised { sum[index] = sum[index] * share + ridge * point[index] }
      }
      for index in penalised..<sum.count { sum[index] = fitsIntercept ? sum[index] * share : 0 }
    }
    return sum
  }
}
