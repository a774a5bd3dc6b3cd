import EcommBase
import EcommData

extension ClassModel: DriftingRows {
  /// New rows held against those of the training; where their answers have come, also how well they were
  /// foretold.
  public func drift(
    _ table: Table, from watched: WatchedModel, rejectedRows: Int, rules: DriftRules = DriftRules(),
    parallel: Parallel = Parallel()
  ) throws -> DriftReport {
    guard table.rowCount > 0 else { throw DriftError.noRows }
    let rows = try rows(of: table).table
    var quality = DataQuality(
      rows, rejectedRows: rejectedRows, trainedTo: watched.file.data.lastDate)
    let columns = quality.match(schema, in: rows)
    quality.extraColumns.removeAll { $0 == target }
    if quality.missingColumns.isEmpty, quality.retyped.isEmpty {
      var subject = watched.subject(quality)
      subject.columns = columns
      subject.prediction = ClassAnswersSeen.prediction(
        try predict(rows, parallel: parallel).probabilities, decision)
      if let held = try judgedNow(rows, parallel) { subject.add(held, before: judgedInTraining) }
      subject.basis = basis
      if let warning = try seenWarning(rows) { subject.quality.notes.append(warning) }
      subject.target = targetColumn(rows)
      return try DriftReport(subject, rules: rules, parallel: parallel)
    }
    quality.notes.append("the model cannot answer such rows, so its answers were not looked at")
    var subject = watched.subject(quality)
    subject.columns = columns
    subject.target = targetColumn(rows)
    return try DriftReport(subject, rules: rules, parallel: parallel)
  }

  private var basis: String {
    "in training: "
      + (evaluation["held_out"] == nil
        ? "all rows together, each judged by a fold that had not learned from it"
        : "the rows kept aside from the search")
      + "; now: these rows"
  }

  /// Nil where the rows have no answers, or all the same one.
  private func judgedNow(_ rows: Table, _ parallel: Parallel) throws -> ClassEvaluation? {
    guard let target, rows[target] != nil else { return nil }
    do {
      return try evaluate(rows, parallel: parallel).evaluation
    } catch is ClassifyError {
      return nil
    }
  }

  private func targetColumn(_ rows: Table) -> Column? {
    guard let target, let column = rows[target] else { return nil }
    let own = Schema.categories(column.values)
    let rest = decision.isBinary && decision.classes[0] == "not \(decision.positive)"
    let known = own.levels.map {
      decision.classes.contains($0) ? $0 : rest ? decision.classes[0] : $0
    }
    return Column(
      target, .categories(Categories(of: own.codes.map { $0 < 0 ? nil : known[Int($0)] })))
  }
}

extension DriftSubject {
  /// Of fewer rows drawn again an interval is too narrow to be true.
  private static let fewestForInterval = 30

  fileprivate mutating func add(_ evaluation: ClassEvaluation, before: JSON?) {
    let figures = before?["headlines"]?.array ?? []
    performance = evaluation.headlines.compactMap { headline in
      let old = figures.first { $0["metric"]?.string == headline.metric.rawValue }
      return old?["value"]?.double.map {
        PerformanceDrift(
          headline.metric.rawValue, title: headline.metric.title, before: $0, now: headline.value,
          interval: evaluation.rows < Self.fewestForInterval ? nil : headline.interval,
          isLowerBetter: headline.metric.isLowerBetter)
      }
    }
  }
}
