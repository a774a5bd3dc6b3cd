import EcommBase
import Glibc

/// A model put in the place of another so that at every moment a whole model stands there, and none is lost.
///
/// 1. The old model is copied into the archive. 2. What is about to happen is written down beside it. 3. One
/// rename puts the new model in place. 4. The history gets its line. 5. The note of step 2 goes. Whoever finds
/// that note later looks which model is in place: if it is the new one, step 4 is made up for; if not, nothing
/// happened. A kill or a full disk between any two steps leaves the old model or the new one.
public enum Promotion {
  /// - Parameter lock: of this model, held by the caller.
  public static func put(
    _ model: ModelFile, action: String, time: Int, details: JSON.Object = JSON.Object(),
    lock: RetrainLock
  ) throws {
    let archive = lock.archive
    var details = details
    if access(archive.model, F_OK) == 0 {
      let old = try ModelFile.read(archive.model)
      guard old.task == model.task else {
        throw PromotionError.otherTask(file: archive.model, task: model.task, wanted: old.task)
      }
      if access(archive.path(old.id), F_OK) != 0 {
        try AtomicFile.write(old.bytes, to: archive.path(old.id))
      }
      details["replaced"] = .string(old.id)
    }
    let event = ModelHistory.Event(
      time: time, action: action, name: ModelHistory.name(of: archive.model), id: model.id,
      details: .object(details))
    let bytes = model.bytes
    try AtomicFile.write(JSONWriter.bytes(event.json) + [10], to: archive.pendingPath)
    try AtomicFile.write(bytes, to: archive.model)
    try ModelHistory(besideModel: archive.model).append(event)
    unlink(archive.pendingPath)
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
    if let pending, try ModelFile.read(archive.model).id == pending.id,
      try !history.events().contains(pending)
    {
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
  public static func older(_ id: String?, lock: RetrainLock) throws -> ModelFile {
    let archive = lock.archive
    if let id { return try archive.read(id) }
    let current = try ModelFile.read(archive.model).id
    let name = ModelHistory.name(of: archive.model)
    let events = try ModelHistory(besideModel: archive.model).events()
    let last = events.last {
      $0.name == name && $0.id == current && $0.action != rolledBack
        && $0.details["replaced"]?.string != nil
    }
    guard let older = last?.details["replaced"]?.string else {
      throw PromotionError.nothingOlder(model: archive.model, id: current)
    }
    return try archive.read(older)
  }

  public static let promoted = "promoted"
  public static let kept = "kept"
  public static let rolledBack = "rolled back"
}
