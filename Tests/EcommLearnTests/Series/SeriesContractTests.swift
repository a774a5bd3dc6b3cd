import EcommLearn
import EcommTestKit
import Testing

@Suite struct SeriesContractTests {
  static let contracts: [SeriesContract] =
    [
      SeriesContract("seasonal naive") { try SeasonalNaive.fit($0, period: 7) },
      SeriesContract("moving average") { try MovingAverage.fit($0, window: 7) },
      SeriesContract("drift") { try NaiveDrift.fit($0) },
      SeriesContract("naive") { try NaiveDrift.fit($0, hasDrift: false) },
      SeriesContract("theta") { try Theta.fit($0, period: 7) },
      SeriesContract("standard theta") { try Theta.fit($0, period: 7, variant: .standard) },
      SeriesContract("chosen smoothing") { try ExponentialSmoothing.choose($0, period: 7) },
      SeriesContract("chosen sarima") { values in
        var search = SarimaSearch(period: 7)
        (search.mostFits, search.mostShort, search.mostSeasonal) = (8, 2, 1)
        return try search.run(values)
      },
    ]
    + IntermittentDemand.Method.allCases.map { method in
      SeriesContract("\(method)") { try IntermittentDemand.fit($0, method: method) }
    }
    + [
      SmoothingForm(.additive, .none, .none), SmoothingForm(.additive, .damped, .additive),
      SmoothingForm(.multiplicative, .additive, .none),
      SmoothingForm(.multiplicative, .none, .additive),
      SmoothingForm(.multiplicative, .damped, .multiplicative),
    ].map { form in
      SeriesContract("\(form)") { try ExponentialSmoothing.fit($0, form: form, period: 7) }
    }
    + [
      Sarima.Settings(.init(0, 1, 1, seasonal: (0, 1, 1), period: 7)),
      Sarima.Settings(.init(2, 0, 1), hasConstant: true),
      Sarima.Settings(
        .init(1, 1, 0), hasConstant: true, fourier: [FourierTerms(period: 7, order: 2)]),
      Sarima.Settings(.init(0, 0, 0), hasConstant: true),
    ].map { settings in
      SeriesContract("sarima \(settings.order)") { try Sarima.fit($0, settings: settings) }
    }
    + AdditiveSettings.Growth.allCases.flatMap { growth in
      [false, true].map { isMultiplicative in
        SeriesContract("additive, \(growth) \(isMultiplicative)") { values in
          var settings = AdditiveSettings()
          settings.growth = growth
          settings.capacity = 1000
          settings.isMultiplicative = isMultiplicative
          settings.changepoints = 5
          return try Additive.fit(
            values, at: values.indices.map { 19_000 + Double($0) }, settings: settings)
        }
      }
    }

  @Test(arguments: SeriesContractTests.contracts.indices) func keeps(index: Int) throws {
    let breaches = try Self.contracts[index].breaches()
    #expect(breaches.isEmpty, "\(breaches)")
  }
}
