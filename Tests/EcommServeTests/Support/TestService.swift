import EcommBase
import EcommHTTP
import EcommServe
import EcommTasks
import EcommTestKit

/// The service over the models of the repository, asked in memory.
struct TestService {
  let service: Service

  static let models = SourceTree.root + "/Models"

  private static let whole = Result { try TestService() }

  /// Loaded once, for tests that only ask.
  static func shared() throws -> TestService { try whole.get() }

  init(_ options: ServiceOptions = ServiceOptions(), paths: [String] = [models]) throws {
    service = try Service(paths: paths, options: options)
  }

  func response(
    _ method: String, _ path: String, _ body: String = "", query: [String: String] = [:],
    headers: [(name: String, value: String)] = []
  ) -> HTTPResponse {
    let request = HTTPRequest(
      method: method, path: path, query: query, headers: HTTPHeaders(headers),
      body: Array(body.utf8))
    return service.answer(request).response
  }

  func json(
    _ method: String, _ path: String, _ body: String = "", query: [String: String] = [:]
  ) throws -> JSON {
    try JSONReader.read(response(method, path, body, query: query).body)
  }

  /// Status and faults of a refusal: where and what.
  func faults(
    _ path: String, _ body: String, query: [String: String] = [:]
  ) throws -> (status: Int, pointers: [String], details: [String]) {
    let response = response("POST", path, body, query: query)
    let faults = try JSONReader.read(response.body)["errors"]?.array ?? []
    return (
      response.status, faults.compactMap { $0["pointer"]?.string },
      faults.compactMap { $0["detail"]?.string }
    )
  }

  /// The sample of the page of metrics that begins like this.
  func metric(_ start: String) -> Double? {
    metrics.first { $0.hasPrefix(start + " ") }.flatMap { Double($0.dropFirst(start.count + 1)) }
  }

  /// The page of metrics, line by line.
  var metrics: [String] {
    String(decoding: response("GET", "/metrics").body, as: UTF8.self).split(separator: "\n")
      .map(String.init)
  }
}

/// Visits as the sample data has them.
enum Visits {
  static let usual: JSON.Object = JSON.Object([
    ("Administrative", 3), ("Administrative_Duration", 80.5), ("Informational", 0),
    ("Informational_Duration", 0), ("ProductRelated", 40), ("ProductRelated_Duration", 1800),
    ("BounceRates", 0.001), ("ExitRates", 0.01), ("PageValues", 34.2), ("SpecialDay", 0),
    ("Month", "Nov"), ("OperatingSystems", 2), ("Browser", "2"), ("Region", 1),
    ("TrafficType", 2), ("VisitorType", "Returning_Visitor"), ("Weekend", false),
  ])

  static var text: String { JSONWriter.text(.object(usual)) }

  /// With some members changed or, where nil, left out.
  static func text(_ changes: [String: JSON?]) -> String {
    var visit = usual
    for (name, value) in changes { visit[name] = value }
    return JSONWriter.text(.object(visit))
  }
}
