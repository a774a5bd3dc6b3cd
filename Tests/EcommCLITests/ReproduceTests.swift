import EcommBase
import EcommTestKit
import Testing

/// The models in the repository are those that the program makes of the data in the repository, on any
/// number of threads. Here the quick ones; `Tests/Integration/reproduce.sh` makes all.
@Suite struct ReproduceTests {
  @Test(arguments: [1, 2, 16]) func theModelsInTheTreeAreMadeAgain(threads: Int) throws {
    let folder = try TemporaryFolder()
    let run = CommandRun([
      "reproduce", "forecast", "--data", SourceTree.root + "/Data", "--models", folder.path,
      "--threads",
      String(threads),
    ])
    #expect(run.code == 0)
    #expect(folder.names == ["sales.json"])
    for name in folder.names {
      let committed = try SmallFile.bytes(SourceTree.root + "/Models/" + name)
      #expect(try SmallFile.bytes(folder.path(name)) == committed, "\(name)")
    }
  }

  /// The tables and the model's id in README.md are from this run.
  @Test func theTablesInTheReadmeAreTrue() throws {
    let run = CommandRun([
      "reproduce", "forecast", "--data", SourceTree.root + "/Data", "--dry-run",
    ])
    let readme = try SmallFile.read(SourceTree.root + "/README.md")
    let rows = run.out.split(separator: "\n").filter { $0.contains("%") }
    #expect(rows.count == 3)
    for row in rows { #expect(readme.contains(row), "\(row)") }
    let id = try #require(run.out.split(separator: "\n").last?.split(separator: " ").last)
    #expect(readme.contains(id))
  }

  @Test func anUnknownTaskIsAnError() {
    let run = CommandRun(["reproduce", "forcast"])
    #expect(run.code == 2 && run.err.contains("Did you mean 'forecast'?"))
  }
}
