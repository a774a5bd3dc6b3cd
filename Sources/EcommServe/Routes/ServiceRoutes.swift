import EcommBase
import EcommHTTP

/// The service itself: is it there, is it ready, what has it done.
enum ServiceRoutes {
  static let all: [Route] = [
    Route(
      method: "GET", template: "/", summary: "what this service is and which paths it has",
      tag: .service, isOpen: true
    ) { call in
      .json([
        "service": "ecomml", "version": .string(call.service.options.version),
        "models": .strings(call.shelf.models.map(\.name)),
        "routes": .array(
          RouteTable.all.map {
            [
              "method": .string($0.method), "path": .string($0.template),
              "summary": .string($0.summary),
            ]
          }),
      ])
    },
    Route(
      method: "GET", template: "/health", summary: "state, models and versions", tag: .service,
      isOpen: true, limit: .none
    ) { health($0) },
    Route(
      method: "GET", template: "/health/live", summary: "200 while the process answers",
      tag: .service, isOpen: true, limit: .none
    ) { _ in .json(["status": "ok"]) },
    Route(
      method: "GET", template: "/health/ready",
      summary: "200 when models are loaded, 503 when not or when the service is ending",
      tag: .service, isOpen: true, limit: .none
    ) { call in
      try call.service.checkReady(call.shelf)
      return .json(["status": "ok"])
    },
    Route(
      method: "GET", template: "/metrics", summary: "figures for Prometheus", tag: .service,
      limit: .apart,
      answers: .text
    ) { call in
      HTTPResponse(
        status: 200, contentType: MetricsText.contentType,
        body: MetricsText.page(call.service, call.shelf))
    },
    Route(
      method: "GET", template: "/openapi.json",
      summary: "this interface as OpenAPI 3.1, with the fields of the loaded models",
      tag: .service
    ) { .json(OpenAPIDocument.json($0.shelf, version: $0.service.options.version)) },
  ]

  /// `degraded` where a file could not be read and the model before it answers, or none does.
  private static func health(_ call: Call) -> HTTPResponse {
    let isReady = !call.shelf.models.isEmpty && !call.service.isDraining
    let status = !isReady ? "unready" : call.shelf.isWhole ? "ok" : "degraded"
    return .json([
      "status": .string(status), "version": .string(call.service.options.version),
      "uptime_seconds": .number((Clock.now - call.service.startedAt).rounded()),
      "models": .array(
        call.shelf.models.map {
          [
            "name": .string($0.name), "version": .string($0.id),
            "task": .string($0.file.task.rawValue),
            "loaded_at": .string(Clock.text($0.loadedAt)),
          ]
        }),
      "failures": .array(call.shelf.allFailures),
      "challengers": .array(call.shelf.challenges.map { $0.json(call.service.trials.share) }),
    ])
  }
}
