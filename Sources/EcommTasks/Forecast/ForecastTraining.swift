import EcommBase
import EcommData
import EcommLearn

/// From series to a forecast model: the leaderboard of a rolling-origin backtest, and its champion fitted on
/// everything.
public struct ForecastTraining: Sendable {
  public let panel: SeriesPanel
  public let settings: ForecastSettings
  /// Best first; empty where the history was too short to compare anything.
  public let leaderboard: [ForecastEntry]
  public let origins: Int
  /// Periods that the backtest looked ahead: fewer than asked for where the history is short.
  public let horizon: Int
  public var model: ModelFile
  /// What the champion is, in a line; of the first series where there are several.
  public let summary: String
  /// What was decided or could not be done.
  public let notes: [String]
  /// Where each look at the past began: places in the calendar of the panel.
  public let originPlaces: [Int]
  public private(set) var tuning: TuningHistory?

  public static func train(
    _ panel: SeriesPanel, data: DataSummary, schema: [SchemaColumn],
    settings wishes: ForecastSettings,
    journal: LineLog? = nil, parallel: Parallel = Parallel(),
    progress: (Int) -> Progress = { _ in .silent }
  ) throws -> ForecastTraining {
    let candidates = try ForecastCandidates.chosen(wishes.models, series: panel.series.count)
    var settings = wishes
    var tuning: TuningHistory?
    if wishes.trials > 0 {
      guard candidates.contains(where: { $0.name == BoostedForecaster.name }) else {
        throw ForecastError.nothingToTune
      }
      let found = try ForecastTuning(panel: panel, settings: wishes, journal: journal)
        .search(fingerprint: data.fingerprint, parallel: parallel, progress: progress)
      settings = found.settings
      tuning = found.history
    }
    let context = ForecastContext(
      period: panel.period, keys: panel.keys, regressors: panel.regressors, settings: settings)
    let backtest = Backtest(panel, context)
    guard !backtest.origins.isEmpty else {
      return try fallback(panel, context, data, schema, settings, parallel)
    }
    let forecasts = try backtest.run(candidates, parallel: parallel, progress: progress)
    let contest = try ForecastContest(
      candidates, forecasts, backtest,
      wantsEnsemble: wishes.models.isEmpty || wishes.models.contains(EnsembleForecaster.name))
    let fitting = try PanelFitting(
      panel, context, candidates, winners: contest.winners, parallel: parallel)
    let series = fitting.series.enumerated().map { place, fitted in
      var fitted = fitted
      fitted.intervals = contest.champion.errors.intervals(place)
      return fitted
    }
    var training = ForecastTraining(
      panel, settings, contest, backtest, fitting.notes,
      FittedPanel(context, SeriesWidths.filled(series, panel), panel.isNeverNegative), data,
      schema)
    training.tuning = tuning
    return training
  }

  private init(
    _ panel: SeriesPanel, _ settings: ForecastSettings, _ contest: ForecastContest,
    _ backtest: Backtest, _ notes: [String], _ fitted: FittedPanel, _ data: DataSummary,
    _ schema: [SchemaColumn]
  ) {
    self.panel = panel
    self.settings = settings
    leaderboard = contest.board
    origins = backtest.origins.count
    horizon = backtest.horizon
    originPlaces = backtest.origins
    self.notes =
      SpikeNote.of(panel) + contest.leftOut.map { "left out: " + $0 } + notes
      + (backtest.isRefitted
        ? []
        : ["so many series: models are fitted before the first origin and go on from there"])
      + (horizon < settings.horizon
        ? [
          "the history is short: models are compared \(horizon) \(panel.period.noun(horizon)) ahead"
        ] : [])
    summary = fitted.series.first?.forecaster.summary ?? ""
    model = ModelFile(
      task: .forecast, learner: contest.champion.name, data: data, schema: schema,
      settings: settings.json(panel.period), model: fitted.json,
      evaluation: [
        "protocol": "rolling-origin", "origins": .integer(origins), "horizon": .integer(horizon),
        "baseline": "seasonal-naive", "leaderboard": .array(contest.board.map(\.json)),
      ],
      reference: .object(ModelReference(columns: panel.referenceColumns).json))
  }

  /// A history too short to compare models on: the last value goes on, and nothing is said of how good that is
  /// but how much values change from one period to the next.
  private static func fallback(
    _ panel: SeriesPanel, _ context: ForecastContext, _ data: DataSummary,
    _ schema: [SchemaColumn], _ settings: ForecastSettings, _ parallel: Parallel
  ) throws -> ForecastTraining {
    let most = panel.series.map { $0.values.count { !$0.isNaN } }.max() ?? 0
    guard most > 1 else { throw SeriesError.tooShort(count: most, needed: 2) }
    let naive = try ForecastCandidates.chosen(["naive"], series: 1)
    let fitting = try PanelFitting(
      panel, context, naive, winners: panel.series.map { _ in [0] }, parallel: parallel)
    let fitted = FittedPanel(
      context, SeriesWidths.filled(fitting.series, panel), panel.isNeverNegative)
    let length = panel.end - panel.start
    return ForecastTraining(
      panel: panel, settings: settings, leaderboard: [], origins: 0, horizon: settings.horizon,
      model: ModelFile(
        task: .forecast, learner: "naive", data: data, schema: schema,
        settings: settings.json(panel.period), model: fitted.json,
        reference: .object(ModelReference(columns: panel.referenceColumns).json)),
      summary: fitted.series.first?.forecaster.summary ?? "",
      notes: fitting.notes + [
        "\(Figures.count(length)) \(panel.period.noun(length)): too few to compare models, so the last value is repeated"
      ])
  }

  private init(
    panel: SeriesPanel, settings: ForecastSettings, leaderboard: [ForecastEntry], origins: Int,
    horizon: Int, model: ModelFile, summary: String, notes: [String]
  ) {
    self.panel = panel
    self.settings = settings
    self.leaderboard = leaderboard
    self.origins = origins
    self.horizon = horizon
    self.model = model
    self.summary = summary
    self.notes = notes
    originPlaces = []
  }

  /// The champion against the seasonal naive forecast: by how much its error is smaller, and how likely so much
  /// is chance; nil where the champion is that forecast, or it is not on the board.
  public var improvement: (share: Double, pValue: Double)? {
    guard let best = leaderboard.first,
      let base = leaderboard.first(where: { $0.name == SeasonalNaive.name }),
      best.name != base.name, base.metrics.mae > 0,
      let test = DieboldMariano(best.errors.losses, base.errors.losses)
    else { return nil }
    return (1 - best.metrics.mae / base.metrics.mae, test.pValue)
  }
}

/// What is said of values out of all proportion.
private enum SpikeNote {
  private static let shown = 3

  static func of(_ panel: SeriesPanel) -> [String] {
    let spikes = panel.series.flatMap { series in
      Spikes.places(series.values).map { series.period.label(series.start + $0) }
    }
    guard !spikes.isEmpty else { return [] }
    let named = spikes.prefix(shown).joined(separator: ", ") + (spikes.count > shown ? ", ..." : "")
    let noun = Figures.count(spikes.count, panel.period.rawValue)
    return [
      "\(noun) out of all proportion (\(named)): scored, but not learned from (--keep-spikes)"
    ]
  }
}
