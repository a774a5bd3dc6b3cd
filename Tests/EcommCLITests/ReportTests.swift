import EcommBase
import EcommTestKit
import Testing

@testable import EcommCLI

@Suite struct ReportTests {
  /// Rows of a shop whose names are as hostile as names can be.
  private func file(_ folder: TemporaryFolder) throws -> String {
    var random = SeededRandom(seed: 2)
    var text = "pages,\"<b>channel\",bought\n"
    let channels = ["<script>alert(1)</script>", "a&b", "'\"\""]
    for _ in 0..<160 {
      let pages = random.below(20)
      let isBought = Double(pages) + 4 * random.normal() > 10
      text += "\(pages),\"\(channels[random.below(3)])\",\(isBought ? "yes" : "no")\n"
    }
    let path = folder.path("a.csv")
    try AtomicFile.write(Array(text.utf8), to: path)
    return path
  }

  private func page(_ path: String) throws -> String {
    try SmallFile.read(path)
  }

  @Test func aPageOfTrainingEscapesNamesAndTellsItsCommand() throws {
    let folder = try TemporaryFolder()
    let (input, report) = (try file(folder), folder.path("a.html"))
    let words = [
      "classify", "train", input, "--target", "bought", "--model", "logistic", "--report", report,
      "--plots", folder.path("plots"), "--output", folder.path("m.json"),
    ]
    #expect(CommandRun(words).code == 0)
    let text = try page(report)
    #expect(text.utf8.count < 2_000_000)
    #expect(!text.contains("<script>alert") && !text.contains("<b>channel"))
    #expect(text.contains("&lt;script&gt;alert(1)"))
    #expect(text.contains("ecomml classify train \(input) --target bought --model logistic"))
    #expect(!text.contains("http"))
    let plots = Set(TemporaryFolder.names(in: folder.path("plots")))
    #expect(Set(["roc.svg", "precision-recall.svg", "confusion.svg"]).isSubset(of: plots))
    #expect(CommandRun(words + ["--threads", "1"]).code == 0)
    let again = try page(report)
    #expect(again == text)
  }

  /// Those that read, move or send what is there already compute nothing that a page could show.
  private static let withoutPage: Set<String> = [
    "serve", "convert", "model set-threshold", "model export", "model import", "model promote",
    "model rollback", "track push", "sample", "completions", "version",
  ]

  @Test func everyCommandThatComputesTakesAReport() {
    for command in Commands.all where !Self.withoutPage.contains(command.name) {
      let names = Set(command.options.map(\.name))
      #expect(names.isSuperset(of: ["report", "plots"]), "\(command.name)")
    }
  }

  @Test func everyVerbOfAClassifierHasAPage() throws {
    let folder = try TemporaryFolder()
    let (input, model) = (try file(folder), folder.path("m.json"))
    let other = folder.path("n.json")
    let lines = [
      "classify explore \(input) --target bought",
      "classify train \(input) --target bought --model logistic --trials 4 --output \(model)",
      "classify train \(input) --target bought --model logistic --seed 7 --output \(other)",
      "classify evaluate \(model) \(input)", "classify predict \(model) \(input)",
      "classify explain \(model) \(input)", "classify drift \(model) \(input)",
      "classify retrain \(model) \(input) --dry-run", "model show \(model)",
      "model diff \(model) \(other)", "model benchmark \(model) \(input)",
      "model history \(model)", "retrain-all \(folder.path("")) --dry-run",
    ]
    for (place, line) in lines.enumerated() {
      let report = folder.path("\(place).html")
      let run = CommandRun(line + " --report \(report)")
      #expect([0, 3].contains(run.code), "\(line): \(run.err)")
      guard !line.hasSuffix("--dry-run") else { continue }
      let text = try page(report)
      #expect(text.hasPrefix("<!doctype html>") && !text.contains("<script>alert"))
      #expect(!text.contains("NaN"), "\(line)")
    }
  }

  @Test func nothingIsWrittenOfADryRun() throws {
    let folder = try TemporaryFolder()
    let run = CommandRun([
      "classify", "train", try file(folder), "--target", "bought", "--model", "logistic",
      "--report", folder.path("r.html"), "--output", folder.path("m.json"), "--dry-run",
    ])
    #expect(run.code == 0 && run.err.contains("Would write"))
    #expect(folder.names == ["a.csv"])
  }

  @Test func seriesHavePages() throws {
    let folder = try TemporaryFolder()
    var text = "day,sales\n"
    for day in 0..<120 {
      text +=
        "2025-0\(day / 28 + 1)-\(day % 28 < 9 ? "0" : "")\(day % 28 + 1),\(100 + day % 7 * 9 + day)\n"
    }
    let input = folder.path("s.csv")
    try AtomicFile.write(Array(text.utf8), to: input)
    let model = folder.path("m.json")
    let lines = [
      "forecast explore \(input)",
      "forecast train \(input) --model seasonal-naive,naive --output \(model)",
      "forecast predict \(model) --horizon 7", "forecast explain \(model) --horizon 3",
      "anomaly train \(input) --date day --value sales --output \(folder.path("d.json"))",
    ]
    for (place, line) in lines.enumerated() {
      let report = folder.path("\(place).html")
      let run = CommandRun(line + " --report \(report)")
      #expect(run.code == 0, "\(line): \(run.err)")
      let text = try page(report)
      #expect(text.contains("<svg"))
      // What came before stands beside what will come, whatever the model keeps.
      if line.contains("predict") { #expect(text.contains(">past</text>")) }
    }
  }
}
