import EcommBase
import Glibc

/// Layers of units, each a weighted sum of the layer before it; tanh between them, plain sums at the end.
struct DenseNetwork: Sendable, Equatable {
  /// Units of each layer, the columns first and last.
  let layers: [Int]
  /// Layer by layer: (units before, units) weights, then a constant for each unit.
  var weights: [Double]

  static func count(_ layers: [Int]) -> Int {
    zip(layers, layers.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
  }

  /// Small random weights (X. Glorot, Y. Bengio, 2010).
  init(layers: [Int], random: inout SeededRandom) {
    self.layers = layers
    weights = []
    for (before, units) in zip(layers, layers.dropFirst()) {
      let bound = (6 / Double(before + units)).squareRoot()
      for _ in 0..<before * units { weights.append((2 * random.uniform() - 1) * bound) }
      weights += [Double](repeating: 0, count: units)
    }
  }

  init(layers: [Int], weights: [Double]) {
    self.layers = layers
    self.weights = weights
  }

  /// The units of all layers one after the other, those of `row` first.
  func units(_ row: ArraySlice<Double>) -> [Double] {
    var units = [Double](repeating: 0, count: layers.reduce(0, +))
    for (place, value) in row.enumerated() { units[place] = value }
    Self.forward(weights, layers, &units)
    return units
  }

  /// Bounds: `weights` and `units` are as long as `layers` says.
  private static func forward(_ weights: [Double], _ layers: [Int], _ units: inout [Double]) {
    weights.withUnsafeBufferPointer { weights in
      units.withUnsafeMutableBufferPointer { units in
        var (start, weight) = (0, 0)
        for layer in 1..<layers.count {
          let (before, own) = (layers[layer - 1], layers[layer])
          let target = start + before
          let constants = weight + before * own
          for unit in 0..<own { units[target + unit] = weights[constants + unit] }
          for source in 0..<before {
            let value = units[start + source]
            let from = weight + source * own
            for unit in 0..<own { units[target + unit] += value * weights[from + unit] }
          }
          if layer < layers.count - 1 {
            for unit in target..<target + own { units[unit] = tanh(units[unit]) }
          }
          (start, weight) = (target, constants + own)
        }
      }
    }
  }

  /// Adds what the squared error of one row changes with each weight. `slopes` is as long as `units`.
  static func addGradient(
    _ weights: [Double], _ layers: [Int], units: [Double], slopes: inout [Double],
    to gradient: inout [Double]
  ) {
    let width = layers[0]
    let end = units.count
    for place in 0..<width {
      slopes[end - width + place] = 2 * (units[end - width + place] - units[place])
    }
    weights.withUnsafeBufferPointer { weights in
      gradient.withUnsafeMutableBufferPointer { gradient in
        slopes.withUnsafeMutableBufferPointer { slopes in
          var (target, weight) = (end - layers[layers.count - 1], weights.count)
          for layer in stride(from: layers.count - 1, to: 0, by: -1) {
            let (before, own) = (layers[layer - 1], layers[layer])
            let start = target - before
            weight -= (before + 1) * own
            let constants = weight + before * own
            for unit in 0..<own { gradient[constants + unit] += slopes[target + unit] }
            for source in 0..<before {
              let value = units[start + source]
              let from = weight + source * own
              for unit in 0..<own { gradient[from + unit] += value * slopes[target + unit] }
              guard layer > 1 else { continue }
              var sum = 0.0
              for unit in 0..<own { sum += weights[from + unit] * slopes[target + unit] }
              slopes[start + source] = sum * (1 - value * value)
            }
            target = start
          }
        }
      }
    }
  }
}
