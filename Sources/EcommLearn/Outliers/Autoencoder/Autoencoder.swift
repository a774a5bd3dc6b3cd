import EcommBase

/// A network that has to say its input again through a narrow layer; what it cannot say well is strange.
///
/// Trained on standardised columns by minibatches (`AdamSteps`); a tenth of the rows is kept aside, and the
/// weights that said those best are kept. A row's score is its mean squared error, so it comes apart into
/// columns exactly.
///
/// Invariant: one thread trains, in an order that the seed decides. Cost: six multiplications for each weight,
/// row and epoch, of at most 20,000 rows.
public struct Autoencoder: OutlierDetector, Equatable {
  let standard: StandardColumns
  let network: DenseNetwork
  /// Epochs until the kept weights.
  public let epochs: Int

  public var width: Int { standard.means.count }

  private static let mostRows = 20_000
  private static let batch = 32
  /// Values farther out count as this in training: one row must not bend the network to itself.
  private static let farthest = 5.0
  static let mostWeights = 1 << 24

  public static func fit(
    _ rows: Matrix, parameters: AutoencoderParameters = .init(), parallel: Parallel = Parallel()
  ) throws -> Autoencoder {
    try parameters.validate()
    try rows.checkForFitting()
    let layers = parameters.layers(columns: rows.columns)
    guard DenseNetwork.count(layers) <= mostWeights else {
      throw OutlierError.tooLarge(
        what: "a network of \(rows.columns) columns", bytes: DenseNetwork.count(layers) * 8)
    }
    let standard = StandardColumns(of: rows)
    var random = SeededRandom(seed: parameters.seed)
    var chosen = random.few(min(mostRows, rows.rows), of: rows.rows)
    random.shuffle(&chosen)
    var own = standard.apply(rows.selecting(chosen))
    own.values = own.values.map { min(max($0, -farthest), farthest) }
    let aside = own.rows >= 20 ? own.rows / 10 : 0
    var training = Training(
      rows: own, aside: aside, network: DenseNetwork(layers: layers, random: &random),
      rate: parameters.learningRate,
      penalty: parameters.penalty)
    let best = training.run(parameters, &random)
    return Autoencoder(standard: standard, network: best.network, epochs: best.epochs)
  }

  init(standard: StandardColumns, network: DenseNetwork, epochs: Int) {
    self.standard = standard
    self.network = network
    self.epochs = epochs
  }

  private struct Training {
    let rows: Matrix
    /// The first rows, which say when to stop; without any, all rows do.
    let aside: Int
    var network: DenseNetwork
    let rate: Double
    let penalty: Double

    mutating func run(
      _ parameters: AutoencoderParameters, _ random: inout SeededRandom
    ) -> (network: DenseNetwork, epochs: Int) {
      var adam = AdamSteps(count: network.weights.count, rate: rate)
      var best = (network: network, epochs: 0)
      var least = judged
      var order = Array(aside..<rows.rows)
      for epoch in 1...parameters.epochs {
        random.shuffle(&order)
        for first in stride(from: 0, to: order.count, by: batch) {
          step(order[first..<min(order.count, first + batch)], &adam)
        }
        let loss = judged
        if loss < least {
          least = loss
          best = (network, epoch)
        } else if epoch - best.epochs >= parameters.patience {
          break
        }
      }
      return best
    }

    private mutating func step(_ batch: ArraySlice<Int>, _ adam: inout AdamSteps) {
      var gradient = [Double](repeating: 0, count: network.weights.count)
      var slopes = [Double](repeating: 0, count: network.layers.reduce(0, +))
      for row in batch {
        DenseNetwork.addGradient(
          network.weights, network.layers, units: network.units(rows.row(row)), slopes: &slopes,
          to: &gradient)
      }
      let share = 1 / Double(batch.count * rows.columns)
      for place in gradient.indices {
        gradient[place] = gradient[place] * share + penalty * network.weights[place]
      }
      adam.step(&network.weights, gradient)
    }

    private var judged: Double {
      let count = aside > 0 ? aside : rows.rows
      return (0..<count).reduce(0) { sum, row in
        let units = network.units(rows.row(row))
        return sum + Autoencoder.errors(rows.row(row), units).reduce(0, +)
      }
    }
  }

  private static func errors(_ row: ArraySlice<Double>, _ units: [Double]) -> [Double] {
    zip(row, units.suffix(row.count)).map { ($0 - $1) * ($0 - $1) }
  }
}

extension Autoencoder {
  /// From 0 up.
  public func scores(_ rows: Matrix, parallel: Parallel = Parallel()) throws -> [Double] {
    let parts = try errors(rows, parallel: parallel)
    return (0..<rows.rows).map { parts.row($0).reduce(0, +) }
  }

  public func parts(_ rows: Matrix, parallel: Parallel = Parallel()) throws -> Matrix? {
    try errors(rows, parallel: parallel)
  }

  private func errors(_ rows: Matrix, parallel: Parallel) throws -> Matrix {
    try check(rows)
    let values = try parallel.mapChunks(of: rows.rows, size: 256) { range in
      let own = standard.apply(
        Matrix(
          rows: range.count, columns: width,
          values: Array(rows.values[range.lowerBound * width..<range.upperBound * width])))
      return (0..<own.rows).flatMap { row in
        Self.errors(own.row(row), network.units(own.row(row))).map { $0 / Double(width) }
      }
    }.flatMap { $0 }
    return Matrix(rows: rows.rows, columns: width, values: values)
  }

  public var json: JSON {
    [
      "standard": standard.json, "layers": .integers(network.layers),
      "weights": .numbers(network.weights), "epochs": .integer(epochs),
    ]
  }

  public init(_ fields: JSONFields) throws {
    standard = try StandardColumns(fields.fields("standard"))
    let layers = try fields.value("layers").integers ?? []
    let width = standard.means.count
    guard (2...9).contains(layers.count), layers.first == width, layers.last == width,
      layers.dropFirst().dropLast().allSatisfy({ (1...AutoencoderParameters.widest).contains($0) }),
      DenseNetwork.count(layers) <= Self.mostWeights
    else {
      throw fields.fault("layers", expected: "layers from \(width) units to \(width) units")
    }
    let weights = try fields.numbers("weights", count: DenseNetwork.count(layers))
    guard weights.allSatisfy({ abs($0) <= 1e6 }) else {
      throw fields.fault("weights", expected: "numbers up to 1,000,000")
    }
    network = DenseNetwork(layers: layers, weights: weights)
    epochs = try fields.integer("epochs", in: 0...10_000)
  }
}
