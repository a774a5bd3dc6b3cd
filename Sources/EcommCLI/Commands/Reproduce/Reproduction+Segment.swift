import EcommTasks

extension Reproduction {
  static let segmentations = [
    segment("transactions.csv", "segments"), segment("online_retail.csv", "retail-customers"),
  ]

  private static func segment(_ file: String, _ model: String) -> Reproduction {
    Reproduction(task: "segment", file: file, model: model) { source in
      let input = try SegmentInput(
        PurchaseSource(try source.read()), wishes: SegmentInput.Wishes())
      source.say(input.notes)
      let training = try SegmentTraining.train(
        input, settings: SegmentSettings(), parallel: source.parallel)
      return Made(
        SegmentText.tried(training.choice) + [""]
          + SegmentText.profiles(training.profiles, days: training.days), training.model,
        asked: AskedOptions()
      ) {
        try SegmentCommands.page(training, input, source.parallel)
      }
    }
  }
}
