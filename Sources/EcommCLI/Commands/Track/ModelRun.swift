import EcommBase
import EcommTasks
import EcommTrack

/// A trained model as a run: its settings as parameters, the figures of its evaluation as metrics, lists of figures as
/// metrics with steps, the model itself as an artifact.
enum ModelRun {
  static func fill(_ run: inout TrackedRun, _ model: ModelFile) {
    run.parameters = parameters(.object(model.settings), at: "") + [("learner", model.learner)]
    run.metrics += metrics(model.evaluation, at: "")
    run.metrics += [
      TrackedRun.Metric("data.rows", Double(model.data.rows)),
      TrackedRun.Metric("data.rejected_rows", Double(model.data.rejectedRows)),
    ]
    run.tags += [
      ("ecomml.task", model.task.rawValue), ("ecomml.model", model.id),
      ("ecomml.data", model.data.fingerprint), ("mlflow.source.type", "LOCAL"),
    ]
    run.artifacts += [
      TrackedRun.Artifact("model.json", String(decoding: model.bytes, as: UTF8.self)),
      TrackedRun.Artifact("evaluation.json", JSONWriter.text(model.evaluation) + "\n"),
    ]
  }

  /// Of a result that is no model.
  static func fill(_ run: inout TrackedRun, figures: JSON) {
    run.metrics += metrics(figures, at: "")
    if let id = figures["id"]?.string ?? figures["model"]?.string {
      run.tags.append(("ecomml.model", id))
    }
  }

  private static func parameters(
    _ value: JSON, at path: String
  ) -> [(name: String, value: String)] {
    if let object = value.object {
      return object.names.flatMap { name in
        object[name].map { parameters($0, at: path.isEmpty ? name : path + "." + name) } ?? []
      }
    }
    return [(path, value.string ?? JSONWriter.text(value))]
  }

  /// Lists longer than this are curves of many points, which are in the artifact.
  private static let longestList = 400
  private static let labels = ["model", "name", "metric", "class"]
  /// Rows and slices of the data are no figures of the run.
  private static let passed: Set = ["mistakes", "slices", "thresholds", "optima", "curves"]

  private static func metrics(_ value: JSON, at path: String) -> [TrackedRun.Metric] {
    if let number = value.double { return [TrackedRun.Metric(path, number)] }
    if let object = value.object { return metrics(object, at: path) }
    guard let items = value.array, items.count <= longestList else { return [] }
    if let numbers = items.allOrNil(\.double) {
      return numbers.enumerated().map { TrackedRun.Metric(path, $1, step: $0) }
    }
    return items.flatMap { item -> [TrackedRun.Metric] in
      guard let label = labels.lazy.compactMap({ item[$0]?.string }).first else { return [] }
      return metrics(item, at: path + "." + label)
    }
  }

  private static func metrics(_ object: JSON.Object, at path: String) -> [TrackedRun.Metric] {
    object.names.filter { !passed.contains($0) }.flatMap { name -> [TrackedRun.Metric] in
      guard let value = object[name] else { return [] }
      return metrics(value, at: path.isEmpty ? name : path + "." + name)
    }
  }
}
