import EcommBase

/// Fits to sparse rows, such as words of texts.
extension LogisticRegression {
  /// Columns are not scaled: `tolerance` is relative to the gradient at the start.
  public static func fit(
    _ data: SparseRows, labels: [Int], classes: Int, weights: [Double] = [],
    parameters: LogisticParameters = LogisticParameters(), on parallel: Parallel = Parallel()
  ) throws -> LogisticRegression {
    try parameters.validate()
    guard !data.columns.isEmpty else { throw LinearError.noColumns }
    let rows = try ClassRows(labels, classes: classes, weights: weights, rows: data.rowCount)
    let penalty = parameters.penalty(weight: rows.totalWeight)
    let problem = SparseProblem(
      data: data, rows: rows, loss: classes == 2 ? .logistic(positive: 1) : .softmax,
      ridge: penalty.ridge, fitsIntercept: parameters.fitsIntercept, parallel: parallel)
    var start = [Double](repeating: 0, count: problem.count)
    if parameters.fitsIntercept {
      start.replaceSubrange(
        data.columnCount * problem.outputs..<problem.count, with: rows.startingIntercepts)
    }
    let minimum =
      penalty.lasso == 0
      ? try TruncatedNewton.minimise(problem, from: start, parameters.stopping)
      : try OrthantWise.minimise(
        problem, lasso: problem.lasso(penalty.lasso), from: start, parameters.stopping,
        settle: { problem.settled($0, penalty) })
    if parameters.inverseStrength == nil, minimum.value < 1e-6 { throw LinearError.separable }
    return problem.model(minimum, penalty)
  }
}

extension SparseProblem: SmoothObjective {
  func evaluate(_ point: [Double]) throws -> Slope {
    let rows = try derive(margins(point))
    var value = rows.value
    for index in 0..<data.columnCount * outputs {
      value += ridge / 2 * point[index] * point[index]
    }
    return Slope(value: value, gradient: try gradient(rows.slopes, point))
  }

  func preconditioner(at point: [Double]) throws -> Preconditioner? { nil }
  var preconditionsExactly: Bool { false }

  fileprivate func lasso(_ strength: Double) -> [Double] {
    let penalised = data.columnCount * outputs
    return (0..<count).map { $0 < penalised ? strength : 0 }
  }

  /// The point with the least penalty of those that give the same probabilities.
  fileprivate func settled(_ point: [Double], _ penalty: Penalty) -> [Double] {
    guard outputs > 1 else { return point }
    let columns = data.columnCount
    let slopes = (0..<outputs).map { output in
      (0..<columns).map { point[$0 * outputs + output] }
    }
    var settled = point
    for (output, own) in ClassShift.settled(slopes, penalty).enumerated() {
      for column in 0..<columns { settled[column * outputs + output] = own[column] }
    }
    return settled
  }

  fileprivate func model(_ minimum: Minimum, _ penalty: Penalty) -> LogisticRegression {
    let columns = data.columnCount
    let coefficients = (0..<outputs).map { output in
      (0..<columns).map { minimum.point[$0 * outputs + output] }
    }
    let intercepts = Array(minimum.point[(columns * outputs)...])
    let mean = outputs > 1 ? intercepts.reduce(0, +) / Double(outputs) : 0
    return LogisticRegression(
      classes: rows.classes, coefficients: ClassShift.settled(coefficients, penalty),
      intercepts: intercepts.map { $0 - mean },
      convergence: minimum.convergence)
  }
}
