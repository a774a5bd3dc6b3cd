import EcommBase
import EcommHTTP

/// Runs handed to an MLflow server by its REST interface.
public struct MLflowServer: Sendable {
  private let client: HTTPClient

  public init(url: String) throws { client = try HTTPClient(url: url) }

  private static let longestValue = 6000
  private static let longestTag = 5000
  private static let mostParameters = 100
  private static let mostMetrics = 1000

  /// - Parameter began: told the run's id as soon as the server has it, so that what fails later goes on there.
  public func send(_ run: TrackedRun, began: (String) throws -> Void) throws {
    let place = try begin(run)
    try began(place.id)
    for batch in Self.batches(run) {
      var body = batch
      body["run_id"] = .string(place.id)
      _ = try post("runs/log-batch", .object(body))
    }
    for artifact in run.artifacts { try upload(artifact, place) }
    _ = try post(
      "runs/update",
      ["run_id": .string(place.id), "status": "FINISHED", "end_time": .integer(run.end)])
  }

  private struct RunPlace {
    let id: String
    let artifacts: String
  }

  private func begin(_ run: TrackedRun) throws -> RunPlace {
    let answer =
      if let id = run.id {
        try get("runs/get?run_id=" + HTTPClient.encoded(id))
      } else {
        try post(
          "runs/create",
          [
            "experiment_id": .string(try experiment(run.experiment)),
            "start_time": .integer(run.start), "run_name": .string(run.name),
          ])
      }
    guard let info = answer["run"]?["info"], let id = info["run_id"]?.string else {
      throw TrackError.strangeAnswer("runs/create")
    }
    return RunPlace(id: id, artifacts: info["artifact_uri"]?.string ?? "")
  }

  private func experiment(_ name: String) throws -> String {
    do {
      let found = try get("experiments/get-by-name?experiment_name=" + HTTPClient.encoded(name))
      if let id = found["experiment"]?["experiment_id"]?.string { return id }
    } catch TrackError.refused(404, _) {
      let made = try post("experiments/create", ["name": .string(name)])
      if let id = made["experiment_id"]?.string { return id }
    }
    throw TrackError.strangeAnswer("experiments")
  }

  /// At most 100 parameters, 1,000 metrics and 1,000 items in all go at once.
  static func batches(_ run: TrackedRun) -> [JSON.Object] {
    let metrics = run.metrics.filter(\.value.isFinite).map { metric -> JSON in
      [
        "key": .string(TrackedRun.plain(metric.name)), "value": .number(metric.value),
        "timestamp": .integer(run.end), "step": .integer(metric.step),
      ]
    }
    func pairs(_ values: [(name: String, value: String)], _ longest: Int) -> [JSON] {
      values.map {
        [
          "key": .string(TrackedRun.plain($0.name)),
          "value": .string(String($0.value.prefix(longest))),
        ]
      }
    }
    func cut(_ name: String, _ items: [JSON], _ most: Int) -> [JSON.Object] {
      stride(from: 0, to: items.count, by: most).map {
        JSON.Object([(name, .array(Array(items[$0..<min(items.count, $0 + most)])))])
      }
    }
    return cut("params", pairs(run.parameters, longestValue), mostParameters)
      + cut("tags", pairs(run.tags, longestTag), mostParameters)
      + cut("metrics", metrics, mostMetrics)
  }

  private func upload(_ artifact: TrackedRun.Artifact, _ place: RunPlace) throws {
    let scheme = "mlflow-artifacts:/"
    guard place.artifacts.hasPrefix(scheme) else {
      throw TrackError.noArtifacts(place.artifacts)
    }
    let folder = place.artifacts.dropFirst(scheme.count).drop { $0 == "/" }
    let path = (String(folder) + "/" + TrackedRun.plain(artifact.path)).split(separator: "/")
      .map { HTTPClient.encoded(String($0)) }.joined(separator: "/")
    let reply = try client.send(
      "PUT", "/api/2.0/mlflow-artifacts/artifacts/" + path, body: Array(artifact.text.utf8),
      type: "text/plain")
    guard (200...299).contains(reply.status) else {
      throw TrackError.refused(reply.status, "artifact \(artifact.path)")
    }
  }

  private func get(_ path: String) throws -> JSON {
    try answer(client.send("GET", "/api/2.0/mlflow/" + path), path)
  }

  private func post(_ path: String, _ body: JSON) throws -> JSON {
    try answer(client.send("POST", "/api/2.0/mlflow/" + path, body: JSONWriter.bytes(body)), path)
  }

  private func answer(_ reply: HTTPClient.Reply, _ path: String) throws -> JSON {
    let json = try? JSONReader.read(reply.body, file: "the tracker")
    guard (200...299).contains(reply.status) else {
      throw TrackError.refused(reply.status, json?["message"]?.string ?? path)
    }
    guard let json else { throw TrackError.strangeAnswer(path) }
    return json
  }
}

/// A tracker that does not take a run.
public enum TrackError: Error, Sendable, Equatable {
  case refused(Int, String)
  case strangeAnswer(String)
  case noArtifacts(String)
}

extension TrackError: Complaint {
  public var problem: String {
    switch self {
    case .refused(let status, let message): "the tracker refuses (\(status)): \(message)"
    case .strangeAnswer(let path): "the tracker's answer to \(path) makes no sense"
    case .noArtifacts(let place):
      "the tracker keeps artifacts at '\(place)', not behind its own address"
    }
  }

  public var remedy: String? {
    if case .noArtifacts = self { "Start the server with --serve-artifacts." } else { nil }
  }
}
