import EcommBase
import EcommHTTP
import EcommTasks

/// The routes over the models; whole requests can be tried in memory.
public struct Service: Sendable {
  public let router: Router

  public init(_ shelf: ModelShelf) throws {
    let forecasts = try shelf[.forecast].map { try ForecastModel($0.file, name: $0.name) }
    var router = Router()
    router.on("GET", "/health") { _, _ in .json(Self.health(shelf)) }
    router.on("GET", "/models") { _, _ in .json(.array(shelf.entries.map(Self.describe))) }
    router.on("GET", "/models/{name}") { _, parameters in
      guard let entry = shelf.entries.first(where: { $0.name == parameters["name"] }) else {
        return .problem(404, "there is no such model")
      }
      return .json(Self.describe(entry))
    }
    if let model = forecasts.first {
      router.on("POST", "/forecast") { request, _ in ForecastRoute.answer(request, model) }
    }
    self.router = router
  }

  private static func health(_ shelf: ModelShelf) -> JSON {
    ["status": "ok", "models": .strings(shelf.entries.map(\.name))]
  }

  private static func describe(_ entry: ModelShelf.Entry) -> JSON {
    [
      "name": .string(entry.name), "id": .string(entry.file.id),
      "task": .string(entry.file.task.rawValue), "learner": .string(entry.file.learner),
      "settings": .object(entry.file.settings), "evaluation": entry.file.evaluation,
    ]
  }
}
