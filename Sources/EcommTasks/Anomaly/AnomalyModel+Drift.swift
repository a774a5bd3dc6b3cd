import EcommBase
import EcommData

extension AnomalyModel: DriftingRows {
  /// New rows held against those of the training; with a label also how much of what was strange is found.
  public func drift(
    _ table: Table, from watched: WatchedModel, rejectedRows: Int, rules: DriftRules = DriftRules(),
    parallel: Parallel = Parallel()
  ) throws -> DriftReport {
    guard table.rowCount > 0 else { throw DriftError.noRows }
    var quality = DataQuality(
      table, rejectedRows: rejectedRows, trainedTo: watched.file.data.lastDate)
    let rows: Table
    do {
      rows = try self.rows(of: table)
    } catch let error as ColumnError {
      quality.notes.append(error.problem)
      rows = table
    }
    let columns = quality.match(schema, in: rows)
    if payments != nil { quality.extraColumns = [] }
    let label = schema.first { $0.role == .target }
    quality.extraColumns.removeAll { $0 == label?.name }
    var subject = watched.subject(quality)
    subject.columns = columns
    if quality.missingColumns.isEmpty, quality.retyped.isEmpty {
      let scores = try scores(rows, parallel: parallel)
      subject.prediction = Column("score", .numbers(scores))
      if let warning = try trainedOn.seenRows?.warning(Schema.read(rows, schema)) {
        subject.quality.notes.append(warning)
      }
      try addAnswers(&subject, rows, scores, label)
    }
    return try DriftReport(subject, rules: rules, parallel: parallel)
  }

  private func addAnswers(
    _ subject: inout DriftSubject, _ rows: Table, _ scores: [Double], _ label: SchemaColumn?
  ) throws {
    guard let label, rows[label.name] != nil else { return }
    let truth = try AnomalyLabel(label, in: rows)
    subject.target = AnomalyLabel.column(label.name, truth.rows.map { truth.labels[$0] })
    guard Set(truth.rows.map { truth.labels[$0] }).count == 2,
      let now = try evaluate(rows, scores: scores, label: nil, positive: nil)?.evaluation
        .averagePrecision,
      let entry = evaluation["folds"]?["entries"]?.array?
        .first(where: { $0["name"]?.string == kind.rawValue }),
      let before = entry["pr_auc"]?["mean"]?.double
    else { return }
    subject.basis =
      "in training: mean of folds that the detector was not fitted to; now: these rows"
    let reach = 2 * (entry["pr_auc"]?["deviation"]?.double ?? 0)
    subject.performance = [
      PerformanceDrift(
        "pr_auc", title: "PR-AUC", before: before, now: now,
        interval: max(0, now - reach)...min(1, now + reach), isLowerBetter: false)
    ]
  }
}

extension StrangeDayModel {
  /// New days and their scores held against those of the training.
  public func drift(
    _ panel: DailyPanel, from watched: WatchedModel, rules: DriftRules = DriftRules(),
    parallel: Parallel = Parallel()
  ) throws -> DriftReport {
    let fresh = try judge(panel, parallel: parallel)
    let days = fresh.flatMap { one in one.days.map { one.judged.judgements[$0] } }
    var subject = watched.subject(
      DataQuality(
        rows: panel.data.rows, rejectedRows: panel.data.rejectedRows,
        newestDay: panel.data.lastDate, trainedTo: watched.file.data.lastDate))
    subject.columns = [DaysSeen.values(days)]
    subject.columnsMayMove = true
    subject.prediction = DaysSeen.scores(days)
    return try DriftReport(subject, rules: rules, parallel: parallel)
  }
}
