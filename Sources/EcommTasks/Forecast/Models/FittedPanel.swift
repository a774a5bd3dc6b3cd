import EcommBase

/// All fitted series of a model file, and what they share.
struct FittedPanel: Sendable {
  let context: ForecastContext
  var series: [FittedSeries]
  /// Nothing below zero was ever seen, so nothing below zero is foretold.
  let isNeverNegative: Bool

  init(_ context: ForecastContext, _ series: [FittedSeries], _ isNeverNegative: Bool) {
    self.context = context
    self.series = series
    self.isNeverNegative = isNeverNegative
  }

  var json: JSON {
    [
      "period": .string(context.period.rawValue), "keys": .strings(context.keys),
      "regressors": .strings(context.regressors), "calendar": context.settings.calendar.json,
      "season": .integer(context.season), "never_negative": .bool(isNeverNegative),
      "shared": SharedModels(of: series.map(\.forecaster)).json,
      "series": .array(series.map { $0.json(context.period) }),
    ]
  }

  init(_ fields: JSONFields) throws {
    var settings = ForecastSettings()
    settings.calendar = try ForecastCalendar(fields.fields("calendar"))
    settings.season = try fields.integer("season", in: 1...1000)
    context = ForecastContext(
      period: try fields.choice("period"), keys: try fields.strings("keys"),
      regressors: try fields.strings("regressors"), settings: settings)
    isNeverNegative = try fields.flag("never_negative")
    let shared = try SharedModels(fields.fields("shared"))
    let context = context
    series = try fields.objects("series").map { try FittedSeries($0, context, shared) }
    guard !series.isEmpty, series.allSatisfy({ $0.key.count == context.keys.count }) else {
      throw fields.fault("series", expected: "at least one, each with a value for every key")
    }
  }
}

extension FittedSeries {
  func json(_ period: Period) -> JSON {
    var fields = JSON.Object([
      ("key", .strings(key)), ("learner", .string(learner)), ("next", .string(period.label(end))),
      ("model", forecaster.json), ("intervals", .array(intervals.map(\.json))),
      ("spike_limit", .optional(spikeLimit)),
    ])
    if !recent.isEmpty { fields["recent"] = .numbers(recent) }
    return .object(fields)
  }

  init(_ fields: JSONFields, _ context: ForecastContext, _ shared: SharedModels) throws {
    let learner = try fields.string("learner")
    guard let end = context.period.index(label: try fields.string("next")) else {
      throw fields.fault("next", expected: "the beginning of a \(context.period.rawValue)")
    }
    self.init(
      key: try fields.strings("key"), learner: learner,
      forecaster: try ForecastCandidates.read(
        learner, fields.fields("model"), context, shared: shared),
      end: end,
      intervals: try fields.objects("intervals").map(ForecastIntervals.init)
        .sorted { $0.level < $1.level },
      spikeLimit: try fields.isNull("spike_limit") ? nil : fields.number("spike_limit"),
      recent: try fields.object["recent"] != nil ? fields.numbersOrMissing("recent") : [])
  }
}
