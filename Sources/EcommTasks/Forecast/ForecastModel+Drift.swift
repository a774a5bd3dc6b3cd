import EcommBase
import EcommData

extension ForecastModel {
  /// Periods after the training held against those of it, and how well they were foretold. Sums that grow or
  /// have a season lie elsewhere than before without anything being wrong: the errors decide.
  public func drift(
    _ orders: OrdersToPanel, from watched: WatchedModel, rules: DriftRules = DriftRules(),
    parallel: Parallel = Parallel()
  ) throws -> DriftReport {
    var quality = DataQuality(
      rows: orders.data.rows, rejectedRows: orders.data.rejectedRows,
      newestDay: orders.data.lastDate.map { String($0.prefix(10)) },
      trainedTo: watched.file.data.lastDate.map { String($0.prefix(10)) })
    var fresh = orders.panel
    if fresh.end > end {
      fresh.series = fresh.series.map { $0.from(end) }.filter { !$0.values.isEmpty }
    } else {
      quality.notes.append("no \(period.rawValue) after the end of training: nothing to foretell")
    }
    let horizon = watched.file.evaluation["horizon"]?.integer ?? 14
    let judgement = try judged(on: orders.panel, horizon: max(1, min(366, horizon)))
    var subject = watched.subject(quality)
    subject.columns = fresh.columns
    subject.columnsMayMove = true
    subject.basis =
      "in training: periods that the model was not fitted to, forecast from every origin of the backtest; "
      + "now: the new periods, forecast from the end of training on"
    subject.performance = judgement.map { performance($0, watched.file) } ?? []
    return try DriftReport(subject, rules: rules, parallel: parallel)
  }

  private func performance(
    _ judgement: ForecastJudgement, _ file: ModelFile
  ) -> [PerformanceDrift] {
    let best = file.evaluation["leaderboard"]?.array?.first {
      $0["model"]?.string == file.learner
    }
    var found: [PerformanceDrift] = []
    if let before = best?["mae"]?.double, let now = judgement.meanError {
      let reach =
        2
        * (judgement.standardError * judgement.standardError
        + square(best?["mae_standard_error"]?.double ?? 0)).squareRoot()
      found.append(
        PerformanceDrift(
          "mae", title: "MAE", before: before, now: now,
          interval: max(0, now - reach)...(now + reach), isLowerBetter: true))
    }
    if let now = judgement.coverage {
      let level = best?["intervals"]?.array?.first?["coverage"]?.double ?? 0.8
      let reach = 2 * (now * (1 - now) / Double(max(1, judgement.known)) + 1e-4).squareRoot()
      found.append(
        PerformanceDrift(
          "coverage_80", title: "share inside the 80 % interval", before: level, now: now,
          interval: max(0, now - reach)...min(1, now + reach), isLowerBetter: false,
          promised: min(level, 0.8)))
    }
    return found
  }

  private func square(_ value: Double) -> Double { value * value }
}
