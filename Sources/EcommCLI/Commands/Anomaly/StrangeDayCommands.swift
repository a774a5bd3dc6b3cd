import EcommBase
import EcommData
import EcommLearn
import EcommReport
import EcommTasks

/// The days of series: what `anomaly` does with `--date`.
enum StrangeDayCommands {
  static func train(_ invocation: Invocation) throws -> Verdict {
    var training = try judged(invocation)
    training.model = training.model.recording(TrainingRecord.asked(invocation))
    if invocation[Shared.json] {
      try invocation.console.print(JSONWriter.text(StrangeDayText.json(training)))
    } else {
      try invocation.console.print(StrangeDayText.lines(training, invocation[AnomalyOptions.top]))
    }
    try ModelSaving.save(training.model, invocation) { AnomalyPages.days(training) }
    return .done
  }

  /// Everything that is strange, and what simpler methods flag.
  static func evaluate(_ invocation: Invocation) throws -> Verdict {
    let training = try judged(invocation)
    try Results.show(StrangeDayText.json(training), invocation, task: .anomaly, model: nil) {
      StrangeDayText.lines(training, Int.max) + StrangeDayText.views(training)
    } page: {
      AnomalyPages.days(training)
    }
    return .done
  }

  /// The strange days of new rows, for people.
  static func evaluate(_ file: ModelFile, _ invocation: Invocation) throws -> Verdict {
    let training = AnomalyOptions.training + StrangeDayOptions.all
    if let option = invocation.given(training).first {
      throw UsageError.conflict("--\(option)", "a model of days, which is trained already,")
    }
    let (model, panel, days) = try fresh(
      file, invocation, onError: invocation[InputOptions.onErrorSkip])
    if invocation[Shared.json] {
      try TableAnswers(
        table: days.table(by: panel.by),
        head: "{\"model\":\(JSONWriter.text(.string(model.id)))"
      ).write(invocation)
    } else {
      try invocation.console.print(StrangeDayText.lines(days))
    }
    try Reports.write(invocation) { page(days, invocation) }
    RunTracking.record(
      invocation, task: .anomaly, path: invocation.inputs[0],
      result: StrangeDayText.figures(days, model))
    return .done
  }

  private static func fresh(
    _ file: ModelFile, _ invocation: Invocation, onError: ErrorPolicy
  ) throws -> (model: StrangeDayModel, panel: DailyPanel, days: [FreshDays]) {
    let model = try StrangeDayModel(file, name: invocation.inputs[0])
    var loaded = try Reading.table(
      invocation, Array(invocation.inputs.dropFirst()), onError: onError)
    loaded.table = try Reading.counted(loaded.table, model.conditions, invocation.console)
    let panel = try DailyPanel(
      loaded.table, columns: model.columns, rejectedRows: loaded.report.rejectedRows)
    for note in panel.notes { invocation.console.say("  " + note) }
    return (model, panel, try model.judge(panel, parallel: invocation.parallel))
  }

  private static func judged(_ invocation: Invocation) throws -> StrangeDayTraining {
    let settings = try StrangeDayOptions.settings(invocation)
    let loaded = try Reading.table(invocation, onError: invocation[InputOptions.onErrorSkip])
    let panel = try DailyPanel(
      loaded.table, columns: StrangeDayOptions.columns(invocation),
      rejectedRows: loaded.report.rejectedRows)
    for note in panel.notes { invocation.console.say("  " + note) }
    let training = try StrangeDayTraining(
      panel, settings: settings, parallel: invocation.parallel)
    for note in training.notes { invocation.console.say("  " + note) }
    return training
  }

  /// `[series,]date,value,expected,score,anomaly,reasons`: a row for each day of the input.
  static func predict(_ file: ModelFile, _ invocation: Invocation) throws -> Verdict {
    if let option = invocation.given([Shared.key.declaration]).first {
      throw UsageError.conflict("--\(option)", "a model of days")
    }
    let (model, panel, days) = try fresh(
      file, invocation, onError: invocation[InputOptions.onErrorFail])
    try TableAnswers(
      table: days.table(by: panel.by),
      head: "{\"model\":\(JSONWriter.text(.string(model.id)))"
    ).write(invocation)
    try Reports.write(invocation) { page(days, invocation) }
    return .done
  }

  private static func page(_ days: [FreshDays], _ invocation: Invocation) -> Page {
    AnomalyPages.days(days, model: ModelHistory.name(of: invocation.inputs[0]))
  }
}

/// Judged days as tables and words.
enum StrangeDayText {
  static func lines(_ training: StrangeDayTraining, _ count: Int) -> [String] {
    let days = training.judged.flatMap { judged in judged.strange.map { (judged, $0) } }
    return lines(days, of: training.days, series: training.judged.count, shown: count)
      + shifts(training)
  }

  static func lines(_ fresh: [FreshDays]) -> [String] {
    let days = fresh.flatMap { own in
      own.days.filter(own.judged.isStrange).map { (own.judged, $0) }
    }
    let all = fresh.reduce(0) { $0 + $1.days.count }
    return lines(days, of: all, series: fresh.count, shown: Int.max)
  }

  private static func lines(
    _ strange: [(JudgedSeries, Int)], of all: Int, series: Int, shown count: Int
  ) -> [String] {
    let several = series > 1
    let days = strange.sorted {
      abs($0.0.judgements[$0.1].score) > abs($1.0.judgements[$1.1].score)
    }
    let head =
      "\(Figures.count(all, "day"))" + (several ? " of \(Figures.count(series)) series" : "")
      + ", \(Figures.count(days.count)) of them strange."
    guard !days.isEmpty else { return [head] }
    var table = TextTable(
      [
        "day", several ? "series" : "", "value", "expected", "deviations", "what (also flagged by)",
      ],
      leftColumns: 2, isLastLeft: true)
    let shown = days.prefix(count).map { judged, day -> [String] in
      let found = judged.judgements[day]
      let views = judged.views.filter { $0.flags[day] }.map(\.view.rawValue)
      return [
        judged.date(day), judged.name, Figures.fixed(found.value), Figures.fixed(found.expected),
        (found.score > 0 ? "+" : "") + Figures.fixed(found.score, 1),
        judged.words(day) + (views.isEmpty ? "" : " (\(views.joined(separator: ", ")))"),
      ]
    }
    for row in shown { table.add(row) }
    let more =
      days.count > count ? ["  ... and \(Figures.count(days.count - count)) more"] : []
    return [head, ""] + table.lines + more
  }

  private static let shownShifts = 20

  private static func shifts(_ training: StrangeDayTraining) -> [String] {
    let all = training.judged.flatMap { judged in judged.shifts.map { (judged, $0) } }
    guard !all.isEmpty else { return [] }
    return ["", "The level shifts:"]
      + all.prefix(shownShifts).map { judged, shift in
        "  from \(judged.date(shift.day))\(judged.name.isEmpty ? "" : " " + judged.name): "
          + judged.words(shift)
      }
      + (all.count > shownShifts
        ? ["  ... and \(Figures.count(all.count - shownShifts)) more"] : [])
  }

  /// How many days each method flags, and how many of them the season explains or not.
  static func views(_ training: StrangeDayTraining) -> [String] {
    var table = TextTable(["flags", "days", "also strange for the season"])
    table.add(["season, trend and calendar", Figures.count(training.strangeDays), ""])
    guard let first = training.judged.first else { return [] }
    for place in first.views.indices {
      var (flagged, both) = (0, 0)
      for judged in training.judged {
        for day in judged.judgements.indices where judged.views[place].flags[day] {
          flagged += 1
          if judged.isStrange(day) { both += 1 }
        }
      }
      table.add([
        first.views[place].view.rawValue, Figures.count(flagged), Figures.count(both),
      ])
    }
    return [""] + table.lines
  }

  static func json(_ training: StrangeDayTraining) -> JSON {
    [
      "id": .string(training.model.id),
      "series": .array(
        training.judged.map { judged in
          [
            "name": .string(judged.name), "days": .integer(judged.judgements.count),
            "strange": .array(judged.strange.map { Self.json(judged, $0) }),
            "shifts": .array(
              judged.shifts.map {
                [
                  "date": .string(judged.date($0.day)), "score": .number($0.score),
                  "words": .string(judged.words($0)),
                ]
              }),
          ]
        }),
    ]
  }

  /// How many days of new rows were judged, and how many of them are strange.
  static func figures(_ days: [FreshDays], _ model: StrangeDayModel) -> JSON {
    let strange = days.reduce(0) { sum, fresh in
      sum + fresh.days.count(where: fresh.judged.isStrange)
    }
    return [
      "id": .string(model.id), "days": .integer(days.reduce(0) { $0 + $1.days.count }),
      "strange": .integer(strange),
    ]
  }

  private static func json(_ judged: JudgedSeries, _ day: Int) -> JSON {
    let found = judged.judgements[day]
    return [
      "date": .string(judged.date(day)), "value": .number(found.value),
      "expected": .number(found.expected), "low": .number(found.low), "high": .number(found.high),
      "score": .number(found.score), "reason": .string(judged.words(day)),
      "flagged_by": .strings(judged.views.filter { $0.flags[day] }.map(\.view.rawValue)),
    ]
  }
}
