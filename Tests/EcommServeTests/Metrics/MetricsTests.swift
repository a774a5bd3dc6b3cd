import EcommBase
import EcommHTTP
import EcommServe
import EcommTestKit
import Testing

@Suite struct MetricsTests {
  private let service: TestService

  init() throws {
    service = try TestService(
      paths: [TestService.models + "/purchase.json", TestService.models + "/segments.json"])
  }

  /// Names of samples without what histograms append.
  private func family(_ line: String) -> String {
    let name = String(line.prefix { $0 != "{" && $0 != " " })
    for ending in ["_bucket", "_sum", "_count"] where name.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  @Test func everyFamilyHasItsHelpOnceAndBeforeItsSamples() {
    _ = service.response("POST", "/predict", Visits.text)
    var known: Set<String> = []
    var helps: [String] = []
    for line in service.metrics {
      if line.hasPrefix("# HELP ") { helps.append(String(line.split(separator: " ")[2])) }
      if line.hasPrefix("# TYPE ") { known.insert(String(line.split(separator: " ")[2])) }
      if !line.hasPrefix("#") {
        #expect(
          known.contains(family(line))
            || known.contains(String(line.prefix { $0 != " " && $0 != "{" })))
      }
    }
    #expect(Set(helps).count == helps.count)
    #expect(Set(helps) == known)
    #expect(
      service.response("GET", "/metrics").contentType
        == "text/plain; version=0.0.4; charset=utf-8")
  }

  /// What clients make up never becomes a label.
  @Test func labelsAreTemplates() {
    _ = service.response("GET", "/analytics/customer/12000")
    _ = service.response("GET", "/secret/path")
    _ = service.response("MADEUP", "/health")
    let text = service.metrics.joined(separator: "\n")
    #expect(text.contains(#"route="/analytics/customer/{id}",status="200""#))
    #expect(!text.contains("12000"))
    #expect(text.contains(#"route="(none)",status="404""#))
    #expect(text.contains(#"method="other""#))
    #expect(!text.contains("secret") && !text.contains("MADEUP"))
  }

  @Test func histogramsGrowToTheirCount() {
    for _ in 0..<3 { _ = service.response("POST", "/predict", Visits.text) }
    let own = service.metrics.filter {
      $0.hasPrefix(#"ecomml_prediction_score_bucket{model="purchase""#)
    }
    let counts = own.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
    #expect(counts.count == 20)
    #expect(counts == counts.sorted())
    #expect(counts.last == 3)
  }

  /// Rows like those of training stay near 0; rows of one kind do not.
  @Test func driftShows() throws {
    let sessions = try SmallFile.read(SourceTree.root + "/Data/sessions.csv")
    let names =
      try service.json("GET", "/models/purchase")["form"]?.array?
      .compactMap { $0["name"]?.string } ?? []
    let lines = sessions.split(separator: "\n").dropFirst().prefix(400)
    let rows = lines.map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let members = zip(names, cells).map { name, cell -> (String, JSON) in
        if cell == "TRUE" || cell == "FALSE" { return (name, .bool(cell == "TRUE")) }
        if ["Month", "VisitorType"].contains(name) { return (name, .string(String(cell))) }
        return (name, Int(cell).map(JSON.integer) ?? .number(Double(cell) ?? 0))
      }
      return JSON.object(JSON.Object(members))
    }
    _ = try service.json("POST", "/predict/batch", JSONWriter.text(.array(rows)))
    #expect(try psi("PageValues") < 0.1)
    let odd = [String](repeating: Visits.text, count: 900).joined(separator: ",")
    _ = try service.json("POST", "/predict/batch", "[\(odd)]")
    #expect(try psi("PageValues") > 0.2)
  }

  private func psi(_ column: String) throws -> Double {
    let start = #"ecomml_drift_psi{model="purchase",column="\#(column)"} "#
    let line = try #require(service.metrics.first { $0.hasPrefix(start) })
    return try #require(Double(line.dropFirst(start.count)))
  }
}
