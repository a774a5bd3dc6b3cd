import Testing

@testable import EcommCLI

@Suite struct HelpTests {
  @Test func theFirstScreenShowsExamplesAndEndsWell() {
    let run = CommandRun([String]())
    #expect(run.code == 0 && run.err.isEmpty)
    #expect(
      run.out.hasPrefix("ecomml: machine learning for an online shop, in one program\n\n  ecomml "))
  }

  @Test(arguments: Commands.all.map(\.name)) func everyPageFitsTheScreen(name: String) throws {
    let run = CommandRun(name + " --help")
    #expect(run.code == 0)
    #expect(run.out.hasPrefix("ecomml \(name): "))
    for line in run.out.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    #expect(CommandRun("help " + name).out == run.out)
  }

  /// Examples are command lines that parse: a renamed option cannot stay behind in them.
  @Test(arguments: Commands.all.flatMap { command in command.examples.map { (command.name, $0) } })
  func everyExampleParses(name: String, example: String) throws {
    let line = example.split(separator: ">")[0]
    let words = line.split(separator: " ").map { $0.filter { $0 != "'" } }
    let command = try #require(Commands.find(words))
    #expect(command.name == name)
    let console = Console(out: { _ in }, err: { _ in })
    #expect(throws: Never.self) {
      try ArgumentParser.parse(words.dropFirst(command.words.count), for: command, console: console)
    }
  }

  @Test(arguments: Commands.tour) func theTourParses(example: String) throws {
    let line = example.split(separator: ">")[0]
    let words = line.split(separator: " ").map(String.init)
    #expect(Commands.find(words) != nil)
  }

  @Test func everyOptionOfACommandStandsOnce() {
    for command in Commands.all {
      let names = command.options.map(\.name)
      #expect(Set(names).count == names.count, "\(command.name)")
    }
  }

  @Test(arguments: Set(Commands.all.filter { $0.words.count > 1 }.map { $0.words[0] }))
  func everyGroupHasAPage(word: String) {
    let run = CommandRun(word)
    #expect(run.code == 0)
    #expect(Commands.about[word] != nil)
    for line in run.out.split(separator: "\n") { #expect(line.count <= 80) }
  }
}
