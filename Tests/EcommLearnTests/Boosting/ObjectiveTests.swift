import EcommBase
import Glibc
import Testing

@testable import EcommLearn

@Suite struct ObjectiveTests {
  static let smooth: [(Objective, [Double])] = [
    (.squared, [-1, 2]), (.pseudoHuber(slope: 0.7), [-1, 4]), (.poisson, [0, 3]),
    (.tweedie(power: 1.3), [0, 2.5]), (.gamma, [0.2, 3]), (.logistic, [0, 1]),
    (.logistic(positiveWeight: 4), [0, 1]),
  ]

  /// First derivative against differences of the loss; the second against differences of the first.
  @Test(arguments: smooth) func derivativesAreThoseOfTheLoss(
    objective: Objective, targets: [Double]
  ) {
    let loss = objective.loss
    let step = 1e-4
    for target in targets {
      for score in [-2.0, -0.3, 0.1, 1.7] {
        let both = loss.derivatives(score: score, target: target)
        let up = loss.loss(score: score + step, target: target)
        let down = loss.loss(score: score - step, target: target)
        let middle = loss.loss(score: score, target: target)
        let first = (up - down) / (2 * step)
        let second = (up - 2 * middle + down) / (step * step)
        #expect(abs(Double(both.gradient) - first) < 1e-5 * (1 + abs(first)))
        #expect(abs(Double(both.hessian) - second) < 1e-4 * (1 + abs(second)))
      }
    }
  }

  @Test(arguments: [(Objective.absolute, 0.5), (.quantile(share: 0.9), 0.9)])
  func flatLossesPointTheRightWay(objective: Objective, share: Double) {
    let loss = objective.loss
    #expect(loss.leafQuantile == share)
    let below = loss.derivatives(score: 0, target: 1)
    let above = loss.derivatives(score: 2, target: 1)
    #expect(below.gradient < 0 && above.gradient > 0)
    let ratio = Double(below.gradient / -above.gradient)
    #expect(abs(ratio - share / (1 - share)) < 1e-6)
  }

  @Test func classesAreOneRowAgainstTheirSum() {
    var scores = [0.3, -1.2, 2]
    let normalizer = SoftmaxLoss.normalizer(scores, row: 0, rows: 1, classes: 3)
    let loss = SoftmaxLoss()
    let gradients = scores.enumerated().map { index, score in
      Double(loss.derivatives(score: score - normalizer, target: index == 2 ? 1 : 0).gradient)
    }
    #expect(abs(gradients.reduce(0, +)) < 1e-6)
    SoftmaxLoss.outputs(&scores, classes: 3)
    #expect(abs(scores.reduce(0, +) - 1) < 1e-15)
    #expect(abs(gradients[2] - (scores[2] - 1)) < 1e-6)
  }

  @Test func exponentialIsThatOfTheLibrary() {
    for x in stride(from: -30.0, through: 30, by: 0.0137) {
      #expect(abs(Exponential.of(x) / exp(x) - 1) < 1e-15)
    }
    #expect(Exponential.of(-1e9) > 0)
    #expect(Exponential.of(1e9).isFinite)
    #expect(Exponential.of(.nan).isNaN)
  }

  @Test(arguments: BoostingSample.objectives) func everyObjectiveLearns(objective: Objective) throws
  {
    let sample = BoostingSample(rows: 600)
    let targets = sample.targets(objective)
    let matrix = try BinnedMatrix(sample.columns)
    let rows = BoostingRows(matrix, targets: targets)
    let model = try BoostedTrees.fit(
      rows, objective: objective, parameters: .small.with { $0.trees = 20 }, validation: rows)
    let losses = model.validationLosses
    #expect(losses[19] < losses[0])
    #expect(zip(losses, losses.dropFirst()).allSatisfy { $1 < $0 + 0.02 * abs($0) })
    #expect(try model.predict(sample.columns).allSatisfy { $0.isFinite })
  }

  @Test func aQuantileIsNotExceededBySoMany() throws {
    let sample = BoostingSample(rows: 2000, categories: 0)
    let model = try sample.fit(.quantile(share: 0.8), .small.with { $0.trees = 40 })
    let predicted = try model.predict(sample.columns)
    let share = zip(predicted, sample.scores).count { $1 <= $0 }
    #expect((1500...1700).contains(share))
  }

  @Test func aWeightIsARowSeveralTimes() throws {
    let values: [Float] = [0, 1, 2, 3, 4, 5]
    let targets = [0.0, 1, 0, 1, 1, 1]
    let weights = [1.0, 2, 3, 1, 2, 1]
    let repeated = zip(0..., weights).flatMap { Array(repeating: $0, count: Int($1)) }
    let parameters = BoostingParameters.small.with { $0.minimumChildWeight = 0 }
    let weighted = try BoostedTrees.fit(
      [.numbers(values)], targets: targets, weights: weights, objective: .logistic,
      parameters: parameters)
    let plain = try BoostedTrees.fit(
      [.numbers(repeated.map { values[$0] })], targets: repeated.map { targets[$0] },
      objective: .logistic, parameters: parameters)
    let both = try [weighted, plain].map { try $0.predict([.numbers(values)]) }
    for (a, b) in zip(both[0], both[1]) { #expect(abs(a - b) < 1e-4) }
  }
}
