import EcommBase
import EcommTestKit
import Testing

/// The number of threads is never seen in what a command writes.
@Suite struct ThreadsTests {
  @Test(arguments: [
    "convert DATA/orders.xml --table rows/row", "convert DATA/events.csv --to jsonl",
    "forecast train DATA/orders.xml --json --model seasonal-naive,ets,additive,boosted --origins 2",
  ])
  func sameBytesOnAnyNumberOfThreads(line: String) {
    let words = line.split(separator: " ").map {
      $0.hasPrefix("DATA") ? SourceTree.root + "/Data" + $0.dropFirst(4) : String($0)
    }
    let runs = ["1", "16"].map { CommandRun(words + ["--threads", $0]) }
    #expect(runs.allSatisfy { $0.code == 0 && !$0.out.isEmpty })
    #expect(Set(runs.map(\.out)).count == 1)
    #expect(Set(runs.map(\.err)).count == 1)
  }
}
