import EcommBase
import Glibc

/// The right to change one model, held by one process at a time. The kernel lets go of it when the process ends,
/// however it ends.
public final class RetrainLock: Sendable {
  public let archive: ModelArchive
  private let file: OpenFile

  /// - Throws: `PromotionError.locked` where another process holds it.
  public init(model path: String) throws {
    archive = ModelArchive(model: path)
    let lock = archive.folder + "/lock"
    try Folder.make(for: lock)
    let descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError.cannotWrite(path: lock, code: errno) }
    file = OpenFile(descriptor: descriptor, path: lock)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw PromotionError.locked(model: path)
    }
  }
}

/// A model that cannot be put in the place of another.
public enum PromotionError: Error, Sendable, Equatable {
  case locked(model: String)
  case otherTask(file: String, task: TaskKind, wanted: TaskKind)
  case nothingOlder(model: String, id: String)
  case notInArchive(model: String, id: String, known: [String])
}

extension PromotionError: Complaint {
  public var place: Place? {
    switch self {
    case .locked(let file), .otherTask(let file, _, _), .nothingOlder(let file, _),
      .notInArchive(let file, _, _):
      Place(file)
    }
  }

  public var problem: String {
    switch self {
    case .locked: "another run is changing this model"
    case .otherTask(_, let task, let wanted):
      "the new one is \(task.withArticle) model; the one in place is \(wanted.withArticle) model"
    case .nothingOlder(_, let id): "no model is known that \(id) took the place of"
    case .notInArchive(_, let id, _): "no model \(id) is kept"
    }
  }

  public var remedy: String? {
    switch self {
    case .locked: "Wait until it is done."
    case .notInArchive(_, _, let known):
      known.isEmpty ? nil : "Kept are: \(known.joined(separator: ", "))."
    case .nothingOlder: "Name one: --to ID."
    case .otherTask: nil
    }
  }
}
