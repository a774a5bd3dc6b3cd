/// The constants that all scores start from.
enum BaseScores {
  /// The best constant for each output. It is rounded to 32 bits as a prediction, so that a file which holds
  /// it as one gives it back.
  static func find(_ rows: BoostingRows, _ objective: Objective) -> [Double] {
    let loss = objective.loss
    guard case .softmax(let classes) = objective else {
      guard rows.startingScores == nil else { return [0] }
      return [rounded(loss.constant(rows.targets, rows.weights), loss)]
    }
    guard rows.startingScores == nil else { return [Double](repeating: 0, count: classes) }
    var shares = [Double](repeating: 0, count: classes)
    for row in rows.targets.indices { shares[Int(rows.targets[row])] += rows.weights?[row] ?? 1 }
    let total = shares.reduce(0, +)
    return shares.map { Double(Float(loss.score(max($0 / total, 1e-6)))) }
  }

  private static func rounded(_ constant: Double, _ loss: any Loss) -> Double {
    let limit = Double(Float.greatestFiniteMagnitude)
    let start = loss.output(loss.score(min(max(constant, -limit), limit)))
    return loss.score(Double(Float(start)))
  }

  /// (outputs, rows)
  static func start(_ rows: BoostingRows, _ constants: [Double]) -> [Double] {
    rows.startingScores
      ?? constants.flatMap { [Double](repeating: $0, count: rows.count) }
  }
}
