import EcommBase
import EcommData
import EcommReport
import EcommTasks

extension ForecastCommands {
  private static let horizon = Option.integer(
    "horizon", "N", "periods to forecast", in: 1...ForecastModel.longestHorizon, default: 14)
  private static let level = Option.choice(
    "level", "PERCENT", "how often the value lies in the interval", default: IntervalLevel.eighty)
  private static let from = Option.text(
    "from", "DATE", "the first period to forecast", defaultText: "the one after the data")
  private static let future = Option.file(
    "future", "the regressors of the periods to come, with their dates")
  private static let update = Option.list(
    "update", "FILE,...", "go on from these newer rows without training again")
  private static let only = Option.list(
    "only", "VALUE,...", "one series of a panel: the values of its keys")

  enum IntervalLevel: String, CaseIterable {
    case eighty = "80"
    case ninetyFive = "95"

    var place: Int { self == .eighty ? 0 : 1 }
  }

  private static let asking: [OptionDeclaration] = [
    horizon.declaration, from.declaration, future.declaration, update.declaration,
    only.declaration,
  ]

  static let predict = Command(
    "forecast predict", "the coming periods with intervals, as CSV",
    examples: [
      "forecast predict Models/sales.json --horizon 30 > forecast.csv",
      "forecast predict Models/sales.json --update new.xml --level 95",
      "forecast predict Models/sales.json --report forecast.html",
    ],
    inputs: .files("MODEL", 1...1),
    options: asking + [
      level.declaration, Shared.output.declaration, InputOptions.onErrorSkip.declaration,
    ] + InputOptions.rows + Reports.options + [
      Shared.threads.declaration, Shared.json.declaration, Shared.quiet.declaration,
    ]
  ) { invocation in
    let path = invocation.inputs[0]
    let (model, future) = try asked(invocation)
    let series = try model.forecasts(
      horizon: invocation[horizon], from: first(model, invocation), future: future,
      parallel: invocation.parallel
    ).filter { isWanted($0.key, invocation) }
    try checkFound(series.isEmpty, model, invocation)
    if invocation[Shared.json] {
      try Results.write(json(model, series, invocation[level].place), invocation)
    } else {
      try Results.csv(table(model, series, invocation[level].place), invocation)
    }
    try Reports.write(invocation) {
      ForecastPages.answers(
        series, model, try ModelFile.read(path), name: ModelHistory.name(of: path))
    }
    return .done
  }

  static let explain = Command(
    "forecast explain", "what each coming period is made of",
    examples: [
      "forecast explain Models/sales.json --horizon 7",
      "forecast explain Models/sales.json --horizon 30 --json > parts.json",
    ],
    inputs: .files("MODEL", 1...1),
    options: asking + [Shared.output.declaration, InputOptions.onErrorSkip.declaration]
      + InputOptions.rows + Reports.options
      + [Shared.json.declaration, Shared.quiet.declaration]
  ) { invocation in
    let (model, future) = try asked(invocation)
    let parts = try model.parts(
      horizon: invocation[horizon], from: first(model, invocation), future: future
    ).filter { isWanted($0.key, invocation) }
    try checkFound(parts.isEmpty, model, invocation)
    let text =
      invocation[Shared.json]
      ? JSONWriter.text(.array(parts.map(Self.json))) + "\n"
      : parts.flatMap { ForecastPartsText.lines($0, keys: model.keys) }.joined(separator: "\n")
        + "\n"
    try Results.write(text, invocation)
    try Reports.write(invocation) {
      ForecastPages.explanation(parts, model: ModelHistory.name(of: invocation.inputs[0]))
    }
    return .done
  }

  /// The model, gone on over `--update`, and what `--future` knows.
  private static func asked(
    _ invocation: Invocation
  ) throws -> (ForecastModel, FutureRegressors) {
    let path = invocation.inputs[0]
    var model = try ForecastModel(ModelFile.read(path), name: path)
    if !invocation[update].isEmpty {
      let new = try panel(
        invocation[update], model.columns, invocation, conditions: model.conditions)
      for note in try model.update(new.panel) { invocation.console.say("  " + note) }
    }
    guard let file = invocation[future] else { return (model, FutureRegressors()) }
    let options = try Reading.options(invocation, onError: .fail)
    return (model, try FutureRegressors(TableReader.read([file], options).table, model))
  }

  private static func isWanted(_ key: [String], _ invocation: Invocation) -> Bool {
    invocation[only].isEmpty || invocation[only] == key
  }

  private static func checkFound(
    _ isEmpty: Bool, _ model: ForecastModel, _ invocation: Invocation
  ) throws {
    guard isEmpty, !invocation[only].isEmpty else { return }
    throw model.noSuchSeries(invocation[only])
  }

  /// The period of `--from`.
  private static func first(_ model: ForecastModel, _ invocation: Invocation) throws -> Int? {
    guard let date = invocation[from] else { return nil }
    guard let first = model.period(holding: date) else {
      throw UsageError.wrongValue(
        option: from.declaration.name, value: date, expected: "a date such as 2025-11-02",
        nearest: nil)
    }
    return first
  }

  private static func json(
    _ model: ForecastModel, _ series: [ForecastModel.Series], _ level: Int
  ) -> String {
    func points(_ one: ForecastModel.Series) -> JSON {
      .array(
        one.points.map { point in
          point.json(bounds: point.bounds.indices.contains(level) ? point.bounds[level] : nil)
        })
    }
    let answers: (String, JSON) =
      model.keys.isEmpty
      ? ("forecasts", series.first.map(points) ?? [])
      : (
        "series",
        .array(series.map { ["key": .strings($0.key), "forecasts": points($0)] })
      )
    let keys = model.keys.isEmpty ? [] : [("keys", JSON.strings(model.keys))]
    return JSONWriter.text(.object(.init([("model", .string(model.id)), answers] + keys))) + "\n"
  }

  private static func json(
    _ one: (key: [String], dates: [String], parts: [ForecastPart])
  ) -> JSON {
    [
      "key": .strings(one.key), "dates": .strings(one.dates),
      "parts": .array(
        one.parts.map { ["name": .string($0.name), "values": .numbers($0.values)] }),
    ]
  }

  /// `[series...,]date,forecast,lower,upper`
  private static func table(
    _ model: ForecastModel, _ series: [ForecastModel.Series], _ level: Int
  ) -> Table {
    let points = series.flatMap(\.points)
    let bounds = points.map { $0.bounds.indices.contains(level) ? $0.bounds[level] : nil }
    let keys = model.keys.enumerated().map { part, name in
      Column(name, texts(series.flatMap { one in one.points.map { _ in one.key[part] } }))
    }
    return Table(
      keys + [
        Column("date", texts(points.map(\.date))),
        Column("forecast", .numbers(points.map { cents($0.forecast) })),
        Column("lower", .numbers(bounds.map { cents($0?.lower ?? .nan) })),
        Column("upper", .numbers(bounds.map { cents($0?.upper ?? .nan) })),
      ], rowCount: points.count)
  }

  private static func texts(_ values: [String]) -> ColumnValues {
    .texts(values.reduce(into: Texts()) { $0.append($1.utf8) })
  }

  private static func cents(_ value: Double) -> Double {
    let cents = (value * 100).rounded()
    return abs(cents) < 1e15 ? cents / 100 : value
  }
}
