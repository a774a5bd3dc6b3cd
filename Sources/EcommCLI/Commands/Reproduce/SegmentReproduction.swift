import EcommTasks

enum SegmentReproduction {
  static let all = Reproduction(task: "segment", models: models)

  private static func models(_ source: SampleSource) throws -> [ReproducedModel] {
    let input = try SegmentInput(
      PurchaseSource(try source.read("transactions.csv")), wishes: SegmentInput.Wishes())
    for note in input.notes { source.console.say("  " + note) }
    let training = try SegmentTraining.train(
      input, settings: SegmentSettings(), parallel: source.parallel)
    return [
      ReproducedModel(
        name: "segments", title: "Segment",
        table: SegmentText.tried(training.choice) + [""]
          + SegmentText.profiles(training.profiles, days: training.days),
        file: training.model,
        page: { try SegmentCommands.page(training, input, source.parallel) })
    ]
  }
}
