import EcommBase
import EcommHTTP
import EcommServe
import EcommTasks
import EcommTestKit
import Testing

@Suite struct OperationTests {
  private let folder: PurchaseFolder

  init() throws { folder = try PurchaseFolder() }

  private func version(_ service: TestService) throws -> String? {
    try service.json("POST", "/predict", Visits.text)["model_version"]?.string
  }

  @Test func readsWhatHasChanged() throws {
    let service = try TestService(paths: [folder.path])
    let first = try version(service)
    let new = try folder.other()
    try AtomicFile.write(new.bytes, to: folder.model)
    #expect(try version(service) == first, "nobody has looked yet")
    #expect(service.response("POST", "/models/reload").status == 200)
    #expect(try version(service) == new.id)
    #expect(service.metrics.contains(#"ecomml_reloads_total{result="done"} 1"#))
  }

  @Test(arguments: ["", "{", "{\"format\":\"ecomml-model\"}", "[]"])
  func aBrokenFileLeavesTheModel(text: String) throws {
    let service = try TestService(paths: [folder.path])
    let first = try version(service)
    try AtomicFile.write(Array(text.utf8), to: folder.model)
    service.service.reloadAll()
    #expect(try version(service) == first)
    let health = try service.json("GET", "/health")
    #expect(health["status"]?.string == "degraded")
    #expect(health["failures"]?.array?.first?["name"]?.string == "purchase")
    #expect(service.metrics.contains(#"ecomml_model_broken{model="purchase"} 1"#))
    try AtomicFile.write(folder.bytes, to: folder.model)
    service.service.reloadAll()
    #expect(try service.json("GET", "/health")["status"]?.string == "ok")
  }

  @Test func aBrokenFileAtTheStartIsAnError() throws {
    try AtomicFile.write([], to: folder.model)
    #expect(throws: (any Error).self) { try TestService(paths: [folder.path]) }
  }

  @Test func isNotReadyWhileItEnds() throws {
    let service = try TestService(paths: [folder.path])
    service.service.drain()
    #expect(service.response("GET", "/health/ready").status == 503)
    #expect(service.response("GET", "/health/live").status == 200)
    #expect(service.response("POST", "/predict", Visits.text).status == 200)
  }

  private func challenged(share: Double) throws -> TestService {
    try AtomicFile.write(try folder.other().bytes, to: folder.path + "x.json")
    var options = ServiceOptions()
    options.challengers = [("purchase", folder.path + "x.json")]
    options.challengerShare = share
    return try TestService(options, paths: [folder.path])
  }

  @Test func aShadowIsAskedAndNotHeard() throws {
    let service = try challenged(share: 0)
    let champion = try ModelFile.parse(folder.bytes, file: "p").id
    for _ in 0..<5 { #expect(try version(service) == champion) }
    let metrics = service.metrics
    #expect(
      metrics.contains(
        #"ecomml_predictions_total{model="purchase",role="challenger",label="false"} 5"#))
    #expect(metrics.contains(#"ecomml_challenger_disagreements_total{model="purchase"} 5"#))
  }

  @Test func aShareIsAnsweredByTheChallenger() throws {
    let service = try challenged(share: 0.5)
    var versions: [String: Int] = [:]
    for number in 0..<200 {
      let response = service.response(
        "POST", "/predict", Visits.text, headers: [("X-Request-Id", "r\(number)")])
      let version = try JSONReader.read(response.body)["model_version"]?.string ?? ""
      versions[version, default: 0] += 1
    }
    #expect(versions.count == 2)
    #expect(versions.values.allSatisfy { (60...140).contains($0) })
    #expect(throws: (any Error).self) {
      var options = ServiceOptions()
      options.challengers = [("sales", folder.model)]
      return try TestService(options, paths: [folder.path])
    }
  }

  @Test func logsRowsAndRequests() throws {
    var options = ServiceOptions()
    options.predictionLog = folder.path + ".rows.jsonl"
    options.accessLog = folder.path + ".access.jsonl"
    let service = try TestService(options, paths: [folder.path])
    _ = service.response("POST", "/predict", Visits.text, headers: [("X-Request-Id", "r1")])
    _ = service.response("GET", "/models/secret")
    service.service.finishLogs()
    let row = try LineLog(folder.path + ".rows.jsonl").values()[0]
    #expect(row["PageValues"]?.double == 34.2)
    #expect(row["request"]?.string == "r1")
    #expect(row["score"]?.double != nil && row["prediction"]?.string == "true")
    let access = try LineLog(folder.path + ".access.jsonl").values()
    #expect(access.map { $0["route"]?.string } == ["/predict", "/models/{name}"])
    #expect(access.map { $0["status"]?.integer } == [200, 404])
  }

  @Test func logsAreRotatedBySize() throws {
    var options = ServiceOptions()
    options.accessLog = folder.path + ".access.jsonl"
    options.logBytes = 1000
    let service = try TestService(options, paths: [folder.path])
    for _ in 0..<20 {
      _ = service.response("GET", "/health/live")
      service.service.finishLogs()
    }
    let old = try SmallFile.bytes(folder.path + ".access.jsonl.1")
    #expect((1000..<1500).contains(old.count))
  }

  @Test func answersFromTheCache() throws {
    var options = ServiceOptions()
    options.cachedAnswers = 4
    let service = try TestService(options, paths: [folder.path])
    let first = service.response("POST", "/predict", Visits.text)
    #expect(service.response("POST", "/predict", Visits.text).body == first.body)
    for number in 10..<19 {
      _ = service.response(
        "POST", "/predict", Visits.text(["Administrative": JSON.integer(number)]))
    }
    let metrics = service.metrics
    #expect(metrics.contains(#"ecomml_cache_requests_total{result="hit"} 1"#))
    #expect(metrics.contains("ecomml_cache_entries 4"))
    try AtomicFile.write(try folder.other().bytes, to: folder.model)
    service.service.reloadAll()
    #expect(service.response("POST", "/predict", Visits.text).body != first.body)
  }
}
