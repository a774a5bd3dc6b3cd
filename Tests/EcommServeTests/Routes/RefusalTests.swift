import EcommBase
import EcommHTTP
import EcommServe
import EcommTestKit
import Testing

/// What is wrong is told with its place, in words for clients.
@Suite struct RefusalTests {
  private let service: TestService

  init() throws { service = try TestService.shared() }

  @Test(arguments: [
    ("/forecast", #"{"days_ahead":1,"regressors":{"a/b":[1]}}"#, "#/regressors/a~1b"),
    ("/segment", #"{"transactions":[]}"#, "#/transactions"),
    ("/segment", #"{"customers":[]}"#, "#/customers"),
    ("/predict", #"{"rows":[]}"#, "#/rows"), ("/predict", "[]", "#"),
    ("/categorize", #"{"text":5}"#, "#/text"), ("/categorize", #"{"name":["a"]}"#, "#/name"),
    ("/categorize", #"{"text":""}"#, "#/text"), ("/categorize", #"{"text":" \n"}"#, "#/text"),
    ("/categorize", #"{"texts":["a",""]}"#, "#/texts/1"),
    ("/segment", #"{"recency":-3,"frequency":2,"monetary":5}"#, "#/recency"),
    ("/segment", #"{"recency":3,"frequency":0,"monetary":5}"#, "#/frequency"),
    ("/segment", #"{"recency":3,"frequency":1.5,"monetary":5}"#, "#/frequency"),
    ("/segment", #"{"recency":3,"frequency":1e300,"monetary":5}"#, "#/frequency"),
    ("/segment", #"{"recency":3,"frequency":2,"monetary":-10}"#, "#/monetary"),
    ("/segment", #"{"recency":3,"frequency":2,"monetary":1e308}"#, "#/monetary"),
    (
      "/segment", #"{"recency":3,"frequency":2,"monetary":1,"share_returned":-1}"#,
      "#/share_returned"
    ),
  ])
  func pointsAtTheField(path: String, body: String, pointer: String) throws {
    let (status, pointers, _) = try service.faults(path, body)
    #expect(status == 422)
    #expect(pointers == [pointer])
  }

  @Test func namesEveryFaultWithItsRange() throws {
    let (_, pointers, details) = try service.faults(
      "/segment", #"{"recency":-3,"frequency":0,"monetary":-10}"#)
    #expect(pointers == ["#/recency", "#/frequency", "#/monetary"])
    #expect(details[1] == "must lie from 1 to 10,000,000")
  }

  @Test func aTextThatIsNotEmptyIsAnswered() {
    for body in [#"{"text":"a kettle"}"#, #"{"name":"kettle","description":null}"#, #"["kettle"]"#]
    {
      #expect(service.response("POST", "/categorize", body).status == 200, "\(body)")
    }
  }

  /// Nobody is called "1" who was not.
  @Test func customersKeepTheirNames() throws {
    let one = try service.json("POST", "/segment", #"{"recency":3,"frequency":2,"monetary":5}"#)
    #expect(one["name"]?.string != nil && one["customer"] == nil)
    let two = try service.json(
      "POST", "/segment",
      #"[{"customer":"b7","recency":3,"frequency":2,"monetary":5},{"recency":3,"frequency":2,"monetary":5}]"#
    )
    #expect(two["customers"]?.array?.map { $0["customer"]?.string } == ["b7", nil])
  }

  @Test(arguments: [
    ("/predict", ["foo": "1"], "?foo"), ("/predict", ["explian": "true"], "?explain"),
    ("/forecast", ["explain": "true"], "?explain"), ("/analytics/overview", ["x": ""], "?x"),
    ("/models/sales/predict", ["explain": "true"], "?explain"),
    ("/models/purchase/predict", ["model": "a"], "?model"),
  ])
  func parametersWithoutAnEffectAreNamed(
    path: String, query: [String: String], name: String
  ) throws {
    let method = path.hasPrefix("/analytics") ? "GET" : "POST"
    let answer = service.response(method, path, Visits.text, query: query)
    #expect(answer.status == 400)
    #expect(String(decoding: answer.body, as: UTF8.self).contains(name))
    #expect(service.response("GET", "/health", query: ["x": "1"]).status == 200)
  }
}
