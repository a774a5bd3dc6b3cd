import EcommBase
import EcommTestKit
import Glibc
import Testing

@testable import EcommLearn

@Suite struct SarimaTests {
  struct Case {
    let name: String
    let values: [Double]
    let settings: Sarima.Settings
    let regressors: [[Double]]
    let fields: JSONFields

    init(_ index: Int) throws {
      let file = try JSONFields(Oracle.read("sarima.json"), file: "sarima.json", path: "")
      fields = try file.objects("cases")[index]
      name = try fields.string("name")
      values = try fields.value("values").doubles ?? []
      regressors = try fields.value("regressors").array?.compactMap(\.doubles) ?? []
      let (short, long) = (
        try fields.value("order").integers ?? [], try fields.value("seasonal_order").integers ?? []
      )
      settings = Sarima.Settings(
        SarimaOrder(
          short[0], short[1], short[2], seasonal: (long[0], long[1], long[2]),
          period: try fields.integer("period", in: 1...100)),
        hasConstant: try fields.flag("constant"))
    }

    var past: [[Double]] { regressors.map { Array($0.prefix(values.count)) } }
    var future: [[Double]] { regressors.map { Array($0.dropFirst(values.count)) } }
    func fit() throws -> Sarima { try Sarima.fit(values, settings: settings, regressors: past) }
  }

  /// The peer stops when its gradient is small, so it may end a little lower; never higher.
  @Test(arguments: 0..<9) func likelihoodIsNoWorseThanThePeers(index: Int) throws {
    let item = try Case(index)
    let model = try item.fit()
    let peer = try item.fields.number("log_likelihood")
    #expect(model.fit.logLikelihood > peer - 1e-4, "\(item.name)")
    #expect(model.fit.logLikelihood < peer + 0.01, "\(item.name)")
    #expect(model.fit.converged)
    #expect(model.fit.observations == (try item.fields.integer("observations", in: 1...10_000)))
    #expect(isClose(model.variance, try item.fields.number("variance"), within: 2e-3))
  }

  /// A thousandth of a standard error, which is where the peer's optimiser stops.
  @Test(arguments: 0..<9) func forecastsAsThePeer(index: Int) throws {
    let item = try Case(index)
    let model = try item.fit()
    let found = try model.forecast(12, regressors: item.future)
    let errors = model.standardErrors(12) ?? []
    let (means, spreads) = (
      try item.fields.numbers("forecast"), try item.fields.numbers("standard_errors")
    )
    for step in 0..<12 {
      #expect((found[step] - means[step]).magnitude < 0.02 * spreads[step], "\(item.name) \(step)")
      #expect(isClose(errors[step], spreads[step], within: 5e-3), "\(item.name) \(step)")
    }
  }

  @Test func airlineModelIsThatOfTheBooks() throws {
    let model = try Case(0).fit()
    #expect((model.parameters.ma[0] - -0.40182314).magnitude < 1e-6)
    #expect((model.parameters.seasonalMA[0] - -0.55693650).magnitude < 1e-6)
    #expect((model.variance - 0.00134809899).magnitude < 1e-9)
    #expect((model.fit.logLikelihood - 244.69648683).magnitude < 1e-7)
    #expect((model.fit.aic - -483.39297367).magnitude < 1e-6)
    #expect((model.fit.aicc - -483.20399729).magnitude < 1e-6)
    #expect((model.fit.bic - -474.76738170).magnitude < 1e-6)
    let errors = zip(model.fit.standardErrors, [0.08964, 0.07311]).map { ($0 - $1).magnitude }
    #expect(errors.count == 2 && errors.allSatisfy { $0 < 2e-5 })
    let known = [
      6.110186, 6.053775, 6.171711, 6.199301, 6.232557, 6.368779, 6.507296, 6.502907, 6.324698,
      6.209009, 6.063487, 6.168024,
    ]
    #expect(zip(model.forecast(12), known).allSatisfy { ($0 - $1).magnitude < 5e-6 })
  }

  static let plain: [Sarima.Settings] = [
    .init(.init(1, 1, 1, seasonal: (1, 1, 1), period: 7)), .init(.init(2, 0, 1)),
    .init(.init(0, 1, 2, seasonal: (1, 0, 0), period: 4)), .init(.init(3, 2, 1)),
  ]

  @Test(arguments: plain.indices) func likelihoodIsTheDenseOne(index: Int) throws {
    let settings = Self.plain[index]
    let values = SeriesContract.series(90, seed: 5).map { $0 - 60 }
    let model = try Sarima.fit(values, settings: settings)
    let dense = DenseGaussian.logLikelihood(
      values, settings.order, model.parameters, variance: model.variance)
    #expect((model.fit.logLikelihood - dense).magnitude < 1e-6)
  }

  /// A missing value is left out of the joint density, differences or not.
  @Test(arguments: plain.indices) func gapsAreLeftOutOfTheDensity(index: Int) throws {
    let settings = Self.plain[index]
    var values = SeriesContract.series(90, seed: 6).map { $0 - 60 }
    for t in [17, 30, 31, 32, 33, 34, 35, 36, 37, 38, 60, 88, 89] { values[t] = .nan }
    let model = try Sarima.fit(values, settings: settings)
    let dense = DenseGaussian.logLikelihood(
      values, settings.order, model.parameters, variance: model.variance)
    #expect((model.fit.logLikelihood - dense).magnitude < 1e-6)
  }

  /// Values missing among those that differencing takes: a large variance instead of exact ignorance.
  @Test func startsThatAreMissingChangeLittle() throws {
    var values = SeriesContract.series(200, seed: 7)
    let settings = Sarima.Settings(.init(0, 1, 1, seasonal: (0, 1, 1), period: 7))
    let whole = try Sarima.fit(values, settings: settings)
    values[2] = .nan
    let gapped = try Sarima.fit([.nan, .nan] + values, settings: settings)
    #expect(gapped.fit.observations == 191)
    #expect(zip(whole.forecast(7), gapped.forecast(7)).allSatisfy { ($0 - $1).magnitude < 0.2 })
  }

  @Test func steadyStateChangesNothing() throws {
    let order = SarimaOrder(1, 0, 1, seasonal: (0, 0, 1), period: 7)
    let parameters = SarimaParameters([0.5, -0.3, -0.6], order)
    let process = ArmaProcess(
      ar: parameters.arPolynomial(order), ma: parameters.maPolynomial(order), size: order.armaSize)
    let lanes = ArmaLanes([process])
    let values = SeriesContract.series(1000).map { $0 - 100 }
    let fast = ArmaLikelihood(lanes, [values])
    let whole = ArmaLikelihood(lanes, [values], settledBelow: -1)
    #expect(fast.settledAfter < 600 && whole.settledAfter == 1000)
    #expect(isClose(fast.products[0][0], whole.products[0][0], within: 1e-12))
    #expect((fast.logVariances[0] - whole.logVariances[0]).magnitude < 1e-11)
  }

  /// The filter of the series itself and the filter of its differences are one likelihood.
  @Test func bothFiltersAgree() throws {
    let order = SarimaOrder(1, 1, 1, seasonal: (1, 1, 1), period: 7)
    let parameters = SarimaParameters([0.4, -0.3, 0.2, -0.6], order)
    let differencing = LagPolynomial.differencing(order)
    let process = ArmaProcess(
      ar: parameters.arPolynomial(order), ma: parameters.maPolynomial(order), size: order.armaSize)
    let values = SeriesContract.series(300)
    let fast = ArmaLikelihood(
      ArmaLanes([process]), [LagPolynomial.apply(differencing, to: values)])
    let filter = IntegratedFilter(process, differencing: differencing)
    let slow = try #require(GappedFilter(filter, [values], known: values.map { _ in true }))
    let squares = slow.columns[0].filter { !$0.isNaN }.reduce(0) { $0 + $1 * $1 }
    #expect(slow.count == 292)
    #expect(isClose(fast.products[0][0], squares, within: 1e-10))
    #expect((fast.logVariances[0] - slow.logVariances).magnitude < 1e-10)
  }

  @Test(arguments: [[0.9], [0.3, -0.7], [1.1, -0.4, 0.2]]) func freeNumbersComeBack(
    coefficients: [Double]
  ) throws {
    let free = try #require(PartialAutocorrelations.free(coefficients))
    let back = PartialAutocorrelations.coefficients(free: free)
    #expect(zip(back, coefficients).allSatisfy { ($0 - $1).magnitude < 1e-12 })
    #expect(PartialAutocorrelations.partial([1.2]) == nil)
    #expect(PartialAutocorrelations.partial([0.6, 0.5]) == nil)
  }

  @Test func updateIsTheFilterGoingOn() throws {
    let values = SeriesContract.series(120)
    let settings = Sarima.Settings(.init(0, 1, 1, seasonal: (0, 1, 1), period: 7))
    var model = try Sarima.fit(Array(values.prefix(100)), settings: settings)
    let ahead = model.forecast(1)[0]
    let errors = model.fitted(values)
    #expect(isClose(ahead, errors[100], within: 1e-6))
    model.update(with: Array(values[100..<110]))
    #expect(isClose(model.forecast(1)[0], errors[110], within: 1e-6))
  }

  @Test func findsTheAirlineModel() throws {
    let model = try SarimaSearch(period: 12).run(Case(0).values)
    #expect(model.order == SarimaOrder(0, 1, 1, seasonal: (0, 1, 1), period: 12))
  }

  @Test func findsWavesOfALongSeason() throws {
    func wave(_ t: Int) -> Double {
      let turn = 2 * Double.pi * Double(t) / 100.5
      return 10 + 3 * sin(turn) + 2 * sin(2 * turn)
    }
    var random = SeededRandom(seed: 3)
    let values = (0..<300).map { wave($0) + random.normal() }
    var search = SarimaSearch(period: 1, longPeriods: [100.5])
    search.mostFits = 10
    let model = try search.run(values)
    #expect(model.settings.fourier == [FourierTerms(period: 100.5, order: 2)])
    let truth = (300..<330).map(wave)
    #expect(zip(model.forecast(30), truth).allSatisfy { ($0 - $1).magnitude < 0.6 })
  }

  @Test func refusesWhatIsOutOfRange() {
    let values = SeriesContract.series(50)
    for order in [
      SarimaOrder(11, 0, 0), SarimaOrder(-1, 0, 0), SarimaOrder(0, 3, 0),
      SarimaOrder(0, 0, 0, seasonal: (1, 0, 0), period: 1),
      SarimaOrder(0, 0, 0, seasonal: (2, 2, 0), period: 200),
    ] {
      #expect(throws: SeriesError.self) { try Sarima.fit(values, settings: .init(order)) }
    }
    #expect(throws: SeriesError.self) {
      try Sarima.fit(values, settings: .init(.init(1, 0, 0)), regressors: [[1, 2]])
    }
    #expect(throws: SeriesError.missingRegressor(column: 0, place: 3)) {
      var column = values
      column[3] = .nan
      _ = try Sarima.fit(values, settings: .init(.init(1, 0, 0)), regressors: [column])
    }
  }
}
