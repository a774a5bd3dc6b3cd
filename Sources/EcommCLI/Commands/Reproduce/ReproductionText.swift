import EcommBase
import EcommTasks

extension Reproduction {
  /// `Classify: purchase`; the sample's forecast and segments need no second name.
  var title: String {
    let task = self.task.prefix(1).uppercased() + self.task.dropFirst()
    return ["sales", "segments"].contains(model) ? task : "\(task): \(model)"
  }
}

extension ExpectedFigures.Move {
  var text: String {
    switch self {
    case .model(let from, let to): "the model is \(to), recorded was \(from)"
    case .figure(let name, let from, let to):
      "\(name) moved from \(Figures.short(from)) to \(Figures.short(to))"
    case .gone(let name, let was): "\(name) is gone, recorded was \(Figures.short(was))"
    case .new(let name, let value): "\(name) is \(Figures.short(value)) and was not recorded"
    }
  }
}

enum ReproductionError: Error, Sendable, Equatable {
  case nothing(folder: String, files: [String])
  case notRecorded(path: String)
}

extension ReproductionError: Complaint {
  var place: Place? {
    switch self {
    case .nothing: nil
    case .notRecorded(let path): Place(path)
    }
  }

  var problem: String {
    switch self {
    case .nothing(let folder, let files):
      "there is nothing to reproduce in \(folder); known are \(files.joined(separator: ", "))"
    case .notRecorded: "there are no recorded figures to compare with"
    }
  }

  var remedy: String? {
    switch self {
    case .nothing: "'ecomml sample' makes the sample sets."
    case .notRecorded: "'ecomml reproduce --record' records today's."
    }
  }
}
