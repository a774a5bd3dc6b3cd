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

  private func deployed(_ path: String) throws -> String {
    try SmallFile.read(SourceTree.root + "/Deploy/" + path)
  }

  /// Retraining writes where the service reads, and drift and cron look there too.
  @Test func allUnitsMeanTheSameFolders() throws {
    let units = try ["ecomml", "ecomml-retrain", "ecomml-drift"].map {
      try deployed("systemd/\($0).service")
    }
    for unit in units {
      #expect(unit.contains("\nUser=ecomml\n") && !unit.contains("DynamicUser"))
      let command = try #require(unit.split(separator: "\n").first { $0.hasPrefix("ExecStart=") })
      #expect(command.contains(" /var/lib/ecomml/models"))
      for word in command.split(separator: " ") where word.hasPrefix("/var/") {
        #expect(word.hasPrefix("/var/lib/ecomml/"), "\(word)")
      }
    }
    for writer in units.prefix(2) {
      #expect(writer.contains("\nStateDirectory=ecomml ecomml/models ecomml/export\n"))
    }
    let cron = try deployed("cron/ecomml")
    #expect(cron.contains("\nMODELS=/var/lib/ecomml/models\nEXPORT=/var/lib/ecomml/export\n"))
    #expect(
      try deployed("systemd/ecomml.sysusers").contains("u ecomml - \"ecomml\" /var/lib/ecomml"))
  }

  /// Retraining takes new data and all models, and a failure is seen.
  @Test func retrainingHidesNoFailure() throws {
    let compose = try deployed("compose.yaml")
    #expect(!compose.contains("|| true"))
    #expect(compose.contains("retrain-all /models --data /export"))
    #expect(compose.contains("./export:/export:ro") && compose.contains("0|3) ;; *) exit $$code"))
    let unit = try deployed("systemd/ecomml-retrain.service")
    #expect(unit.contains("retrain-all") && unit.contains("\nSuccessExitStatus=3\n"))
    let cron = try deployed("cron/ecomml")
    #expect(cron.contains("retrain-all \"$MODELS\" --data \"$EXPORT\""))
    #expect(cron.contains("|| [ $? -eq 3 ]"))
  }

  /// A name that nothing emits is found.
  @Test func aWrongNameWouldBeFound() {
    #expect(metrics("rate(ecomml_nothing_total{a=\"ecomml_x\"}[5m])") == ["ecomml_nothing_total"])
    #expect(!emitted.contains("ecomml_nothing_total"))
  }
}
