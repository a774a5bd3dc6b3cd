import EcommBase
import EcommServe
import EcommTestKit
import Testing

/// The files of Deploy/ speak of what the server really emits.
@Suite struct DeployTests {
  private let emitted: Set<String>

  init() throws {
    let families = try TestService.shared().metrics.filter { $0.hasPrefix("# TYPE ") }
    var names: Set<String> = ["up"]
    for family in families {
      let words = family.split(separator: " ").map(String.init)
      names.insert(words[2])
      if words[3] == "histogram" {
        names.formUnion(["_bucket", "_sum", "_count"].map { words[2] + $0 })
      }
    }
    // Of the sockets, which there are none of in memory.
    names.formUnion(
      ["", "_total"].map { "ecomml_http_connections" + $0 }
        + ["ecomml_http_refused_total", "ecomml_http_timeouts_total"])
    emitted = names
  }

  /// Words of a query that could be names of metrics.
  private func metrics(_ query: String) -> [String] {
    var isQuoted = false
    let plain = query.map { character -> Character in
      if character == "\"" { isQuoted.toggle() }
      return isQuoted ? " " : character
    }
    return String(plain).split { !($0.isLetter || $0.isNumber || "_:".contains($0)) }
      .map(String.init).filter { $0.hasPrefix("ecomml_") || $0.hasPrefix("process_") }
  }

  @Test func everyQueryOfTheDashboardNamesAMetric() throws {
    let path = SourceTree.root + "/Deploy/grafana/dashboards/ecomml.json"
    let panels = try JSONReader.read(SmallFile.bytes(path))["panels"]?.array ?? []
    #expect(panels.count >= 10)
    for panel in panels {
      for target in panel["targets"]?.array ?? [] {
        let query = try #require(target["expr"]?.string)
        #expect(!metrics(query).isEmpty, "\(query)")
        for name in metrics(query) { #expect(emitted.contains(name), "\(name) in \(query)") }
      }
    }
  }

  @Test func everyRuleNamesAMetric() throws {
    let lines = try SmallFile.read(SourceTree.root + "/Deploy/prometheus/rules.yml")
      .split(separator: "\n").filter { $0.contains("expr:") }
    #expect(lines.count >= 10)
    for line in lines {
      for name in metrics(String(line)) { #expect(emitted.contains(name), "\(line)") }
    }
  }

  /// A name that nothing emits is found.
  @Test func aWrongNameWouldBeFound() {
    #expect(metrics("rate(ecomml_nothing_total{a=\"ecomml_x\"}[5m])") == ["ecomml_nothing_total"])
    #expect(!emitted.contains("ecomml_nothing_total"))
  }
}
