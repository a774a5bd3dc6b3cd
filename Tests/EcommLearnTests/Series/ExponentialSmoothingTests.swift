import EcommBase
import EcommTestKit
import Testing

@testable import EcommLearn

@Suite struct ExponentialSmoothingTests {
  struct Case {
    let values: [Double]
    let form: SmoothingForm
    let period: Int
    let peer: Double
    let forecast: [Double]

    init(_ index: Int) throws {
      let file = try JSONFields(Oracle.read("smoothing.json"), file: "smoothing.json", path: "")
      let fields = try file.objects("cases")[index]
      values = try fields.numbers("values")
      form = SmoothingForm(
        try fields.choice("error"), try fields.choice("trend"), try fields.choice("season"))
      period = try fields.integer("period", in: 2...12)
      peer = try fields.number("log_likelihood")
      forecast = try fields.numbers("forecast")
    }
  }

  /// The peer searches the same region of weights from one start. The likelihood has several hills, so
  /// either may end a little lower.
  @Test(arguments: 0..<15) func likelihoodIsNoWorseThanThePeers(index: Int) throws {
    let item = try Case(index)
    let model = try ExponentialSmoothing.fit(item.values, form: item.form, period: item.period)
    #expect(model.fit.logLikelihood > item.peer - 0.5, "\(item.form) \(item.period)")
    #expect(model.fit.converged, "\(item.form)")
  }

  /// Exact gradients against differences, at odd points of every form.
  @Test(arguments: SmoothingForm.candidates(seasonal: true, positive: true).indices)
  func gradientIsThatOfDifferences(index: Int) throws {
    let form = SmoothingForm.candidates(seasonal: true, positive: true)[index]
    var values = SeriesContract.series(40).map { $0 / 50 }
    values[11] = .nan
    let pass = SmoothingPass(values: values, form: form, period: 7)
    let guess = SmoothingStart.guess(values, form, period: 7)
    func parts(_ x: [Double]) -> (SmoothingState, SmoothingWeights) {
      var state = guess
      (state.level, state.trend) = (x[4], form.hasTrend ? x[5] : 0)
      state.season = form.hasSeason ? Array(x[6...]) : guess.season
      return (
        state, SmoothingWeights(level: x[0], trend: x[1], season: x[2], damping: x[3])
      )
    }
    let season = form.hasSeason ? guess.season.map { $0 * 1.01 } : []
    let point =
      [0.3, form.hasTrend ? 0.1 : 0, form.hasSeason ? 0.2 : 0, form.hasTrend ? 0.9 : 0]
      + [guess.level, 0.002] + season
    let (state, weights) = parts(point)
    let exact = pass.gradient(state, weights).gradient
    let near = Differences.gradient(at: point) { points in
      points.map { x in
        let (state, weights) = parts(x)
        return pass.outcome(state, weights).objective
      }
    }
    var pairs = [(exact.weights.level, near[0]), (exact.level, near[4])]
    if form.hasTrend {
      pairs += [
        (exact.weights.trend, near[1]), (exact.weights.damping, near[3]), (exact.trend, near[5]),
      ]
    }
    if form.hasSeason {
      pairs.append((exact.weights.season, near[2]))
      pairs += zip(exact.season, near[6...]).map { ($0, $1) }
    }
    for (a, b) in pairs { #expect(isClose(a, b, within: 1e-4), "\(form): \(a) \(b)") }
  }

  @Test func choosesTheSeasonThatIsThere() throws {
    let values = SeriesContract.series(200)
    #expect(try ExponentialSmoothing.choose(values, period: 7).form.hasSeason)
    var random = SeededRandom(seed: 4)
    let noise = (0..<200).map { _ in 20 + random.normal() }
    #expect(try !ExponentialSmoothing.choose(noise, period: 7).form.hasSeason)
  }

  /// Class 1 of Hyndman and others: simple smoothing.
  @Test func errorsGrowAsTheBookSays() throws {
    let model = try ExponentialSmoothing.fit(
      SeriesContract.series(100), form: .init(.additive, .none, .none), period: 1)
    let found = model.standardErrors(5) ?? []
    let alpha = model.weights.level
    for (step, error) in found.enumerated() {
      let expected = model.variance * (1 + Double(step) * alpha * alpha)
      #expect(isClose(error * error, expected, within: 1e-12))
    }
  }

  @Test func aMissingValueMovesOnlyTheSeason() throws {
    let values = SeriesContract.series(100)
    var model = try ExponentialSmoothing.fit(
      values, form: .init(.additive, .none, .additive), period: 7)
    let before = model.forecast(8)
    model.update(with: [.nan])
    #expect(model.forecast(7) == Array(before.dropFirst()))
  }

  @Test func refusesProductsOfZero() {
    #expect(throws: SeriesError.notPositive(place: 2)) {
      try ExponentialSmoothing.fit(
        [1, 2, 0, 4, 5, 6, 7, 8, 9, 10], form: .init(.multiplicative, .none, .none), period: 1)
    }
  }
}
