import EcommBase
import EcommLearn
import EcommTestKit
import Testing

@Suite struct AdditiveTests {
  struct Case: Sendable {
    let name: String
    let values: [Double]
    let moments: [Double]
    let regressors: [[Double]]
    let settings: AdditiveSettings
    let forecast: [Double]
    let trend: [Double]
    let spread: Double
  }

  static func cases() throws -> [Case] {
    let fields = try JSONFields(Oracle.read("additive.json"), file: "additive.json", path: "")
    return try fields.objects("cases").map { item in
      var settings = AdditiveSettings()
      settings.growth = try item.choice("growth")
      settings.capacity = item.isNull("capacity") ? nil : try item.number("capacity")
      settings.isMultiplicative = try item.value("multiplicative").bool ?? false
      settings.changepoints = try item.integer("changepoints", in: 0...100)
      settings.changepointScale = try item.number("changepoint_scale")
      let first = try item.number("first_day")
      let every = try item.number("every")
      let forecast = try item.numbers("forecast")
      return Case(
        name: try item.string("name"), values: try item.value("values").doubles ?? [],
        moments: forecast.indices.map { first + every * Double($0) },
        regressors: try item.value("regressors").array?.compactMap(\.doubles) ?? [],
        settings: settings, forecast: forecast, trend: try item.numbers("trend"),
        spread: try item.number("spread"))
    }
  }

  /// The peer stops its optimiser at some tolerance and does not take bends to zero, so forecasts
  /// agree to a share of their size, not to digits.
  @Test(arguments: 0..<11) func agreesWithThePeer(index: Int) throws {
    let item = try Self.cases()[index]
    let n = item.values.count
    let model = try Additive.fit(
      item.values, at: Array(item.moments[..<n]),
      regressors: item.regressors.map { Array($0[..<n]) },
      settings: item.settings)
    let found = try model.forecast(at: item.moments, regressors: item.regressors)
    let misses = zip(found, item.forecast).map { (($0 - $1) / $1).magnitude }
    #expect(misses.allSatisfy { $0 < 0.01 }, "\(item.name)")
    #expect(isClose(model.spread, item.spread, within: 0.01))
  }
}

@Suite struct AdditiveShapeTests {
  private static func moments(_ count: Int) -> [Double] { (0..<count).map { 19_000 + Double($0) } }

  @Test func componentsAddUpToTheForecast() throws {
    for isMultiplicative in [false, true] {
      var settings = AdditiveSettings()
      settings.isMultiplicative = isMultiplicative
      let values = SeriesContract.series(200)
      let moments = Self.moments(200)
      let event = moments.indices.map { $0 % 30 == 4 ? 1.0 : 0 }
      let model = try Additive.fit(values, at: moments, regressors: [event], settings: settings)
      let parts = try model.components(at: moments, regressors: [event])
      let forecast = try model.forecast(at: moments, regressors: [event])
      #expect(parts.seasons.count == 1 && parts.regressors.count == 1)
      #expect(zip(parts.total, forecast).allSatisfy { isClose($0, $1, within: 1e-12) })
      // A week is a week: the season repeats.
      #expect(isMultiplicative || isClose(parts.seasons[0][3], parts.seasons[0][10], within: 1e-9))
    }
  }

  @Test func aBendIsFoundWhereItIs() throws {
    let values = (0..<300).map { (t: Int) -> Double in
      let time = Double(t)
      return 100 + 0.5 * time - max(0, time - 150)
    }
    let model = try Additive.fit(values, at: Self.moments(300))
    let ahead = model.forecast(30)
    #expect(zip(ahead.dropFirst(), ahead).allSatisfy { ($0 - $1 + 0.5).magnitude < 0.05 })
  }

  @Test func saturatesAtTheCapacity() throws {
    var rest = 30.0
    let values = (0..<300).map { (_: Int) -> Double in
      rest *= 0.97
      return 100 / (1 + rest)
    }
    var settings = AdditiveSettings()
    settings.growth = .logistic
    settings.capacity = 110
    let model = try Additive.fit(values, at: Self.moments(300), settings: settings)
    #expect(model.forecast(2000).allSatisfy { $0 < 112 })
  }

  @Test func refusesMomentsOutOfOrder() {
    #expect(throws: SeriesError.notAscending(place: 2)) {
      try Additive.fit([1, 2, 3, 4], at: [1, 3, 2, 4])
    }
    #expect(throws: SeriesError.self) { try Additive.fit([1, 2, 3], at: [1, 2]) }
    var settings = AdditiveSettings()
    settings.growth = .logistic
    #expect(throws: SeriesError.self) {
      try Additive.fit([1, 2, 3, 4], at: [1, 2, 3, 4], settings: settings)
    }
  }
}
