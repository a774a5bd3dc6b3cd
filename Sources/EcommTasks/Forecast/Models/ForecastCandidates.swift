import EcommBase
import EcommLearn

/// The models of a series by name: how each is fitted, and how it is read from a file.
public enum ForecastCandidates {
  struct Candidate: Sendable {
    /// As on the command line and in model files; a model may come in several forms.
    let name: String
    /// As in a table for people.
    let title: String
    /// Cheap enough for thousands of series.
    let suitsPanels: Bool
    /// Of a model that needs nothing but the series: what its file is read as.
    var plainType: (any SeriesModel.Type)?
    /// One result for each series, in their order.
    let fit:
      @Sendable ([DatedSeries], ForecastContext, Parallel) throws -> [Result<any Forecaster, Unfit>]
  }

  /// Why a model could not be fitted to a series.
  struct Unfit: Error, Equatable {
    let words: String
  }

  public static let names: [String] =
    all.map(\.name).reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    } + [EnsembleForecaster.name]

  static let all: [Candidate] = [
    plain("seasonal-naive", "seasonal naive") { try SeasonalNaive.fit($0, period: $1.season) },
    plain("naive", "naive") { values, _ in try SeasonalNaive.fit(values, period: 1) },
    plain("drift", "drift") { values, _ in try NaiveDrift.fit(values, hasDrift: true) },
    plain("moving-average", "moving average") {
      try MovingAverage.fit($0, window: $1.settings.window)
    },
    plain("croston", "Croston (TSB)") { values, _ in
      let known = values.filter { !$0.isNaN }
      guard known.count(where: { $0 == 0 }) * 10 >= known.count * 3 else {
        throw ForecastError.notIntermittent
      }
      return try IntermittentDemand.fit(values, method: .tsb)
    },
    plain("ets", "exponential smoothing") {
      try ExponentialSmoothing.choose($0, period: $1.season)
    },
    plain("theta", "theta") { try Theta.fit($0, period: $1.season) },
    each("sarima", "SARIMA", suitsPanels: false) { try SarimaForecaster.fit($0, $1) },
    each("additive", "additive", suitsPanels: false) { try AdditiveForecaster.fit($0, $1) },
    boosted("boosted", .direct), boosted("boosted, recursive", .recursive),
  ]

  private static func plain<Model: SeriesModel>(
    _ name: String, _ title: String,
    fit: @escaping @Sendable ([Double], ForecastContext) throws -> Model
  ) -> Candidate {
    var candidate = each(name, title) { PlainForecaster(model: try fit($0.values, $1)) }
    candidate.plainType = Model.self
    return candidate
  }

  private static func each(
    _ name: String, _ title: String, suitsPanels: Bool = true,
    fit: @escaping @Sendable (DatedSeries, ForecastContext) throws -> any Forecaster
  ) -> Candidate {
    Candidate(name: name, title: title, suitsPanels: suitsPanels) { panel, context, parallel in
      try parallel.map(panel.count) { place in
        guard !panel[place].values.isEmpty else { return .failure(Unfit(words: "no values")) }
        return result { try fit(panel[place], context) }
      }
    }
  }

  private static func boosted(
    _ title: String, _ strategy: BoostedSeriesSettings.Strategy
  ) -> Candidate {
    Candidate(name: BoostedForecaster.name, title: title, suitsPanels: true) {
      panel, context, parallel in
      let filled = panel.indices.filter { panel[$0].values.contains { !$0.isNaN } }
      let fitted = result {
        try checkFeedback(filled.map { panel[$0] }, strategy)
        return try BoostedForecaster.fit(
          filled.map { panel[$0] }, strategy: strategy, context, parallel: parallel)
      }
      var results = [Result<any Forecaster, Unfit>](
        repeating: .failure(Unfit(words: "no values")), count: panel.count)
      for (place, series) in filled.enumerated() {
        results[series] = fitted.map { $0[place] as any Forecaster }
      }
      return results
    }
  }

  /// A forecast of almost nothing is a level that the next forecast feeds on: it runs away.
  private static func checkFeedback(
    _ panel: [DatedSeries], _ strategy: BoostedSeriesSettings.Strategy
  ) throws {
    let known = panel.lazy.flatMap(\.values).filter { !$0.isNaN }
    let isSparse = known.count { $0 == 0 } * 2 > known.count
    guard strategy == .direct || !isSparse else { throw ForecastError.tooSparse }
  }

  static func result<T>(_ body: () throws -> T) -> Result<T, Unfit> {
    do {
      return .success(try body())
    } catch let complaint as any Complaint {
      return .failure(Unfit(words: complaint.problem))
    } catch {
      return .failure(Unfit(words: "\(error)"))
    }
  }

  /// Those of the names, in their order; where none are named, all that suit a panel of this size.
  static func chosen(_ names: [String], series: Int) throws -> [Candidate] {
    guard !names.isEmpty else {
      return all.filter { series <= mostCostly || $0.suitsPanels }
    }
    return try names.flatMap { name in
      let found = all.filter { $0.name == name }
      guard !found.isEmpty || name == EnsembleForecaster.name else {
        throw ForecastError.noSuchModel(
          name, nearest: Nearest.match(name, in: Self.names), all: Self.names)
      }
      return found
    }
  }

  /// Series that the costly models are tried on without being asked.
  private static let mostCostly = 20

  static func read(
    _ name: String, _ fields: JSONFields, _ context: ForecastContext, shared: SharedModels
  ) throws -> any Forecaster {
    switch name {
    case SarimaForecaster.name: return try SarimaForecaster(fields, context)
    case AdditiveForecaster.name: return try AdditiveForecaster(fields, context)
    case BoostedForecaster.name:
      return try BoostedForecaster(fields, context, trees: shared.trees(fields))
    case EnsembleForecaster.name:
      return EnsembleForecaster(
        try fields.objects("members").map { member in
          let name = try member.string("learner")
          guard name != EnsembleForecaster.name else {
            throw member.fault("learner", expected: "a model that is no ensemble")
          }
          return .init(
            name: name, forecaster: try read(name, member.fields("model"), context, shared: shared))
        })
    default:
      guard let type = all.first(where: { $0.name == name })?.plainType else {
        throw ModelFileError.unknownLearner(file: fields.file, learner: name)
      }
      return PlainForecaster(model: try type.init(fields))
    }
  }
}

/// What several series of a model file stand on, kept once.
struct SharedModels {
  private var boosted: [String: BoostedSeries] = [:]

  init() {}

  /// The trees behind the forecasters, by strategy.
  init(of forecasters: [any Forecaster]) {
    for forecaster in forecasters {
      if let one = forecaster as? BoostedForecaster {
        boosted[one.trees.strategy.rawValue] = one.trees
      } else if let several = forecaster as? EnsembleForecaster {
        boosted.merge(SharedModels(of: several.members.map(\.forecaster)).boosted) { $1 }
      }
    }
  }

  func trees(_ fields: JSONFields) throws -> BoostedSeries {
    let strategy = try fields.string("strategy")
    guard let trees = boosted[strategy] else {
      throw fields.fault("strategy", expected: "one that the model has trees of")
    }
    return trees
  }

  var json: JSON {
    .object(JSON.Object(boosted.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
  }

  init(_ fields: JSONFields) throws {
    for name in fields.object.names { boosted[name] = try BoostedSeries(fields.fields(name)) }
  }
}
