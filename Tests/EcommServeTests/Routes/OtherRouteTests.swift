import EcommBase
import EcommData
import EcommHTTP
import EcommServe
import EcommTasks
import EcommTestKit
import Testing

@Suite struct OtherRouteTests {
  private let service: TestService

  init() throws { service = try TestService.shared() }

  @Test func forecastsAsPredictDoes() throws {
    let path = TestService.models + "/sales.json"
    let model = try ForecastModel(ModelFile.read(path), name: path)
    let answer = try service.json("POST", "/forecast", #"{"days_ahead":9}"#)
    #expect(answer["forecasts"] == .array(try model.predict(horizon: 9).map(\.json)))
    #expect(answer["model_version"]?.string == model.id)
    let later = try service.json(
      "POST", "/forecast", #"{"days_ahead":2,"start_date":"2025-11-05"}"#)
    #expect(
      later["forecasts"]?.array?.compactMap { $0["date"]?.string } == ["2025-11-05", "2025-11-06"])
  }

  @Test(arguments: [
    "{}", #"{"days_ahead":0}"#, #"{"days_ahead":91}"#, #"{"days_ahead":"3"}"#,
    #"{"days_ahead":1.5}"#, "[1]", #"{"days_ahead":3,"start_date":"1999-01-01"}"#,
    #"{"days_ahead":3,"start_date":"2999-01-01"}"#, #"{"days_ahead":3,"regressors":{"x":[1]}}"#,
    #"{"days_ahead":3,"day":1}"#, #"{"days_ahead":3,"key":["a"]}"#,
    #"{"days_ahead":9223372036854775807}"#,
  ])
  func refusesForecasts(body: String) {
    #expect(service.response("POST", "/forecast", body).status == 422)
  }

  @Test func segmentsCustomersAndTransactions() throws {
    let customers = try service.json(
      "POST", "/segment",
      #"{"customers":[{"customer":"a","recency":3,"frequency":20,"monetary":4000}]}"#)
    #expect(customers["customers"]?.array?.first?["name"]?.string == "Champions")
    let one = try service.json(
      "POST", "/segment", #"{"recency":300,"frequency":1,"monetary":20}"#)
    #expect(one["name"]?.string == "Lost")
    let lines = try service.json(
      "POST", "/segment",
      #"{"transactions":[{"CustomerID":7,"InvoiceDate":"2024-11-01T10:00","InvoiceNo":1,"Quantity":2,"UnitPrice":3.5}]}"#
    )
    #expect(lines["customers"]?.array?.first?["customer"]?.string == "7")
    let faulty = service.response("POST", "/segment", #"{"recency":"x","monetary":1}"#)
    #expect(faulty.status == 422)
  }

  /// Thirty cards from one device within half a minute.
  @Test func findsAnomaliesWithReasons() throws {
    let rows = (0..<30).map { second in
      #"{"time":"2025-04-01T03:47:\#(second + 10)","user_id":"u\#(second)","card":"c\#(second)","#
        + #""device_id":"d","ip":"10.1.1.1","country":"NG","amount":2982.5,"items":8}"#
    }
    let answer = try service.json("POST", "/anomaly", "[\(rows.joined(separator: ","))]")
    let last = try #require(answer["predictions"]?.array?.last)
    #expect(last["anomaly"]?.bool == true)
    #expect(last["reasons"]?.strings?.isEmpty == false)
  }

  @Test func tellsOfCustomers() throws {
    let overview = try service.json("GET", "/analytics/overview")
    #expect(overview["customers"]?.integer == 1104)
    let segments = try service.json("GET", "/analytics/segments")["segments"]?.array ?? []
    #expect(segments.compactMap { $0["customers"]?.integer }.reduce(0, +) == 1104)
    #expect(try service.json("GET", "/analytics/customer/12000")["name"]?.string == "Champions")
    #expect(service.response("GET", "/analytics/customer/nobody").status == 404)
    #expect(
      service.response("GET", "/analytics/customer/" + String(repeating: "x", count: 200)).status
        == 400)
    let summary = try service.json("GET", "/analytics/summary")
    #expect(summary["figures"]?["recency"]?["median"]?.double != nil)
  }

  @Test func describesItself() throws {
    #expect(try service.json("GET", "/health")["status"]?.string == "ok")
    #expect(service.response("GET", "/health/ready").status == 200)
    #expect(try service.json("GET", "/models").array?.count == 5)
    #expect(try service.json("GET", "/model/metadata")["name"]?.string == "purchase")
    #expect(try service.json("GET", "/models/sales")["next"]?.string == "2025-11-02")
  }

  /// Every path stands in the document, every reference leads somewhere, every model has its row.
  @Test func openAPIIsWhole() throws {
    let document = try service.json("GET", "/openapi.json")
    let paths = Set(document["paths"]?.object?.names ?? [])
    for (line, _) in RouteTable.lines {
      let path = String(line.split(separator: " ")[1])
      #expect(paths.contains(path) || ["/ui", "/apidocs"].contains(path), "\(path)")
    }
    let schemas = Set(document["components"]?["schemas"]?.object?.names ?? [])
    #expect(schemas.isSuperset(of: ["Row.purchase", "Row.fraud", "Problem"]))
    for part in JSONWriter.text(document).split(separator: "#/components/schemas/").dropFirst() {
      #expect(schemas.contains(String(part.prefix { $0 != "\"" })))
    }
    let month = document["components"]?["schemas"]?["Row.purchase"]?["properties"]?["Month"]
    #expect(month?["enum"]?.array?.contains("Nov") == true)
  }

  @Test func severalModelsMustBeNamed() throws {
    let folder = try TemporaryFolder()
    let bytes = try SmallFile.bytes(TestService.models + "/purchase.json")
    for name in ["a.json", "b.json"] { try AtomicFile.write(bytes, to: folder.path(name)) }
    let two = try TestService(paths: [folder.path])
    #expect(two.response("POST", "/predict", Visits.text).status == 409)
    #expect(two.response("POST", "/predict", Visits.text, query: ["model": "b"]).status == 200)
    #expect(two.response("POST", "/forecast", #"{"days_ahead":1}"#).status == 404)
  }

  /// A model that watches days takes days, and says of them what it learned.
  @Test func judgesDays() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<120).map { day in
      let date = CivilDate(days: CivilDate.days(year: 2025, month: 1, day: 1) + day)
      return "\(date.description),\(100 + day % 7 * 10)"
    }
    try AtomicFile.write(
      Array(("date,sales\n" + lines.joined(separator: "\n") + "\n").utf8),
      to: folder.path("days.csv"))
    let table = try TableReader.read(folder.path("days.csv")).table
    var columns = SeriesColumns()
    columns.date = "date"
    columns.value = "sales"
    let training = try StrangeDayTraining(
      DailyPanel(table, columns: columns, rejectedRows: 0), settings: StrangeDaySettings())
    try AtomicFile.write(training.model.bytes, to: folder.path("days.json"))
    let own = try TestService(paths: [folder.path("days.json")])
    let answer = try own.json(
      "POST", "/models/days/predict",
      #"{"days":[{"date":"2025-05-01","sales":110},{"date":"2025-05-02","sales":9000}]}"#)
    #expect(answer["days"]?.array?.compactMap { $0["anomaly"]?.bool } == [false, true])
    #expect(
      own.response("POST", "/models/days/predict", #"{"date":"x","sales":"y"}"#).status == 422)
  }
}
