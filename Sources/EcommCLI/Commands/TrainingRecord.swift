import EcommBase
import EcommTasks

/// Which options of a training a model remembers: all that say what is learned and from which rows, but no files.
enum TrainingRecord {
  static func asked(_ invocation: Invocation) -> AskedOptions {
    AskedOptions(invocation.typed.values.filter { !passing.contains($0.name) })
  }

  private static let passing = Set(
    [
      Shared.model.declaration, Shared.threads.declaration, Shared.json.declaration,
      Shared.quiet.declaration, Shared.dryRun.declaration, Shared.config.declaration,
      Shared.report.declaration, Shared.plots.declaration, RunTracking.track.declaration,
      RunTracking.experiment.declaration,
      ClassifyOptions.journal.declaration,
      ForecastOptions.days.declaration, SegmentOptions.customers.declaration,
    ].map(\.name))
}
