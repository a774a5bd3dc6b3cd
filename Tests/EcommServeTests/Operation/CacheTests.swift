import EcommBase
import EcommHTTP
import EcommServe
import EcommTasks
import EcommTestKit
import Testing

/// An answer from the cache counts like any other.
@Suite struct CacheTests {
  private let folder: PurchaseFolder

  init() throws { folder = try PurchaseFolder() }

  private func service(_ change: (inout ServiceOptions) -> Void = { _ in }) throws -> TestService {
    var options = ServiceOptions()
    options.cachedAnswers = 50
    change(&options)
    return try TestService(options, paths: [folder.path])
  }

  private func ask(_ service: TestService, _ id: Int) throws -> JSON {
    let response = service.response(
      "POST", "/predict", Visits.text, headers: [("X-Request-Id", "r\(id)")])
    return try JSONReader.read(response.body)
  }

  @Test func aHitIsCountedAndLogged() throws {
    let log = folder.path + ".rows.jsonl"
    let cached = try service { $0.predictionLog = log }
    let plain = try TestService(paths: [folder.path])
    for number in 0..<5 {
      #expect(try ask(cached, number) == ask(plain, number))
    }
    #expect(cached.metric(#"ecomml_cache_requests_total{result="hit"}"#) == 4)
    for name in [
      #"ecomml_predictions_total{model="purchase",role="champion",label="true"}"#,
      #"ecomml_prediction_score_count{model="purchase",role="champion"}"#,
      #"ecomml_drift_rows{model="purchase"}"#,
    ] {
      #expect(cached.metric(name) == 5, "\(name)")
      #expect(plain.metric(name) == 5, "\(name)")
    }
    cached.service.finishLogs()
    let rows = try LineLog(log).values()
    #expect(rows.compactMap { $0["request"]?.string } == (0..<5).map { "r\($0)" })
  }

  /// The first answer must not decide for all others which model answers.
  @Test func aChallengedModelIsNotAnsweredFromIt() throws {
    try AtomicFile.write(folder.other().bytes, to: folder.path + "x.json")
    let service = try service {
      $0.challengers = [("purchase", folder.path + "x.json")]
      $0.challengerShare = 0.5
    }
    var versions: [String: Int] = [:]
    for number in 0..<40 {
      versions[try ask(service, number)["model_version"]?.string ?? "", default: 0] += 1
    }
    #expect(versions.count == 2 && versions.values.allSatisfy { $0 >= 8 }, "\(versions)")
    #expect(service.metric(#"ecomml_cache_requests_total{result="hit"}"#) == 0)
  }

  @Test func othersAreAnsweredThemselves() throws {
    let service = try service()
    let first = service.response("POST", "/predict", Visits.text)
    #expect(
      service.response(
        "POST", "/predict", Visits.text, headers: [("Content-Type", "image/png")]
      ).status == 415)
    let explained = service.response("POST", "/predict", Visits.text, query: ["explain": "true"])
    #expect(explained.status == 200 && explained.body != first.body)
    #expect(
      service.response("POST", "/models/purchase/predict", Visits.text).body == first.body)
  }
}
