import EcommBase
import EcommHTTP
import EcommTestKit
import Synchronization
import Testing

@testable import EcommTrack

/// Answers as MLflow's server does, as far as runs need it.
private final class FakeTracker: Sendable {
  let calls = Mutex<[String]>([])
  let failing = Mutex<String?>(nil)

  func answer(_ request: HTTPRequest) -> HTTPResponse {
    let call = request.path.replacing("/api/2.0/mlflow/", with: "")
    calls.withLock { $0.append(request.method + " " + call) }
    if let failing = failing.withLock({ $0 }), call.contains(failing) {
      return .json(["message": "not now"], status: 503)
    }
    switch call {
    case "experiments/get-by-name":
      return .json(["message": "no such experiment"], status: 404)
    case "experiments/create": return .json(["experiment_id": "7"])
    case "runs/create", "runs/get":
      return .json([
        "run": [
          "info": ["run_id": "r1", "artifact_uri": "mlflow-artifacts:/7/r1/artifacts"]
        ]
      ])
    default: return .json([:])
    }
  }
}

@Suite(.timeLimit(.minutes(1))) struct MLflowServerTests {
  private func serving(_ tracker: FakeTracker) throws -> HTTPServer {
    let server = try HTTPServer(address: "127.0.0.1", port: 0) { .now(tracker.answer($0)) }
    try #require(BackgroundThread.start { try? server.run() })
    return server
  }

  @Test func sendsARun() throws {
    let tracker = FakeTracker()
    let server = try serving(tracker)
    defer { server.stop() }
    try Tracker("http://127.0.0.1:\(server.port)").send(MLflowFolderTests.run())
    let calls = tracker.calls.withLock { $0 }
    #expect(
      calls.prefix(3) == [
        "GET experiments/get-by-name", "POST experiments/create", "POST runs/create",
      ])
    #expect(calls.count { $0 == "POST runs/log-batch" } == 3)
    #expect(calls.contains("PUT /api/2.0/mlflow-artifacts/artifacts/7/r1/artifacts/model.json"))
    #expect(calls.last == "POST runs/update")
  }

  /// What fails in the middle is kept, and goes on with the same run later.
  @Test func spoolGoesOnWhereItStopped() throws {
    let tracker = FakeTracker()
    let server = try serving(tracker)
    defer { server.stop() }
    let folder = try TemporaryFolder()
    let spool = RunSpool(folder.path("unsent"))
    let url = "http://127.0.0.1:\(server.port)"
    try spool.keep(MLflowFolderTests.run(), for: url)
    tracker.failing.withLock { $0 = "log-batch" }
    #expect(throws: TrackError.refused(503, "not now")) { try spool.push(spool.files[0]) }
    #expect(spool.files.count == 1)
    tracker.failing.withLock { $0 = nil }
    try spool.push(spool.files[0])
    #expect(spool.files.isEmpty)
    let calls = tracker.calls.withLock { $0 }
    #expect(calls.count { $0 == "POST runs/create" } == 1 && calls.contains("GET runs/get"))
  }
}
