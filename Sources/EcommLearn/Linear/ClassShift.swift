/// Probabilities of several classes stay the same when all classes' coefficients of a column move
/// together; only the penalty decides where they stand. This moves them to where it is least, which a
/// minimiser finds slowly, as the loss is flat there.
enum ClassShift {
  /// `coefficients` (classes, columns) with each column moved.
  static func settled(_ coefficients: [[Double]], _ penalty: Penalty) -> [[Double]] {
    guard coefficients.count > 1 else { return coefficients }
    var settled = coefficients
    for column in coefficients[0].indices {
      let shift = best(coefficients.map { $0[column] }, penalty)
      for output in settled.indices { settled[output][column] -= shift }
    }
    return settled
  }

  /// What to take off all `values`: with a ridge alone their mean. A lasso puts one of them on zero,
  /// or stops between two of them where the ridge balances it.
  private static func best(_ values: [Double], _ penalty: Penalty) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    guard penalty.lasso > 0 else { return mean }
    var candidates = values
    if penalty.ridge > 0 {
      for below in 0...values.count {
        let pull = Double(values.count - 2 * below) * penalty.lasso / penalty.ridge
        candidates.append(mean + pull / Double(values.count))
      }
    }
    var best = (shift: 0.0, cost: cost(values, 0, penalty))
    for shift in candidates {
      let cost = cost(values, shift, penalty)
      if cost < best.cost { best = (shift, cost) }
    }
    return best.shift
  }

  private static func cost(_ values: [Double], _ shift: Double, _ penalty: Penalty) -> Double {
    values.reduce(0) {
      let value = $1 - shift
      return $0 + penalty.lasso * value.magnitude + penalty.ridge / 2 * value * value
    }
  }
}
