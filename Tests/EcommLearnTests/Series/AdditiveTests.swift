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
      item.values, at: Array(item.moments[..<n]), regressors: item.regressors.map { Array($0[..<n]) },
      settings: item.settings)
    let found = try model.forecast(at: item.moments, regressors: item.regressors)
    let misses = zip(found, item.forecast).map { (($0 - $1) / $1).magnitude }
    #expect(misses.allSatisfy { $0 < 0.01 }, "\(item.name)")
    #expect(isClose(model.spread, item.spread, within: 0.01))
  }
}
