import EcommBase

/// A file that is not a model that can be used.
public enum ModelFileError: Error, Sendable, Equatable {
  case notAModel(file: String)
  case unknownVersion(file: String, version: Int)
  case changed(file: String, id: String, found: String)
  case wrongTask(file: String, task: TaskKind, wanted: TaskKind)
  case unknownLearner(file: String, learner: String)
}

extension ModelFileError: Complaint {
  public var place: Place? {
    switch self {
    case .notAModel(let file), .unknownVersion(let file, _), .changed(let file, _, _),
      .wrongTask(let file, _, _), .unknownLearner(let file, _):
      Place(file)
    }
  }

  public var problem: String {
    switch self {
    case .notAModel: "this is not a model file (no \"format\": \"\(ModelFile.format)\")"
    case .unknownVersion(_, let version):
      "this model file has version \(version); this program reads version \(ModelFile.version)"
    case .changed(_, let id, let found):
      "the content does not belong to id \(id) (its digest is \(found)): it is damaged or was edited"
    case .wrongTask(_, let task, let wanted):
      "this is \(task.withArticle) model, not \(wanted.withArticle) model"
    case .unknownLearner(_, let learner): "the learner '\(learner)' is not known to this program"
    }
  }

  public var remedy: String? {
    switch self {
    case .notAModel: "A model file is what 'ecomml TASK train --output FILE' writes."
    case .unknownVersion: "Train it again, or use the program that wrote it."
    case .changed: "Restore it from a copy, or train it again."
    case .wrongTask(_, let task, _): "Its commands begin with: ecomml \(task)"
    case .unknownLearner: nil
    }
  }
}
