import EcommTasks

/// What the short routes, such as `POST /predict`, ask for.
enum ShortForm: String, Sendable, CaseIterable {
  case predict, categorize, forecast, segment, anomaly

  func fits(_ model: ServedModel) -> Bool {
    switch (self, model.trained) {
    case (.predict, .classify): !Self.isText(model)
    case (.categorize, .classify): Self.isText(model)
    case (.forecast, .forecast), (.segment, .segment), (.anomaly, .anomaly): true
    default: false
    }
  }

  private static func isText(_ model: ServedModel) -> Bool {
    let features = model.file.schema.filter { $0.role == .feature }
    return !features.isEmpty && features.allSatisfy { $0.type == .text }
  }

  /// Of the models that fit, for people.
  var noun: String {
    switch self {
    case .predict: "classifier of rows"
    case .categorize: "classifier of texts"
    case .forecast: "forecast model"
    case .segment: "segment model"
    case .anomaly: "anomaly model"
    }
  }
}

extension Shelf {
  func named(_ name: String) throws(Problem) -> ServedModel {
    guard let model = self[name] else { throw .notFound("there is no model \(name)") }
    return model
  }

  /// The only model for a short route, or the one that the client names.
  func model(for form: ShortForm, named name: String?) throws(Problem) -> ServedModel {
    if let name {
      let model = try named(name)
      guard form.fits(model) else { throw .notFound("\(name) is no \(form.noun)") }
      return model
    }
    let fitting = fitting[form] ?? []
    guard let first = fitting.first else { throw .notFound("no \(form.noun) is loaded") }
    guard fitting.count == 1 else {
      let names = fitting.map(\.name).joined(separator: ", ")
      throw Problem(409, "there are several: \(names); say which with ?model=NAME", .invalid)
    }
    return first
  }
}
