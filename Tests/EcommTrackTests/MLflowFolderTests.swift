import EcommBase
import EcommTestKit
import Testing

@testable import EcommTrack

@Suite struct MLflowFolderTests {
  static func run(_ name: String = "sales") -> TrackedRun {
    var run = TrackedRun(
      experiment: "it's a shop", name: name, start: 1_700_000_000_000, end: 1_700_000_005_000)
    run.parameters = [("depth", "4"), ("where", "a!=b")]
    run.metrics = [
      .init("mae", 12.5), .init("mae by step", 1, step: 0), .init("mae by step", 2, step: 1),
      .init("bad", .nan),
    ]
    run.tags = [("ecomml.task", "forecast")]
    run.artifacts = [.init("model.json", "{}"), .init("../../escape.txt", "x")]
    return run
  }

  @Test func writesTheLayout() throws {
    let folder = try TemporaryFolder()
    let store = MLflowFolder(folder.path + "/mlruns")
    let id = try store.write(Self.run())
    let again = try store.write(Self.run("other"))
    #expect(id != again)
    let experiments = FolderNames.all(folder.path + "/mlruns")
    #expect(experiments.count == 1)
    let base = folder.path + "/mlruns/\(experiments[0])"
    #expect(try SmallFile.read(base + "/meta.yaml").contains("name: 'it''s a shop'\n"))
    let own = base + "/" + id
    #expect(try SmallFile.read(own + "/params/where") == "a!=b")
    #expect(
      try SmallFile.read(own + "/metrics/mae by step")
        == "1700000005000 1.0 0\n1700000005000 2.0 1\n")
    #expect(try SmallFile.read(own + "/tags/mlflow.runName") == "sales")
    #expect(try SmallFile.read(own + "/artifacts/_/_/escape.txt") == "x")
    #expect(FolderNames.all(own + "/metrics").sorted() == ["mae", "mae by step"])
    #expect(try SmallFile.read(own + "/meta.yaml").contains("status: 3\n"))
  }

  @Test func jsonRoundTrip() throws {
    var run = Self.run()
    run.metrics.removeLast()
    run.id = "abc"
    let again = try TrackedRun(JSONFields(run.json, file: "x", path: ""))
    #expect(again == run)
  }

  @Test func batchesStayWithinTheLimits() {
    var run = Self.run()
    run.parameters = (0..<250).map { ("p\($0)", String(repeating: "x", count: 9000)) }
    run.metrics = (0..<2500).map { .init("m", Double($0), step: $0) }
    let batches = MLflowServer.batches(run)
    #expect(batches.compactMap { $0["params"]?.array?.count } == [100, 100, 50])
    #expect(batches.compactMap { $0["metrics"]?.array?.count } == [1000, 1000, 500])
    #expect(
      batches.allSatisfy {
        ($0["params"]?.array ?? []).allSatisfy { ($0["value"]?.string ?? "").count <= 6000 }
      })
  }
}
