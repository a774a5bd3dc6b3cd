import EcommBase
import Glibc

/// The mean logistic loss of dense rows with its ridge penalty, in scaled columns.
///
/// A point is, for each output, the slopes of the scaled columns and then the intercept. Two classes
/// have one output, more have one each (softmax). One pass over the data gives value and gradient.
struct DenseLogistic: SmoothObjective {
  let data: DenseColumns
  let rows: ClassRows
  let scaling: ColumnScaling
  let fitsIntercept: Bool
  /// For each column, in its scaled units.
  let ridge: [Double]
  let parallel: Parallel

  var columns: Int { data.columnCount }
  var outputs: Int { rows.outputs }
  /// Slopes and intercept of one output.
  var stride: Int { columns + 1 }
  var count: Int { outputs * stride }

  func evaluate(_ point: [Double]) throws -> Slope {
    let parts = try parallel.mapChunks(of: data.rowCount, size: DenseTile.chunk) {
      sum(point, $0)
    }
    var total = parts.dropFirst().reduce(into: parts[0]) { $0.add($1) }
    total.divide(by: rows.totalWeight)
    addPenalty(point, &total)
    return total
  }

  private func addPenalty(_ point: [Double], _ slope: inout Slope) {
    for output in 0..<outputs {
      for column in 0..<columns {
        let place = output * stride + column
        slope.value += ridge[column] / 2 * point[place] * point[place]
        slope.gradient[place] += ridge[column] * point[place]
        if scaling.scales[column] == 0 { slope.gradient[place] = 0 }
      }
      if !fitsIntercept { slope.gradient[output * stride + columns] = 0 }
    }
  }

  private func sum(_ point: [Double], _ range: Range<Int>) -> Slope {
    outputs == 1 ? sumOfTwo(point, range) : sumOfMany(point, range)
  }

  private func sumOfTwo(_ point: [Double], _ range: Range<Int>) -> Slope {
    var slope = Slope(value: 0, gradient: [Double](repeating: 0, count: count))
    let work = TileScratch(columns: 1)
    point.withUnsafeBufferPointer { point in
      slope.gradient.withUnsafeMutableBufferPointer { gradient in
        guard let point = point.baseAddress, let gradient = gradient.baseAddress else { return }
        DenseTile.forEach(data, scaling, range) { tile, held in
          tile.margins(work.values, point, point[columns])
          slope.value += LogisticKernel.residuals(work.values, rows, held)
          tile.addGradient(work.values, gradient)
        }
      }
    }
    return slope
  }

  private func sumOfMany(_ point: [Double], _ range: Range<Int>) -> Slope {
    var slope = Slope(value: 0, gradient: [Double](repeating: 0, count: count))
    let work = TileScratch(columns: outputs)
    point.withUnsafeBufferPointer { point in
      slope.gradient.withUnsafeMutableBufferPointer { gradient in
        guard let point = point.baseAddress, let gradient = gradient.baseAddress else { return }
        DenseTile.forEach(data, scaling, range) { tile, held in
          for output in 0..<outputs {
            let own = point + output * stride
            tile.margins(work[output], own, own[columns])
          }
          slope.value += SoftmaxKernel.residuals(work, rows, held)
          for output in 0..<outputs { tile.addGradient(work[output], gradient + output * stride) }
        }
      }
    }
    return slope
  }
}

extension Slope {
  mutating func add(_ other: Slope) {
    value += other.value
    for index in gradient.indices { gradient[index] += other.gradient[index] }
  }

  mutating func divide(by divisor: Double) {
    value /= divisor
    for index in gradient.indices { gradient[index] /= divisor }
  }
}

/// A column of a tile's length for each output.
final class TileScratch {
  let values: UnsafeMutablePointer<Double>
  let columns: Int

  init(columns: Int) {
    self.columns = columns
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: columns * DenseTile.rows * 8, alignment: 64)
    values = memory.bindMemory(to: Double.self, capacity: columns * DenseTile.rows)
    values.initialize(repeating: 0, count: columns * DenseTile.rows)
  }

  subscript(column: Int) -> UnsafeMutablePointer<Double> { values + column * DenseTile.rows }

  deinit { UnsafeMutableRawPointer(values).deallocate() }
}
