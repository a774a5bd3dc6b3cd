import Dispatch
import EcommBase
import EcommHTTP
import EcommServe
import EcommTestKit
import Testing

/// Files of rows through a real socket, for they are read as they come.
@Suite struct FileRowsTests {
  private let service: TestService
  private let server: HTTPServer

  init() throws {
    service = try TestService(
      paths: ["purchase", "segments"].map { TestService.models + "/\($0).json" })
    server = try HTTPServer(
      address: "127.0.0.1", port: 0, plan: service.service.plan, handler: service.service.answer)
    let server = server
    try #require(BackgroundThread.start { try? server.run() })
  }

  private func answer(_ path: String, _ type: String, _ body: String) throws -> String {
    let client = try TestClient(server.port)
    client.send(
      "POST \(path) HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Type: \(type)\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n" + body)
    return client.everything()
  }

  private var sessions: String {
    get throws { try SmallFile.read(SourceTree.root + "/Data/sessions.csv") }
  }

  @Test func answersEveryRowAndSeesNoDriftInItsOwnData() throws {
    defer { server.stop() }
    let answer = try answer("/predict", "text/csv", sessions)
    #expect(answer.hasPrefix("HTTP/1.1 200") && answer.contains("prediction,probability\n"))
    let counted = service.metrics.filter { $0.hasPrefix("ecomml_predictions_total") }
      .compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
    #expect(counted.reduce(0, +) == 10_000)
    let drift = service.metrics.filter { $0.hasPrefix("ecomml_drift_psi{model=\"purchase\"") }
    #expect(drift.count >= 17)
    for line in drift {
      let value = try #require(line.split(separator: " ").last.flatMap { Double($0) })
      #expect(value < 0.1, "\(line)")
    }
  }

  @Test func takesJSONLinesAndCustomers() throws {
    defer { server.stop() }
    let lines = try answer("/predict", "application/x-ndjson", Visits.text + "\n" + Visits.text)
    #expect(lines.contains("\"probability\":0.8595832504946498"))
    let customers = try answer(
      "/segment", "text/csv", "customer,recency,frequency,monetary\na,3,20,4000\nb,300,1,20\n")
    #expect(customers.contains("a,1,Champions,") && customers.contains("b,5,Lost,"))
  }

  /// Every row that cannot be read is named by its line, and no word is of the command line.
  @Test func namesTheLinesThatAreWrong() throws {
    defer { server.stop() }
    var lines = try sessions.split(separator: "\n").prefix(200).map(String.init)
    lines[7] += ",more"
    lines[90] = "x" + lines[90]
    let answer = try answer("/predict", "text/csv", lines.joined(separator: "\n"))
    #expect(answer.hasPrefix("HTTP/1.1 422"))
    #expect(answer.contains(#""line":8"#) && answer.contains(#""line":91"#), "\(answer)")
    #expect(answer.contains("2 rows cannot be read") && !answer.contains("--"))
    let text = try self.answer(
      "/predict", "application/x-ndjson", Visits.text + "\n{\"Month\": \n" + Visits.text)
    #expect(text.hasPrefix("HTTP/1.1 422") && text.contains(#""line":2"#), "\(text)")
    #expect(!text.contains("--"))
  }

  @Test func refusesWhatNoCustomerIs() throws {
    defer { server.stop() }
    let answer = try answer(
      "/segment", "text/csv", "customer,recency,frequency,monetary\na,3,2,40\nb,-3,2.5,1e300\n")
    #expect(answer.hasPrefix("HTTP/1.1 422"))
    for column in ["recency", "frequency", "monetary"] {
      #expect(answer.contains(#""column":"\#(column)""#), "\(answer)")
    }
    #expect(answer.contains(#""row":2"#))
  }

  @Test func reasonsAreNotForFiles() throws {
    defer { server.stop() }
    let answer = try answer("/predict?explain=true", "text/csv", sessions)
    #expect(answer.hasPrefix("HTTP/1.1 400") && answer.contains("?explain"))
  }

  @Test func refusesFilesWithoutTheColumns() throws {
    defer { server.stop() }
    let lines = try sessions.split(separator: "\n").prefix(20).joined(separator: "\n")
    let text = lines.replacing("PageValues", with: "page_values")
    let answer = try answer("/predict", "text/csv", text)
    #expect(answer.hasPrefix("HTTP/1.1 422") && answer.contains("the nearest is page_values"))
    #expect(try self.answer("/predict", "text/csv", "").hasPrefix("HTTP/1.1 400"))
  }
}
