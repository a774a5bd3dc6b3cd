import EcommTasks

extension Reproduction {
  static let detections = [
    detect("payments.csv", "fraud", label: "is_fraud"),
    detect("anomaly/cardio.csv", "cardio", label: "label"),
    detect("anomaly/satellite.csv", "satellite", label: "label"),
    detect("anomaly/shuttle.csv", "shuttle", label: "label"),
    detect("anomaly/thyroid.csv", "thyroid", label: "label"),
  ]

  private static func detect(_ file: String, _ model: String, label: String) -> Reproduction {
    Reproduction(task: "anomaly", file: file, model: model) { source in
      let loaded = try source.read()
      var wishes = AnomalyInput.Wishes()
      wishes.label = label
      let input = try AnomalyInput(
        loaded.table, wishes: wishes, rejectedRows: loaded.report.rejectedRows)
      source.say(input.notes)
      var settings = AnomalySettings()
      settings.kinds = [.isolationForest, .robustZ]
      let comparison = try input.compare(settings, parallel: source.parallel)
      settings.kinds = [.isolationForest]
      let training = try AnomalyTraining.train(
        input, settings: settings, parallel: source.parallel)
      return Made(
        AnomalyText.table(comparison, kept: .isolationForest, showsSeconds: false),
        training.model, record: comparison.json,
        asked: AskedOptions([("label", [label]), ("model", ["isolation-forest"])])
      ) {
        try AnomalyCommands.page(training, input, top: 10, source.parallel)
      }
    }
  }
}
