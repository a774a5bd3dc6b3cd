import EcommBase
import EcommData
import EcommLearn
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct AnomalyTrainingTests {
  @Test func strangeRowsAreFoundWithReasons() throws {
    let table = AnomalySamples.rows()
    let training = try AnomalyTraining.train(
      try AnomalySamples.input(table), settings: AnomalySamples.settings())
    let model = try AnomalyModel(training.model, name: "m")
    let scores = try model.scores(table)
    let alarms = scores.indices.filter { scores[$0] >= model.threshold }
    #expect(alarms == Array(294..<300))
    let reasons = AnomalyReasons(try model.explain(table), table, model)
    let words = reasons.words(297, count: 3)
    #expect(words.contains { $0.hasPrefix("amount 1,197 (usually ") })
    #expect(words.contains("country XX (2.0 % of rows)"))
    #expect((training.comparison?.entries.first?.rocAUC?.mean ?? 0) > 0.99)
  }

  /// The same rows and settings give the same bytes, on any number of threads.
  @Test(arguments: [DetectorKind.isolationForest, .robustZ, .autoencoder])
  func bytesAreTheSame(kind: DetectorKind) throws {
    var settings = AnomalySamples.settings()
    settings.kinds = [kind]
    settings.detectors.autoencoder.epochs = 3
    let table = AnomalySamples.rows()
    let models = try [1, 3].map { threads in
      try AnomalyTraining.train(
        try AnomalySamples.input(table), settings: settings, parallel: Parallel(threads: threads)
      ).model.bytes
    }
    #expect(models[0] == models[1])
  }

  /// Whatever rule chooses the threshold, the scores are the same.
  @Test func rulesDoNotChangeScores() throws {
    let table = AnomalySamples.rows()
    let input = try AnomalySamples.input(table)
    let rules: [AlarmRule] = [.contamination(0.05), .contamination(0.5), .bestF1, .precision(0.9)]
    let all = try rules.map { rule -> ([Double], Double) in
      var settings = AnomalySamples.settings()
      settings.rule = rule
      let training = try AnomalyTraining.train(input, settings: settings)
      return (training.scores, training.threshold)
    }
    #expect(all.allSatisfy { $0.0 == all[0].0 })
    #expect(all[0].1 > all[1].1)
  }

  @Test func aFileReadsBackAsTheSameModel() throws {
    let table = AnomalySamples.rows()
    for kind in DetectorKind.allCases {
      var settings = AnomalySamples.settings()
      settings.kinds = [kind]
      settings.detectors.autoencoder.epochs = 2
      let training = try AnomalyTraining.train(
        try AnomalySamples.input(table, label: nil), settings: settings)
      let file = try ModelFile.parse(training.model.bytes, file: "m")
      let model = try AnomalyModel(file, name: "m")
      #expect(try model.scores(table) == training.scores)
      #expect(file.learner == kind.rawValue && training.stability != nil)
    }
  }

  /// The model's own part, its decision and its reference damaged in every place.
  @Test func hostileFilesAreRefusedOrHarmless() throws {
    var settings = AnomalySamples.settings()
    settings.detectors.isolation.trees = 2
    settings.detectors.isolation.sample = 8
    let table = AnomalySamples.rows(40)
    let file = try AnomalyTraining.train(
      try AnomalySamples.input(table), settings: settings
    ).model
    let parts: [WritableKeyPath<ModelFile, JSON>] = [\.model, \.decision, \.reference]
    for part in parts {
      for mutation in JSONMutation.all(of: file[keyPath: part]) {
        var damaged = file
        damaged[keyPath: part] = mutation.json
        do {
          let model = try AnomalyModel(damaged, name: "m")
          let reasons = AnomalyReasons(try model.explain(table), table, model)
          #expect(try model.scores(table).allSatisfy(\.isFinite))
          _ = reasons.words(39, count: 3)
        } catch is any Complaint {}
      }
    }
  }

  @Test func thresholdsMoveWithoutTraining() throws {
    let table = AnomalySamples.rows()
    let file = try AnomalyTraining.train(
      try AnomalySamples.input(table), settings: AnomalySamples.settings()
    ).model
    let moved = try file.settingThreshold(0.1, name: "m")
    #expect(moved.model == file.model && moved.id != file.id)
    let model = try AnomalyModel(moved, name: "m")
    #expect(model.rule == .byHand && model.threshold == 0.1)
    #expect(try model.spread(model.scores(table), table).flagged == 300)
    #expect(throws: ThresholdError.none(file: "m")) {
      var without = file
      without.decision = .null
      _ = try without.settingThreshold(1, name: "m")
    }
  }

  @Test(arguments: [0.0, 0.6, 2, -1]) func sharesOutOfRangeAreRefused(share: Double) throws {
    var settings = AnomalySamples.settings()
    settings.rule = .contamination(share)
    let input = try AnomalySamples.input(AnomalySamples.rows(), label: nil)
    #expect(throws: AnomalyError.badShare("contamination", share)) {
      try AnomalyTraining.train(input, settings: settings)
    }
  }

  @Test func rulesSayWhatTheyNeed() throws {
    let input = try AnomalySamples.input(AnomalySamples.rows(), label: nil)
    for rule in [AlarmRule.precision(0.9), .alertsPerDay(3)] {
      var settings = AnomalySamples.settings()
      settings.rule = rule
      #expect(throws: AnomalyError.self) { try AnomalyTraining.train(input, settings: settings) }
    }
    var several = AnomalySamples.settings()
    several.kinds = [.robustZ, .isolationForest]
    #expect(throws: AnomalyError.self) { try AnomalyTraining.train(input, settings: several) }
  }

  @Test func equalScoresAreNeverCutApart() throws {
    let scores = [1.0, 1, 1, 1, 0.5]
    let none = try AlarmRule.contamination(0.2).threshold(scores, labels: nil, days: nil)
    #expect(none > 1 && none.isFinite)
    #expect(try AlarmRule.contamination(0.5).threshold([3, 2, 1, 0], labels: nil, days: nil) == 2)
    let perDay = try AlarmRule.alertsPerDay(1).threshold([4, 3, 2, 1], labels: nil, days: 2)
    #expect(perDay == 3)
  }

  @Test func theAnswerIsNoFeature() throws {
    let input = try AnomalySamples.input(AnomalySamples.rows(), label: nil)
    #expect(!input.schema.contains { $0.name == "is_fraud" })
    #expect(input.notes.contains { $0.contains("--label is_fraud") })
  }

  @Test func rowsThatTellNothingAreRefused() throws {
    let same = Table([Column("a", .numbers([1, 1, 1])), Column("b", .numbers([2, 2, 2]))])
    #expect(throws: AnomalyError.self) { try AnomalySamples.input(same, label: nil) }
    let one = Table([Column("a", .numbers([1]))])
    #expect(throws: AnomalyError.fewRows(1, needed: 2)) {
      try AnomalySamples.input(one, label: nil)
    }
    let labels = Categories(of: ["no", "no", "no"])
    let table = Table([Column("a", .numbers([1, 2, 3])), Column("bad", .categories(labels))])
    #expect(throws: AnomalyError.oneClass(column: "bad", value: "no")) {
      try AnomalySamples.input(table, label: "bad")
    }
  }

  @Test func settingsBelongToTheirDetectors() throws {
    var settings = AnomalySettings()
    try settings.set("trees", to: "7")
    #expect(settings.detectors.isolation.trees == 7)
    #expect(throws: SettingError.self) { try settings.set("nu", to: "0.2") }
    settings.kinds = [.ensemble]
    try settings.set("members", to: "robust-z+one-class-svm")
    try settings.set("nu", to: "0.2")
    #expect(settings.detectors.members == [.robustZ, .oneClassSVM])
    #expect(throws: SettingError.self) { try settings.set("members", to: "robust-q") }
  }

  @Test func explorationPlacesEveryRow() throws {
    let exploration = try AnomalyExploration(
      try AnomalySamples.input(AnomalySamples.rows(90)), settings: AnomalySamples.settings(),
      withMaps: true)
    #expect(exploration.map.rowCount == 90)
    #expect(
      exploration.map.names == [
        "row", "score", "anomaly", "label", "pca_1", "pca_2", "tsne_1", "tsne_2",
      ])
    #expect(exploration.columns[0].far >= 6 && exploration.columns[0].bins.count == 10)
  }
}
