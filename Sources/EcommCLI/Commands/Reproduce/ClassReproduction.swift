import EcommTasks

enum ClassReproduction {
  static let all = Reproduction(task: "classify", models: models)

  private static let sets = [
    (file: "sessions.csv", target: "Revenue", model: "purchase"),
    (file: "products.csv", target: "category", model: "category"),
  ]

  private static func models(_ source: SampleSource) throws -> [ReproducedModel] {
    try sets.map { set in
      let loaded = try source.read(set.file)
      var wishes = ClassInput.Wishes()
      wishes.target = set.target
      let input = try ClassInput(
        loaded.table, wishes: wishes, rejectedRows: loaded.report.rejectedRows)
      for note in input.notes { source.console.say("  " + note) }
      let training = try ClassTraining.train(
        input, settings: ClassSettings(), parallel: source.parallel)
      return ReproducedModel(
        name: set.model, title: "Classify: \(set.model)",
        table: ClassLeaderboardText.table(training, input, showsSeconds: false),
        file: training.model,
        page: { try ClassifyCommands.page(training, input, source.parallel) })
    }
  }
}
