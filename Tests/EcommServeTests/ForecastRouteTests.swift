import EcommBase
import EcommData
import EcommHTTP
import EcommServe
import EcommTasks
import EcommTestKit
import Testing

@Suite struct ForecastRouteTests {
  private let folder: TemporaryFolder
  private let model: ModelFile
  private let service: Service

  init() throws {
    folder = try TemporaryFolder()
    let series = DatedSeries(
      start: CivilDate.days(year: 2025, month: 12, day: 1), values: (0..<31).map { Double($0 % 7) })
    var settings = ForecastSettings()
    settings.models = ["seasonal-naive"]
    model = try ForecastTraining.train(
      SeriesPanel(series),
      data: DataSummary(rows: 31, columns: 2, rejectedRows: 0, fingerprint: "f"), schema: [],
      settings: settings
    ).model
    try AtomicFile.write(model.bytes, to: folder.path("sales.json"))
    service = try Service(ModelShelf(paths: [folder.path]))
  }

  private func answer(_ method: String, _ path: String, _ body: String = "") -> HTTPResponse {
    service.router.respond(to: HTTPRequest(method: method, path: path, body: Array(body.utf8)))
  }

  /// `serve` and `predict` say the same of the same model.
  @Test func answersAsPredictDoes() throws {
    let response = answer("POST", "/forecast", #"{"days_ahead": 9}"#)
    #expect(response.status == 200)
    let json = try JSONReader.read(response.body)
    let points = try ForecastModel(model, name: "m").predict(horizon: 9)
    #expect(json["forecasts"] == .array(points.map(\.json)))
    #expect(json["model_version"]?.string == model.id)
    #expect(points.first?.date == "2026-01-01")
  }

  @Test(arguments: [
    ("", 400), ("{", 400), ("{}", 422), (#"{"days_ahead":0}"#, 422), (#"{"days_ahead":91}"#, 422),
    (#"{"days_ahead":"3"}"#, 422), (#"{"days_ahead":1.5}"#, 422), ("[1]", 422),
  ])
  func refuses(body: String, status: Int) {
    #expect(answer("POST", "/forecast", body).status == status)
  }

  @Test func describesItsModels() throws {
    #expect(answer("GET", "/health").status == 200)
    let described = try JSONReader.read(answer("GET", "/models/sales").body)
    #expect(described["id"]?.string == model.id)
    #expect(answer("GET", "/models/none").status == 404)
    #expect(answer("GET", "/forecast").status == 405)
  }
}
