/// The mean loss on rows that the training does not see.
enum ValidationLoss {
  /// `scores` is (outputs, rows).
  static func mean(_ rows: BoostingRows, _ scores: [Double], _ objective: Objective) -> Double {
    let loss = objective.loss
    var sum = 0.0
    var total = 0.0
    for row in 0..<rows.count {
      let weight = rows.weights?[row] ?? 1
      sum += weight * one(row, rows, scores, objective, loss)
      total += weight
    }
    return sum / total
  }

  private static func one(
    _ row: Int, _ rows: BoostingRows, _ scores: [Double], _ objective: Objective, _ loss: any Loss
  ) -> Double {
    guard case .softmax(let classes) = objective else {
      return loss.loss(score: scores[row], target: rows.targets[row])
    }
    return scores.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      let normalizer = SoftmaxLoss.normalizer(
        base, row: row, rows: rows.count, classes: classes)
      return normalizer - base[Int(rows.targets[row]) * rows.count + row]
    }
  }
}
