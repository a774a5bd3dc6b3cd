import EcommTasks

enum AnomalyReproduction {
  static let all = Reproduction(task: "anomaly", models: models)

  private static func models(_ source: SampleSource) throws -> [ReproducedModel] {
    let loaded = try source.read("payments.csv")
    var wishes = AnomalyInput.Wishes()
    wishes.label = "is_fraud"
    let input = try AnomalyInput(
      loaded.table, wishes: wishes, rejectedRows: loaded.report.rejectedRows)
    for note in input.notes { source.console.say("  " + note) }
    var settings = AnomalySettings()
    settings.kinds = [.isolationForest, .robustZ]
    let comparison = try input.compare(settings, parallel: source.parallel)
    settings.kinds = [.isolationForest]
    let training = try AnomalyTraining.train(input, settings: settings, parallel: source.parallel)
    return [
      ReproducedModel(
        name: "fraud", title: "Anomaly: fraud",
        table: AnomalyText.table(comparison, kept: .isolationForest, showsSeconds: false),
        file: training.model,
        page: { try AnomalyCommands.page(training, input, top: 10, source.parallel) })
    ]
  }
}
