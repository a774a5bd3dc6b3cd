import EcommBase
import EcommHTTP
import EcommTasks

/// What is loaded and what is known about it.
enum ModelRoutes {
  static let all: [Route] = [
    Route(method: "GET", template: "/models", summary: "all models", tag: .models) { call in
      .json(.array(call.shelf.models.map(summary)))
    },
    Route(
      method: "GET", template: "/models/{name}",
      summary: "a model: its columns, settings, figures and threshold", tag: .models
    ) { .json(metadata(try $0.namedModel())) },
    Route(
      method: "GET", template: "/model/metadata",
      summary: "the same of the only classifier", tag: .models, query: [.model]
    ) { .json(metadata(try $0.model(for: .predict))) },
    Route(
      method: "POST", template: "/models/reload", summary: "read files that have changed",
      tag: .models, longFrom: 0
    ) { call in
      let shelf = call.service.reload()
      return .json([
        "models": .array(shelf.models.map(summary)),
        "failures": .array(shelf.allFailures),
      ])
    },
  ]

  static func summary(_ model: ServedModel) -> JSON {
    [
      "name": .string(model.name), "id": .string(model.id),
      "task": .string(model.file.task.rawValue), "learner": .string(model.file.learner),
      "rows": .integer(model.file.data.rows), "loaded_at": .string(Clock.text(model.loadedAt)),
      "explains": .bool(model.scoresRows),
      "form": model.form.map { .array($0.fields.map(\.json)) } ?? .null,
    ]
  }

  static func metadata(_ model: ServedModel) -> JSON {
    var object = summary(model).object ?? JSON.Object()
    object["data"] = model.file.data.json
    object["columns"] = .array(model.file.schema.map(\.json))
    object["settings"] = .object(model.file.settings)
    object["evaluation"] = model.file.evaluation
    object["decision"] = model.file.decision
    if let threshold = model.file.decision["threshold"] { object["threshold"] = threshold }
    if case .forecast(let forecaster) = model.trained {
      object["next"] = .string(forecaster.next)
      object["period"] = .string(forecaster.period.rawValue)
      object["regressors"] = .strings(forecaster.regressors)
      object["keys"] = .strings(forecaster.keys)
    }
    return .object(object)
  }
}

extension Shelf {
  var allFailures: [JSON] {
    failures.map { ["name": .string($0.name), "reason": .string($0.reason)] }
      + challenges.compactMap { one in
        one.failure.map {
          [
            "name": .string(one.name), "challenger": .string(one.file),
            "reason": .string($0.reason),
          ]
        }
      }
  }
}

extension Shelf.Challenge {
  /// Without its folder, which is nobody's business.
  fileprivate var file: String { path.split(separator: "/").last.map(String.init) ?? path }

  func json(_ share: Double) -> JSON {
    [
      "name": .string(name), "file": .string(file), "version": .optional(model?.id),
      "share": .number(share), "takes_part": .bool(model != nil),
    ]
  }
}

extension FormField {
  /// What a form has to know of it.
  var json: JSON {
    var object = JSON.Object([
      ("name", .string(name)), ("nullable", .bool(mayBeNull || isOptional)),
      ("optional", .bool(isOptional)),
    ])
    switch kind {
    case .number: object["type"] = "number"
    case .integer: object["type"] = "integer"
    case .boolean: object["type"] = "boolean"
    case .date: object["type"] = "date"
    case .text: object["type"] = "text"
    case .category(let levels):
      object["type"] = "category"
      object["categories"] = .strings(levels)
    }
    if let limits { object["limits"] = .numbers([limits.lowerBound, limits.upperBound]) }
    if let range { object["range"] = .numbers([range.lowerBound, range.upperBound]) }
    return .object(object)
  }
}
