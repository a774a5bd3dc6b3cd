import EcommBase
import EcommData
import EcommHTTP
import EcommServe
import EcommTasks
import EcommTestKit
import Testing

@Suite struct PredictRouteTests {
  private let service: TestService

  init() throws { service = try TestService.shared() }

  /// `serve` and `predict` say the same of the same rows, to the last bit.
  @Test func answersAsPredictDoes() throws {
    let path = TestService.models + "/purchase.json"
    let model = try ClassModel(ModelFile.read(path), name: path)
    var options = ReadOptions()
    options.typing.usualTypes = model.columnTypes
    let sessions = try TableReader.read(SourceTree.root + "/Data/sessions.csv", options).table
    let table = sessions.selecting(rows: Array(0..<200))
    let expected = try model.predict(table).probabilities.column(1)
    let rows = try JSONLinesWriter.bytes(table.selecting(model.schema.map(\.name)))
      .split(separator: 10)
      .map { String(decoding: $0, as: UTF8.self) }
    let body = "[" + rows.joined(separator: ",") + "]"
    let answers = try service.json("POST", "/predict/batch", body)["predictions"]?.array
    #expect(answers?.compactMap { $0["probability"]?.double } == expected)
    for (row, chance) in zip(rows.prefix(20), expected) {
      #expect(try service.json("POST", "/predict", row)["probability"]?.double == chance)
    }
  }

  @Test func saysWhatIsWanted() throws {
    let answer = try service.json("POST", "/predict", Visits.text)
    #expect(
      answer.object?.names == [
        "confidence", "model", "model_version", "prediction", "probability", "threshold",
      ])
    #expect(answer["prediction"]?.bool != nil)
    let reasons = try service.json(
      "POST", "/models/purchase/predict", Visits.text, query: ["explain": "true"])["reasons"]
    #expect(reasons?.array?.first?["field"]?.string == "PageValues")
  }

  /// Order and missing values that the model knows do not matter.
  @Test func takesNullAndAnyOrder() throws {
    let answer = service.response("POST", "/predict", Visits.text(["Region": JSON.null]))
    #expect(answer.status == 200)
  }

  @Test(arguments: [
    ("Administrative", JSON.string("3"), "must be a whole number"),
    ("Administrative", JSON.number(1.5), "must be a whole number"),
    ("Administrative", JSON.integer(-1), "-1 is far outside"),
    ("ExitRates", JSON.integer(7), "7 is far outside"),
    ("PageValues", JSON.array([]), "must be a number"),
    ("Weekend", JSON.string("yes"), "must be true or false"),
    ("Month", JSON.string("Novv"), "the nearest is \"Nov\""),
    ("Month", JSON.integer(11), "is not one of"),
  ])
  func namesTheFault(field: String, value: JSON, words: String) throws {
    let body = Visits.text([field: value])
    #expect(service.response("POST", "/predict", body).status == 422)
    let errors = try service.json("POST", "/predict", body)["errors"]?.array ?? []
    #expect(errors.count == 1)
    #expect(errors.first?["pointer"]?.string == "#/\(field)")
    #expect(errors.first?["detail"]?.string?.contains(words) == true)
  }

  @Test func namesEveryFaultOfEveryRow() throws {
    let bad = Visits.text(["Month": nil, "Page_Values": 1, "Weekend": 7])
    let problem = try service.json("POST", "/predict/batch", "[\(Visits.text),\(bad)]")
    let pointers = problem["errors"]?.array?.compactMap { $0["pointer"]?.string }
    #expect(pointers == ["#/1/Page_Values", "#/1/Month", "#/1/Weekend"])
    #expect(problem["status"]?.integer == 422)
  }

  @Test func lenientWarnsInsteadOfRefusing() throws {
    let body = Visits.text(["Month": "Smarch", "ProductRelated": 9_999])
    let answer = try service.json("POST", "/predict", body, query: ["lenient": "true"])
    #expect(answer["warnings"]?.array?.count == 2)
    #expect(answer["probability"]?.double != nil)
  }

  @Test(arguments: [
    ("", 400), ("{", 400), ("[]", 422), ("1", 422), ("{}", 422), ("[1]", 422),
    ("{\"a\":1,\"a\":2}", 400), (String(repeating: "[", count: 100_000), 400),
    ("\u{0}", 400), ("{\"Month\":\"\\ud800\"}", 400), ("1e999", 400),
  ])
  func refuses(body: String, status: Int) {
    let response = service.response("POST", "/predict", body)
    #expect(response.status == status)
    #expect(response.contentType == "application/problem+json")
  }

  @Test func takesSoManyRowsAndNoMore() throws {
    var options = ServiceOptions()
    options.batchRows = 2
    let small = try TestService(options)
    let rows = { "[" + [String](repeating: Visits.text, count: $0).joined(separator: ",") + "]" }
    #expect(small.response("POST", "/predict/batch", rows(2)).status == 200)
    #expect(small.response("POST", "/predict/batch", rows(3)).status == 413)
  }

  @Test func refusesOtherTypesPathsAndMethods() {
    func status(_ method: String, _ path: String, _ type: String) -> Int {
      service.response(method, path, Visits.text, headers: [("Content-Type", type)]).status
    }
    #expect(status("POST", "/predict", "application/json; charset=utf-8") == 200)
    #expect(status("POST", "/predict", "application/xml") == 415)
    #expect(status("POST", "/nowhere", "application/json") == 404)
    #expect(status("POST", "/models/none/predict", "application/json") == 404)
    #expect(status("PUT", "/predict", "application/json") == 405)
    #expect(service.response("GET", "/predict").headers["Allow"] == "POST")
    #expect(service.response("GET", "/models/../../etc/passwd").status == 404)
  }

  @Test func categorizesTexts() throws {
    let answer = try service.json("POST", "/categorize", #"{"text":"wooden tennis racket"}"#)
    #expect(answer["prediction"]?.string == "Sport")
    #expect(answer["alternatives"]?.array?.count == 4)
    let both = try service.json("POST", "/categorize", #"{"texts":["cotton doll","a kettle"]}"#)
    #expect(both["count"]?.integer == 2)
  }
}
