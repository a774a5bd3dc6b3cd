import EcommBase
import EcommData

extension SegmentModel {
  /// Customers of new data and the segments they fall into, held against those of the training.
  public func drift(
    _ input: SegmentInput, from watched: WatchedModel, rules: DriftRules = DriftRules(),
    parallel: Parallel = Parallel()
  ) throws -> DriftReport {
    let answers = try answers(input.customers, parallel: parallel)
    var quality = DataQuality(
      rows: input.summary.rows, rejectedRows: input.summary.rejectedRows,
      newestDay: input.summary.lastDate, trainedTo: watched.file.data.lastDate)
    if input.dropped.total > 0 {
      quality.notes.append("lines that are no purchases: \(input.dropped.words)")
    }
    var subject = watched.subject(quality)
    subject.columns = answers.figureColumns(figures)
    subject.prediction = answers.segmentColumn
    return try DriftReport(subject, rules: rules, parallel: parallel)
  }
}
