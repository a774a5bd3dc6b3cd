import EcommBase
import Glibc

/// A model put in the place of another so that at every moment a whole model stands there, and none is lost.
///
/// 1. The old model and its customers are copied into the archive, and so are the new customers. 2. What is about to
/// happen is written down beside them. 3. One rename puts the new model in place. 4. Its customers follow. 5. The
/// history gets its line. 6. The note of step 2 goes. Whoever finds that note later looks which model is in place: if
/// it is the new one, steps 4 and 5 are made up for; if not, nothing happened. A kill or a full disk between any two
/// steps leaves the old model or the new one.
public enum Promotion {
  /// - Parameter lock: of this model, held by the caller.
  public static func put(
    _ candidate: PromotionCandidate, action: String, time: Int,
    details: JSON.Object = JSON.Object(), lock: RetrainLock
  ) throws {
    let (archive, model) = (lock.archive, candidate.model)
    var details = details
    if let old = try replaced(by: model, in: archive) {
      try keep(old, archive)
      details["replaced"] = .string(old.id)
    }
    if let customers = candidate.customers {
      try AtomicFile.write(customers, to: archive.customers(model.id))
    }
    let event = ModelHistory.Event(
      time: time, action: action, name: ModelHistory.name(of: archive.model), id: model.id,
      details: .object(details))
    let bytes = model.bytes
    try AtomicFile.write(JSONWriter.bytes(event.json) + [10], to: archive.pendingPath)
    try AtomicFile.write(bytes, to: archive.model)
    try placeCustomers(of: model, archive)
    try ModelHistory(besideModel: archive.model).append(event)
    unlink(archive.pendingPath)
  }

  /// The model in place, nil where there is none.
  /// - Throws: where the new one answers another question.
  @discardableResult
  public static func replaced(by model: ModelFile, in archive: ModelArchive) throws -> ModelFile? {
    guard access(archive.model, F_OK) == 0 else { return nil }
    let old = try ModelFile.read(archive.model)
    guard old.task == model.task else {
      throw PromotionError.otherTask(file: archive.model, task: model.task, wanted: old.task)
    }
    return old
  }

  private static func keep(_ old: ModelFile, _ archive: ModelArchive) throws {
    if access(archive.path(old.id), F_OK) != 0 {
      try AtomicFile.write(old.bytes, to: archive.path(old.id))
    }
    let customers = ModelArchive.customers(besideModel: archive.model)
    if old.task == .segment, access(archive.customers(old.id), F_OK) != 0,
      let bytes = try ModelArchive.bytes(customers)
    {
      try AtomicFile.write(bytes, to: archive.customers(old.id))
    }
  }

  /// Those of the model in place, or none: customers of another model would be told by the wrong segments.
  private static func placeCustomers(of model: ModelFile, _ archive: ModelArchive) throws {
    guard model.task == .segment else { return }
    let place = ModelArchive.customers(besideModel: archive.model)
    if let bytes = try ModelArchive.bytes(archive.customers(model.id)) {
      try AtomicFile.write(bytes, to: place)
    } else {
      unlink(place)
    }
  }

  /// Makes up for what a run left undone that was ended in the middle; says what it did.
  @discardableResult
  public static func repair(_ lock: RetrainLock) throws -> [String] {
    let archive = lock.archive
    var notes = removeParts(archive)
    guard access(archive.pendingPath, F_OK) == 0 else { return notes }
    let history = ModelHistory(besideModel: archive.model)
    let pending =
      (try? JSONReader.read(SmallFile.bytes(archive.pendingPath), file: archive.pendingPath))
      .flatMap(ModelHistory.Event.init)
    let current = try ModelFile.read(archive.model)
    if let pending, current.id == pending.id, try !history.events().contains(pending) {
      try placeCustomers(of: current, archive)
      try history.append(pending)
      notes.append(
        "an earlier run was ended before it could note that it had \(pending.action) \(pending.id): noted now"
      )
    }
    unlink(archive.pendingPath)
    return notes
  }

  /// Pieces of files whose writers are gone.
  private static func removeParts(_ archive: ModelArchive) -> [String] {
    let slash = archive.model.lastIndex(of: "/")
    let parent = slash.map { String(archive.model[...$0]) } ?? ""
    let file = String(archive.model.dropFirst(parent.count))
    let pieces =
      FolderNames.all(parent).filter { $0.hasPrefix(file + ".") }.map { parent + $0 }
      + FolderNames.all(archive.folder).map { archive.folder + "/" + $0 }
    let left = pieces.filter { $0.hasSuffix(".part") && !isAlive(writerOf: $0) }
    for piece in left { unlink(piece) }
    return left.isEmpty
      ? [] : ["removed \(Figures.count(left.count, "piece")) of files that an earlier run left"]
  }

  /// `NAME.json.4711.part`, or `NAME.json.4711-2.part`.
  private static func isAlive(writerOf part: String) -> Bool {
    let words = part.split(separator: ".")
    guard words.count > 2, let number = words[words.count - 2].split(separator: "-").first,
      let process = pid_t(number), process > 0
    else { return true }
    return process != getpid() && (kill(process, 0) == 0 || errno == EPERM)
  }
}

extension Promotion {
  /// The model that the one in place took the place of, or one by its id.
  public static func older(_ id: String?, in archive: ModelArchive) throws -> PromotionCandidate {
    if let id { return try archive.candidate(id) }
    let current = try ModelFile.read(archive.model).id
    let name = ModelHistory.name(of: archive.model)
    let events = try ModelHistory(besideModel: archive.model).events()
    let last = events.last {
      $0.name == name && $0.id == current && $0.action != rolledBack
        && ![nil, current].contains($0.details["replaced"]?.string)
    }
    guard let older = last?.details["replaced"]?.string else {
      throw PromotionError.nothingOlder(model: archive.model, id: current)
    }
    return try archive.candidate(older)
  }

  public static let promoted = "promoted"
  public static let kept = "kept"
  public static let rolledBack = "rolled back"
}
