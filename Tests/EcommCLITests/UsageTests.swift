import Testing

@testable import EcommCLI

/// What a person sees who types something wrong: one line that says what and what else to try.
@Suite struct UsageTests {
  @Test(arguments: [
    ("forcast train x", "there is no command 'forcast'. Did you mean 'forecast'?"),
    ("model shwo x", "there is no command 'model shwo'. Did you mean 'model show'?"),
    ("forecast predict m --horzon 3", "unknown option --horzon. Did you mean --horizon?"),
    ("forecast predict m --horizon", "--horizon needs a value: N."),
    (
      "forecast predict m --horizon x",
      "--horizon is 'x', which is not a whole number from 1 to 3660."
    ),
    ("forecast predict m --horizon 3 --horizon 4", "--horizon stands twice."),
    ("forecast predict m --json=1", "--json takes no value."),
    (
      "forecast predict",
      "'ecomml forecast predict' needs MODEL. See 'ecomml forecast predict --help'."
    ),
    ("version extra", "'extra' is one too many for 'ecomml version'. See 'ecomml version --help'."),
    ("completions fihs", "there is no shell 'fihs'. Did you mean 'fish'?"),
    ("sample ordrs", "there is no sample 'ordrs'. Did you mean 'orders'?"),
  ])
  func wrongWords(line: String, words: String) {
    let run = CommandRun(line)
    #expect(run.err == "ecomml: \(words)\n")
    #expect(run.out.isEmpty)
    #expect(run.code == 2)
  }

  @Test func aMissingFileIsARunThatFailed() {
    let run = CommandRun("model show no-such-file")
    #expect(run.code == 1)
    #expect(run.err == "ecomml: cannot open no-such-file: no such file.\n")
  }

  @Test func everythingBehindTwoDashesIsInput() {
    #expect(CommandRun("model show -- --json").err.contains("cannot open --json"))
  }

  @Test func optionsAndInputsComeInAnyOrder() throws {
    let command = ForecastCommands.predict
    let console = Console(out: { _ in }, err: { _ in })
    for line in ["--horizon 3 m --json", "m --json --horizon=3", "--json m --horizon 3"] {
      let words = line.split(separator: " ").map(String.init)
      let invocation = try ArgumentParser.parse(words, for: command, console: console)
      #expect(invocation.inputs == ["m"])
      #expect(invocation[Shared.json])
      #expect(invocation.has(Shared.quiet) == false)
    }
  }
}
