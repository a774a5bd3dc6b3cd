import EcommBase
import EcommData
import EcommLearn
import Glibc

/// `series --csv FILE --value COL --model sarima|... --period 7 [--series COL] [--holdout 28]`: one model
/// for each series, fitted in parallel; reading is not counted. Of a single series the parameters are
/// printed, of a panel the mean errors over the values held out.
enum SeriesBench {
  static func run(_ request: BenchRequest) throws -> JSON {
    let panel = try panel(request)
    let holdout = try request.integer("holdout", default: 0)
    let name = try request.text("model")
    guard let fit = SeriesBenchModel.all[name] else { throw BenchRequest.Fault.unknown(name) }
    let parallel = Parallel(threads: try request.integer("threads", default: 2))
    let settings = try SeriesBenchModel.Settings(request)
    let user = Measure.userSeconds()
    let fits = try Measure.seconds {
      try parallel.map(panel.count) { try fit(Array(panel[$0].dropLast(holdout)), settings) }
    }
    var result = JSON.Object([
      ("series", .integer(panel.count)), ("fit_s", .number(fits.seconds)),
      ("user_s", .number(Measure.userSeconds() - user)),
      ("summary", .string(fits.result[0].summary)),
    ])
    if panel.count == 1 { result["model"] = fits.result[0].json }
    if holdout > 0 { result["mase"] = .number(mase(panel, fits.result, holdout, settings.period)) }
    let horizon = try request.integer("horizon", default: 0)
    if horizon > 0, panel.count == 1 {
      result["forecast"] = .numbers(fits.result[0].forecast(horizon))
    }
    return .object(result)
  }

  private static func panel(_ request: BenchRequest) throws -> [[Double]] {
    let table = try TableReader.read(request.text("csv")).table
    let column = try request.text("value")
    guard var values = table[column]?.values.doubles else {
      throw BenchRequest.Fault.missing(column)
    }
    if try request.integer("log", default: 0) == 1 { values = values.map { log($0) } }
    guard let key = try? request.text("series"), let names = table[key] else { return [values] }
    var order: [String: Int] = [:]
    var panel: [[Double]] = []
    for (row, value) in values.enumerated() {
      let name = names.values.text(row) ?? ""
      if order[name] == nil {
        order[name] = panel.count
        panel.append([])
      }
      panel[order[name] ?? 0].append(value)
    }
    return panel
  }

  private static func mase(
    _ panel: [[Double]], _ models: [any SeriesModel], _ holdout: Int, _ period: Int
  ) -> Double {
    let errors = zip(panel, models).map { values, model in
      let known = values.dropLast(holdout)
      let scale = ForecastMetrics.seasonalScale(known, period: period)
      return zip(values.suffix(holdout), model.forecast(holdout))
        .reduce(0) { $0 + abs($1.0 - $1.1) } / Double(holdout) / scale
    }
    return errors.reduce(0, +) / Double(errors.count)
  }
}

/// How each model is fitted with what the command line says.
enum SeriesBenchModel {
  struct Settings: Sendable {
    let period: Int
    let order: SarimaOrder
    let hasConstant: Bool
    let form: SmoothingForm
    let longPeriods: [Double]

    init(_ request: BenchRequest) throws {
      func numbers(_ name: String) throws -> [Int] {
        let text = (try? request.text(name)) ?? "0,1,1"
        let found = text.split(separator: ",").compactMap { Int($0) }
        guard found.count == 3 else { throw BenchRequest.Fault.notANumber(text) }
        return found
      }
      period = try request.integer("period", default: 7)
      let (short, long) = (try numbers("order"), try numbers("seasonal"))
      order = SarimaOrder(
        short[0], short[1], short[2], seasonal: (long[0], long[1], long[2]), period: period)
      form = Self.form((try? request.text("form")) ?? "ANA")
      longPeriods = (try? request.text("long")).flatMap(Double.init).map { [$0] } ?? []
      hasConstant = try request.integer("constant", default: 0) == 1
    }

    /// `ANN`, `AAdM`.
    private static func form(_ text: String) -> SmoothingForm {
      let all = SmoothingForm.candidates(seasonal: true, positive: true)
      return all.first { $0.description.filter { !"ETS(,)".contains($0) } == text }
        ?? SmoothingForm(.additive, .none, .none)
    }
  }

  static let all: [String: @Sendable ([Double], Settings) throws -> any SeriesModel] = [
    "additive": { values, _ in
      // 2022-01-01, where the bench's own data start.
      try Additive.fit(values, at: values.indices.map { 18_993 + Double($0) })
    },
    "multiplicative": { values, _ in
      var form = AdditiveSettings()
      form.isMultiplicative = true
      return try Additive.fit(
        values, at: values.indices.map { 18_993 + Double($0) }, settings: form)
    },
    "auto-sarima": { try SarimaSearch(period: $1.period, longPeriods: $1.longPeriods).run($0) },
    "auto-ets": { try ExponentialSmoothing.choose($0, period: $1.period) },
    "ets": {
      try ExponentialSmoothing.fit($0, form: $1.form, period: $1.period)
    },
    "seasonal-naive": { try SeasonalNaive.fit($0, period: $1.period) },
    "theta": { try Theta.fit($0, period: $1.period) },
    "theta-standard": { try Theta.fit($0, period: $1.period, variant: .standard) },
    "drift": { values, _ in try NaiveDrift.fit(values) },
    "croston": { values, _ in try IntermittentDemand.fit(values) },
    "sarima": {
      try Sarima.fit($0, settings: .init($1.order, hasConstant: $1.hasConstant))
    },
  ]
}
