/// Loops over the values of sparse rows. One output has loops of its own: no inner loop of length 1.
///
/// Columns were checked when the rows were made, and every array is sized from the same counts.
enum SparseKernel {
  static func margins(
    _ data: SparseRows, _ point: [Double], _ outputs: Int, _ range: Range<Int>
  ) -> [Double] {
    var margins = [Double](repeating: 0, count: range.count * outputs)
    let intercepts = data.columnCount * outputs
    over(data, point, &margins) { starts, columns, values, point, margins in
      for row in range {
        let own = margins + (row - range.lowerBound) * outputs
        for output in 0..<outputs { own[output] = point[intercepts + output] }
        gather(columns, values, starts[row]..<starts[row + 1], point, own, outputs)
      }
    }
    return margins
  }

  static func gradient(
    _ data: SparseRows, _ slopes: [Double], _ outputs: Int, _ range: Range<Int>
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: (data.columnCount + 1) * outputs)
    let intercepts = data.columnCount * outputs
    over(data, slopes, &sums) { starts, columns, values, slopes, sums in
      for row in range {
        let own = slopes + row * outputs
        if outputs == 1, own[0] == 0 { continue }
        scatter(columns, values, starts[row]..<starts[row + 1], own, sums, outputs)
        for output in 0..<outputs { sums[intercepts + output] += own[output] }
      }
    }
    return sums
  }

  static func curve(
    _ problem: SparseProblem, _ curvatures: [Double], _ direction: [Double], _ range: Range<Int>
  ) -> [Double] {
    let (data, outputs, loss) = (problem.data, problem.outputs, problem.loss)
    if outputs == 1 { return curveOne(data, curvatures, direction, range) }
    var sums = [Double](repeating: 0, count: (data.columnCount + 1) * outputs)
    let intercepts = data.columnCount * outputs
    var change = [Double](repeating: 0, count: outputs)
    over(data, direction, &sums) { starts, columns, values, direction, sums in
      curvatures.withUnsafeBufferPointer { curvatures in
        change.withUnsafeMutableBufferPointer { change in
          guard let curvatures = curvatures.baseAddress, let change = change.baseAddress
          else { return }
          for row in range {
            let bent = curvatures + row * outputs
            let places = starts[row]..<starts[row + 1]
            for output in 0..<outputs { change[output] = direction[intercepts + output] }
            gather(columns, values, places, direction, change, outputs)
            loss.bend(change, bent, problem.weight(row), outputs)
            scatter(columns, values, places, change, sums, outputs)
            for output in 0..<outputs { sums[intercepts + output] += change[output] }
          }
        }
      }
    }
    return sums
  }

  /// Rows without curvature, those a support vector machine is sure of, are passed over.
  private static func curveOne(
    _ data: SparseRows, _ curvatures: [Double], _ direction: [Double], _ range: Range<Int>
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: data.columnCount + 1)
    let intercept = direction[data.columnCount]
    var total = 0.0
    over(data, direction, &sums) { starts, columns, values, direction, sums in
      curvatures.withUnsafeBufferPointer { curvatures in
        for row in range where curvatures[row] != 0 {
          let places = starts[row]..<starts[row + 1]
          var change = intercept
          for place in places { change += values[place] * direction[Int(columns[place])] }
          change *= curvatures[row]
          for place in places { sums[Int(columns[place])] += change * values[place] }
          total += change
        }
      }
    }
    sums[data.columnCount] = total
    return sums
  }

  static func diagonal(
    _ problem: SparseProblem, _ curvatures: [Double], _ range: Range<Int>
  ) -> [Double] {
    let (data, outputs, loss) = (problem.data, problem.outputs, problem.loss)
    var sums = [Double](repeating: 0, count: (data.columnCount + 1) * outputs)
    let intercepts = data.columnCount * outputs
    over(data, curvatures, &sums) { starts, columns, values, curvatures, sums in
      for row in range {
        let weight = problem.weight(row)
        for output in 0..<outputs {
          let bend = loss.diagonal(curvatures[row * outputs + output], weight)
          if bend == 0 { continue }
          for place in starts[row]..<starts[row + 1] {
            sums[Int(columns[place]) * outputs + output] += bend * values[place] * values[place]
          }
          sums[intercepts + output] += bend
        }
      }
    }
    return sums
  }

  private typealias Starts = UnsafePointer<Int>
  private typealias Indices = UnsafePointer<Int32>
  private typealias Numbers = UnsafePointer<Double>

  private static func over(
    _ data: SparseRows, _ input: [Double], _ output: inout [Double],
    _ body: (Starts, Indices, Numbers, Numbers, UnsafeMutablePointer<Double>) -> Void
  ) {
    data.starts.withUnsafeBufferPointer { starts in
      data.columns.withUnsafeBufferPointer { columns in
        data.values.withUnsafeBufferPointer { values in
          input.withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
              guard let starts = starts.baseAddress, let columns = columns.baseAddress,
                let values = values.baseAddress, let input = input.baseAddress,
                let output = output.baseAddress
              else { return }
              body(starts, columns, values, input, output)
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private static func gather(
    _ columns: Indices, _ values: Numbers, _ places: Range<Int>, _ point: Numbers,
    _ sums: UnsafeMutablePointer<Double>, _ outputs: Int
  ) {
    if outputs == 1 {
      var sum = sums[0]
      for place in places { sum += values[place] * point[Int(columns[place])] }
      sums[0] = sum
      return
    }
    for place in places {
      let own = point + Int(columns[place]) * outputs
      let value = values[place]
      for output in 0..<outputs { sums[output] += value * own[output] }
    }
  }

  @inline(__always)
  private static func scatter(
    _ columns: Indices, _ values: Numbers, _ places: Range<Int>, _ slopes: Numbers,
    _ sums: UnsafeMutablePointer<Double>, _ outputs: Int
  ) {
    if outputs == 1 {
      let slope = slopes[0]
      for place in places { sums[Int(columns[place])] += slope * values[place] }
      return
    }
    for place in places {
      let own = sums + Int(columns[place]) * outputs
      let value = values[place]
      for output in 0..<outputs { own[output] += value * slopes[output] }
    }
  }
}
