import EcommTasks

extension Reproduction {
  static let classifications = [
    classify("sessions.csv", "purchase", target: "Revenue"),
    classify("products.csv", "category", target: "category"),
    classify("online_shoppers_intention.csv", "shoppers", target: "Revenue"),
    classify("product_text.csv", "titles", target: "category"),
  ]

  private static func classify(
    _ file: String, _ model: String, target: String
  ) -> Reproduction {
    Reproduction(task: "classify", file: file, model: model) { source in
      let loaded = try source.read()
      var wishes = ClassInput.Wishes()
      wishes.target = target
      let input = try ClassInput(
        loaded.table, wishes: wishes, rejectedRows: loaded.report.rejectedRows)
      source.say(input.notes)
      let training = try ClassTraining.train(
        input, settings: ClassSettings(), parallel: source.parallel)
      return Made(
        ClassLeaderboardText.table(training, input, showsSeconds: false), training.model,
        asked: AskedOptions([("target", [target])])
      ) {
        try ClassifyCommands.page(training, input, source.parallel)
      }
    }
  }
}
