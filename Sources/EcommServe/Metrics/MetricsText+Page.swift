import EcommBase
import EcommHTTP

extension MetricsText {
  /// Everything that the service tells of itself.
  static func page(_ service: Service, _ shelf: Shelf) -> [UInt8] {
    var text = MetricsText()
    text.addRequests(service.metrics)
    text.addService(service)
    text.addModels(shelf)
    text.addPredictions(shelf)
    text.addDrift(shelf)
    text.addChallengers(shelf)
    if let counts = service.serverCounts { text.addConnections(counts) }
    text.addProcess(ProcessFigures())
    return text.bytes
  }

  private mutating func addRequests(_ metrics: ServiceMetrics) {
    let templates = RouteTable.all.map(\.template) + ["(none)"]
    let numbers = metrics.routes.map(\.now)
    family("ecomml_http_requests_total", .counter, "Requests that were answered.")
    for (template, route) in zip(templates, numbers) {
      for status in route.statuses {
        sample(
          "ecomml_http_requests_total",
          [("method", status.method), ("route", template), ("status", String(status.status))],
          status.count)
      }
    }
    addDurations(Array(zip(templates, numbers)))
    single(
      "ecomml_http_requests_in_flight", .gauge, "Requests that are being answered.",
      Double(metrics.inFlight.load(ordering: .relaxed)))
    addErrors(metrics)
  }

  /// Two methods of one path are two routes with one label.
  private mutating func addDurations(_ routes: [(String, RouteNumbers.Numbers)]) {
    let name = "ecomml_http_request_duration_seconds"
    family(name, .histogram, "From the whole request to its answer.")
    var merged: [String: RouteNumbers.Numbers] = [:]
    for (template, route) in routes where !route.statuses.isEmpty {
      var sum = merged[template] ?? RouteNumbers.Numbers()
      for place in sum.buckets.indices { sum.buckets[place] += route.buckets[place] }
      sum.seconds += route.seconds
      merged[template] = sum
    }
    for (template, sum) in merged.sorted(by: { $0.key < $1.key }) {
      histogram(
        name, [("route", template)], edges: RouteNumbers.edges, counts: sum.buckets,
        sum: sum.seconds)
    }
  }

  private mutating func addErrors(_ metrics: ServiceMetrics) {
    family("ecomml_errors_total", .counter, "Requests without an answer, by what was wrong.")
    let errors = metrics.errorCounts
    for kind in Problem.Kind.allCases {
      sample("ecomml_errors_total", [("kind", kind.rawValue)], errors[kind] ?? 0)
    }
    single(
      "ecomml_rate_limited_total", .counter, "Requests that came too soon after others.",
      Double(metrics.rateLimited.load(ordering: .relaxed)))
  }

  private mutating func addService(_ service: Service) {
    family("ecomml_build_info", .gauge, "The version that runs.")
    sample("ecomml_build_info", [("version", service.options.version)], 1)
    single(
      "ecomml_ready", .gauge, "1 while models are loaded and the service is not ending.",
      service.isDraining || service.current.models.isEmpty ? 0 : 1)
    family("ecomml_reloads_total", .counter, "Readings of the model files.")
    let metrics = service.metrics
    sample(
      "ecomml_reloads_total", [("result", "done")], metrics.reloads.load(ordering: .relaxed))
    sample(
      "ecomml_reloads_total", [("result", "failed")],
      metrics.failedReloads.load(ordering: .relaxed))
    let cache = service.cache?.counts ?? AnswerCache.Counts()
    family("ecomml_cache_requests_total", .counter, "Questions to the cache of answers.")
    sample("ecomml_cache_requests_total", [("result", "hit")], cache.hits)
    sample("ecomml_cache_requests_total", [("result", "miss")], cache.misses)
    single("ecomml_cache_entries", .gauge, "Answers in the cache.", Double(cache.entries))
    family("ecomml_log_lines_lost_total", .counter, "Log lines that could not be written.")
    for (log, spool) in [("access", service.accessLog), ("prediction", service.predictionLog)] {
      sample("ecomml_log_lines_lost_total", [("log", log)], spool?.dropped ?? 0)
    }
  }

  private mutating func addModels(_ shelf: Shelf) {
    family("ecomml_model_info", .gauge, "A model that is loaded.")
    for model in shelf.models {
      sample(
        "ecomml_model_info",
        [
          ("model", model.name), ("task", model.file.task.rawValue),
          ("learner", model.file.learner), ("version", model.id),
        ], 1)
    }
    family("ecomml_model_loaded_timestamp_seconds", .gauge, "When the model was read.")
    for model in shelf.models {
      sample(
        "ecomml_model_loaded_timestamp_seconds", [("model", model.name)],
        model.loadedAt.rounded())
    }
    family("ecomml_model_broken", .gauge, "1 where the file of the model cannot be read.")
    let broken = Set(shelf.failures.map(\.name))
    for name in Set(shelf.models.map(\.name)).union(broken).sorted() {
      sample("ecomml_model_broken", [("model", name)], broken.contains(name) ? 1 : 0)
    }
  }

  private mutating func addPredictions(_ shelf: Shelf) {
    let all = Self.contestants(shelf)
    family("ecomml_predictions_total", .counter, "Answers by what was said.")
    for (role, model, counts) in all {
      for (label, count) in counts.labels.sorted(by: { $0.key < $1.key }) {
        sample(
          "ecomml_predictions_total", [("model", model.name), ("role", role), ("label", label)],
          count)
      }
    }
    family(
      "ecomml_prediction_score", .histogram, "Chances or scores of the rows that were answered.")
    let edges = (1..<ScoreHistogram.bins).map { Double($0) / Double(ScoreHistogram.bins) }
    for (role, model, counts) in all where counts.scores.count > 0 {
      histogram(
        "ecomml_prediction_score", [("model", model.name), ("role", role)], edges: edges,
        counts: counts.scores.counts, sum: counts.scores.sum)
    }
  }

  private static func contestants(
    _ shelf: Shelf
  ) -> [(role: String, model: ServedModel, counts: LiveModel.Counts)] {
    shelf.models.map { ("champion", $0, $0.live.now) }
      + shelf.challengers.sorted { $0.key < $1.key }.map { ("challenger", $1, $1.live.now) }
  }

  private mutating func addDrift(_ shelf: Shelf) {
    family(
      "ecomml_drift_psi", .gauge,
      "Population stability index of live values against training; above 0.2 is much.")
    let found = shelf.models.map { model in
      (model.name, model.live.drift.withLock { ($0.indices, $0.rowCount) })
    }
    for (name, (indices, _)) in found {
      for (column, psi) in indices {
        sample("ecomml_drift_psi", [("model", name), ("column", column)], psi)
      }
    }
    family("ecomml_drift_rows", .gauge, "Rows that the index is made of, old ones by half.")
    for (name, (_, rows)) in found { sample("ecomml_drift_rows", [("model", name)], rows) }
  }

  private mutating func addChallengers(_ shelf: Shelf) {
    let all = shelf.challengers.sorted { $0.key < $1.key }
    family(
      "ecomml_challenger_disagreements_total", .counter,
      "Rows in which a challenger in the shadow says something else.")
    for (name, model) in all {
      sample(
        "ecomml_challenger_disagreements_total", [("model", name)], model.live.now.disagreements)
    }
    family("ecomml_challenger_failures_total", .counter, "Questions a challenger failed at.")
    for (name, model) in all {
      sample("ecomml_challenger_failures_total", [("model", name)], model.live.now.failures)
    }
  }

  private mutating func addConnections(_ counts: HTTPServerCounts) {
    single("ecomml_http_connections", .gauge, "Open connections.", Double(counts.open))
    single(
      "ecomml_http_connections_total", .counter, "Connections since the start.",
      Double(counts.accepted))
    single(
      "ecomml_http_refused_total", .counter, "Requests that break the protocol or its limits.",
      Double(counts.refused))
    single(
      "ecomml_http_timeouts_total", .counter, "Clients cut off because they were slow.",
      Double(counts.timedOut))
  }

  private mutating func addProcess(_ process: ProcessFigures) {
    single(
      "process_resident_memory_bytes", .gauge, "Memory in use.", Double(process.residentBytes))
    single("process_cpu_seconds_total", .counter, "Time on processors.", process.cpuSeconds)
    single(
      "process_start_time_seconds", .gauge, "When the process began, since 1970.",
      process.startTime)
    single("process_open_fds", .gauge, "Open files and sockets.", Double(process.openFiles))
    single("process_max_fds", .gauge, "How many there may be.", Double(process.mostFiles))
  }
}
