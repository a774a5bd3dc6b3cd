import EcommBase

/// Gradient descent with momentum and a gain for each coordinate (Jacobs, 1988), neighbours drawn
/// harder at first.
struct TSNEDescent {
  let parameters: TSNEParameters
  /// (points, 2)
  private(set) var positions: [Double]
  private(set) var iterations = 0

  private let forces: TSNEForces
  private let rate: Double
  private var tree: QuadTree
  private var pushes: [Double]
  private var gradient: [Double]
  private var steps: [Double]
  private var gains: [Double]

  init(affinities: Affinities, parameters: TSNEParameters, start: [Double], parallel: Parallel) {
    self.parameters = parameters
    positions = start
    forces = TSNEForces(
      affinities: affinities, coarseness: parameters.coarseness, parallel: parallel)
    rate =
      parameters.learningRate
      ?? max(Double(affinities.count) / parameters.exaggeration / 4, 50)
    tree = QuadTree(count: affinities.count)
    pushes = [Double](repeating: 0, count: start.count)
    gradient = pushes
    steps = pushes
    gains = [Double](repeating: 1, count: start.count)
  }

  /// Below this length of the gradient, or after so many iterations without a better map, it ends.
  private static let negligible = 1e-20
  private static let patience = 300

  /// The divergence of the map that was reached.
  mutating func run() throws -> Double {
    let early = min(parameters.earlyIterations, parameters.iterations)
    try descend(to: early, momentum: 0.5, exaggeration: parameters.exaggeration)
    try descend(to: parameters.iterations, momentum: 0.8, exaggeration: 1)
    try tree.build(positions)
    return try forces.divergence(positions, likeness: try forces.push(tree, &pushes))
  }

  private mutating func descend(to end: Int, momentum: Double, exaggeration: Double) throws {
    var best = (divergence: Double.infinity, iteration: iterations)
    while iterations < end {
      try tree.build(positions)
      let likeness = try forces.push(tree, &pushes)
      forces.gradient(
        positions, pushes, likeness: likeness, exaggeration: exaggeration, &gradient)
      let isChecked = (iterations + 1) % 50 == 0
      if isChecked, exaggeration == 1 {
        let divergence = try forces.divergence(positions, likeness: likeness)
        if divergence < best.divergence { best = (divergence, iterations) }
        if iterations - best.iteration > Self.patience || length < Self.negligible { return }
      }
      step(momentum)
      iterations += 1
    }
  }

  private var length: Double { gradient.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  private mutating func step(_ momentum: Double) {
    for index in positions.indices {
      let isOpposed = steps[index] * gradient[index] < 0
      gains[index] = max(0.01, isOpposed ? gains[index] + 0.2 : gains[index] * 0.8)
      steps[index] = momentum * steps[index] - rate * gains[index] * gradient[index]
      positions[index] += steps[index]
    }
  }
}
