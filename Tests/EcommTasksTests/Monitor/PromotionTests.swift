import EcommBase
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct PromotionTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path("m.json") }

  init() throws { folder = try TemporaryFolder() }

  private func model(_ seed: Int) -> ModelFile {
    ModelFile(
      task: .classify, learner: "logistic",
      data: DataSummary(rows: 1, columns: 1, rejectedRows: 0, fingerprint: "f"), schema: [],
      settings: JSON.Object([("seed", .integer(seed))]), model: [:])
  }

  private func put(_ seed: Int, _ action: String = Promotion.promoted) throws {
    try Promotion.put(model(seed), action: action, time: seed, lock: RetrainLock(model: path))
  }

  private var current: String? { try? ModelFile.read(path).id }
  private var history: [ModelHistory.Event] {
    (try? ModelHistory(besideModel: path).events()) ?? []
  }

  @Test func keepsWhatItReplaces() throws {
    try put(1)
    try put(2)
    #expect(current == model(2).id)
    #expect(ModelArchive(model: path).ids == [model(1).id])
    #expect(history.map(\.id) == [model(1).id, model(2).id])
    #expect(history[1].details["replaced"]?.string == model(1).id)
    #expect(!folder.names.contains { $0.hasSuffix(".part") })
  }

  @Test func rollsBackStepByStep() throws {
    for seed in 1...3 { try put(seed) }
    for expected in [2, 1] {
      let lock = try RetrainLock(model: path)
      try Promotion.put(
        Promotion.older(nil, lock: lock), action: Promotion.rolledBack, time: 9, lock: lock)
      #expect(current == model(expected).id)
    }
    let lock = try RetrainLock(model: path)
    #expect(throws: PromotionError.nothingOlder(model: path, id: model(1).id)) {
      try Promotion.older(nil, lock: lock)
    }
    #expect(try Promotion.older(model(3).id, lock: lock) == model(3))
    #expect(throws: PromotionError.self) { try Promotion.older("0123", lock: lock) }
  }

  @Test func oneAtATime() throws {
    let lock = try RetrainLock(model: path)
    #expect(throws: PromotionError.locked(model: path)) { try RetrainLock(model: path) }
    withExtendedLifetime(lock) {}
  }

  /// Ended after the rename: the history gets its line. Ended before it: nothing happened.
  @Test(arguments: [true, false])
  func makesUpForAnEnd(_ wasRenamed: Bool) throws {
    try put(1)
    let archive = ModelArchive(model: path)
    let event = ModelHistory.Event(time: 5, action: "promoted", name: "m", id: model(2).id)
    try AtomicFile.write(JSONWriter.bytes(event.json), to: archive.pendingPath)
    if wasRenamed { try AtomicFile.write(model(2).bytes, to: path) }
    try AtomicFile.write([1], to: folder.path("m.json.999999999.part"))
    let notes = try Promotion.repair(RetrainLock(model: path))
    #expect(notes.count == (wasRenamed ? 2 : 1))
    #expect(history.contains(event) == wasRenamed)
    #expect(!folder.names.contains("m.json.999999999.part"))
    #expect(try Promotion.repair(RetrainLock(model: path)).isEmpty)
  }

  @Test func refusesAnotherTask() throws {
    try put(1)
    var other = model(2)
    other.task = .segment
    let lock = try RetrainLock(model: path)
    #expect(throws: PromotionError.self) {
      try Promotion.put(other, action: "promoted", time: 1, lock: lock)
    }
    #expect(current == model(1).id)
  }
}
