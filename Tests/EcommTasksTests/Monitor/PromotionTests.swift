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
    try Promotion.put(
      PromotionCandidate(model(seed)), action: action, time: seed, lock: RetrainLock(model: path))
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
        Promotion.older(nil, in: lock.archive), action: Promotion.rolledBack, time: 9, lock: lock)
      #expect(current == model(expected).id)
    }
    let lock = try RetrainLock(model: path)
    #expect(throws: PromotionError.nothingOlder(model: path, id: model(1).id)) {
      try Promotion.older(nil, in: lock.archive)
    }
    #expect(try Promotion.older(model(3).id, in: lock.archive).model == model(3))
    #expect(throws: PromotionError.self) { try Promotion.older("0123", in: lock.archive) }
  }

  @Test func oneAtATime() throws {
    let lock = try RetrainLock(model: path)
    #expect(throws: PromotionError.locked(model: path)) { try RetrainLock(model: path) }
    withExtendedLifetime(lock) {}
  }

  /// Until somebody puts it back, or it is promoted by hand.
  @Test func whatWasRolledBackIsRemembered() throws {
    for seed in 1...2 { try put(seed) }
    let lock = try RetrainLock(model: path)
    let old = try Promotion.older(nil, in: lock.archive)
    try Promotion.put(old, action: Promotion.rolledBack, time: 3, lock: lock)
    let history = ModelHistory(besideModel: path)
    #expect(try history.rolledBack("m") == [model(2).id])
    try Promotion.put(
      PromotionCandidate(model(2)), action: Promotion.promoted, time: 4, lock: lock)
    #expect(try history.rolledBack("m").isEmpty)
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

  /// The table of customers comes and goes with its model.
  @Test func customersFollowTheirModel() throws {
    func segments(_ seed: Int, _ customers: String?) throws {
      var own = model(seed)
      own.task = .segment
      try Promotion.put(
        PromotionCandidate(own, customers: customers.map { Array($0.utf8) }), action: "promoted",
        time: seed, lock: RetrainLock(model: path))
    }
    let beside = folder.path("m.customers.csv")
    func now() -> String? {
      (try? SmallFile.bytes(beside)).map { String(decoding: $0, as: UTF8.self) }
    }
    try segments(1, "a")
    try segments(2, "b")
    #expect(now() == "b")
    let lock = try RetrainLock(model: path)
    try Promotion.put(
      Promotion.older(nil, in: lock.archive), action: Promotion.rolledBack, time: 3, lock: lock)
    #expect(now() == "a")
    withExtendedLifetime(lock) {}
  }

  @Test func customersOfAnotherModelDoNotStay() throws {
    var own = model(1)
    own.task = .segment
    try AtomicFile.write(own.bytes, to: path)
    try AtomicFile.write([65], to: folder.path("m.customers.csv"))
    var next = model(2)
    next.task = .segment
    let lock = try RetrainLock(model: path)
    try Promotion.put(PromotionCandidate(next), action: "promoted", time: 1, lock: lock)
    #expect(!folder.names.contains("m.customers.csv"))
    #expect(try Promotion.older(nil, in: lock.archive).customers == [65])
  }

  @Test func refusesAnotherTask() throws {
    try put(1)
    var other = model(2)
    other.task = .segment
    let lock = try RetrainLock(model: path)
    #expect(throws: PromotionError.self) {
      try Promotion.put(PromotionCandidate(other), action: "promoted", time: 1, lock: lock)
    }
    #expect(current == model(1).id)
  }
}
