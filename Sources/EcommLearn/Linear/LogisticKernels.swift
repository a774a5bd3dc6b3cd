import Glibc

enum Log {
  static func natural(_ value: Double) -> Double { log(value) }
}

/// Two classes: margins in, residuals out, in place.
enum LogisticKernel {
  /// Puts weight · (probability - truth) in the place of each margin, zero behind the last row, and
  /// returns the sum of the losses.
  ///
  /// ln(1 + e^-|z|) is taken of the product of the rows of a tile, which is below 2^128, so that one
  /// logarithm serves them all where the rows have no weights.
  static func residuals(
    _ margins: UnsafeMutablePointer<Double>, _ rows: ClassRows, _ held: Range<Int>
  ) -> Double {
    rows.labels.withUnsafeBufferPointer { labels in
      rows.weights.isEmpty
        ? plain(margins, UnsafeBufferPointer(rebasing: labels[held]))
        : rows.weights.withUnsafeBufferPointer {
          weighted(
            margins, UnsafeBufferPointer(rebasing: labels[held]),
            UnsafeBufferPointer(rebasing: $0[held]))
        }
    }
  }

  private static func plain(
    _ margins: UnsafeMutablePointer<Double>, _ labels: UnsafeBufferPointer<Int32>
  ) -> Double {
    var loss = 0.0
    var product = 1.0
    for lane in 0..<labels.count {
      let z = margins[lane]
      let small = exp(-z.magnitude)
      let truth = Double(labels[lane])
      product *= 1 + small
      loss += max(z, 0) - truth * z
      margins[lane] = (z >= 0 ? 1 : small) / (1 + small) - truth
    }
    for lane in labels.count..<DenseTile.rows { margins[lane] = 0 }
    return loss + log(product)
  }

  private static func weighted(
    _ margins: UnsafeMutablePointer<Double>, _ labels: UnsafeBufferPointer<Int32>,
    _ weights: UnsafeBufferPointer<Double>
  ) -> Double {
    var loss = 0.0
    for lane in 0..<labels.count {
      let z = margins[lane]
      let small = exp(-z.magnitude)
      let truth = Double(labels[lane])
      loss += weights[lane] * (max(z, 0) - truth * z + log1p(small))
      margins[lane] = weights[lane] * ((z >= 0 ? 1 : small) / (1 + small) - truth)
    }
    for lane in labels.count..<DenseTile.rows { margins[lane] = 0 }
    return loss
  }

  /// Puts weight · p (1 - p) in the place of each margin.
  static func curvatures(
    _ margins: UnsafeMutablePointer<Double>, _ rows: ClassRows, _ held: Range<Int>
  ) {
    for lane in 0..<held.count {
      let small = exp(-margins[lane].magnitude)
      let weight = rows.weights.isEmpty ? 1 : rows.weights[held.lowerBound + lane]
      margins[lane] = weight * small / ((1 + small) * (1 + small))
    }
    for lane in held.count..<DenseTile.rows { margins[lane] = 0 }
  }
}

/// Several classes: margins of a tile, a column for each class, in; residuals out.
enum SoftmaxKernel {
  static func residuals(_ work: TileScratch, _ rows: ClassRows, _ held: Range<Int>) -> Double {
    var loss = 0.0
    for lane in 0..<held.count {
      let row = held.lowerBound + lane
      let truth = Int(rows.labels[row])
      let weight = rows.weights.isEmpty ? 1 : rows.weights[row]
      let chosen = work[truth][lane]
      loss += weight * (probabilities(work, lane) - chosen)
      for output in 0..<work.columns { work[output][lane] *= weight }
      work[truth][lane] -= weight
    }
    clear(work, from: held.count)
    return loss
  }

  /// Puts weight · p (1 - p) of each class in the place of its margin.
  static func curvatures(_ work: TileScratch, _ rows: ClassRows, _ held: Range<Int>) {
    for lane in 0..<held.count {
      let row = held.lowerBound + lane
      let weight = rows.weights.isEmpty ? 1 : rows.weights[row]
      _ = probabilities(work, lane)
      for output in 0..<work.columns {
        work[output][lane] *= weight * (1 - work[output][lane])
      }
    }
    clear(work, from: held.count)
  }

  /// Probabilities in the place of margins; returns ln Σ e^margin.
  private static func probabilities(_ work: TileScratch, _ lane: Int) -> Double {
    var largest = -Double.infinity
    for output in 0..<work.columns { largest = max(largest, work[output][lane]) }
    var sum = 0.0
    for output in 0..<work.columns {
      let part = exp(work[output][lane] - largest)
      work[output][lane] = part
      sum += part
    }
    for output in 0..<work.columns { work[output][lane] /= sum }
    return largest + log(sum)
  }

  private static func clear(_ work: TileScratch, from count: Int) {
    for output in 0..<work.columns {
      for lane in count..<DenseTile.rows { work[output][lane] = 0 }
    }
  }
}
