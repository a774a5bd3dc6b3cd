import Testing

/// That the models of the tree are made again byte for byte, and that the README's tables are true, is shown
/// by `Tests/Integration/reproduce.sh` on the release build.
@Suite struct ReproduceTests {
  @Test func anUnknownTaskIsAnError() {
    let run = CommandRun(["reproduce", "forcast"])
    #expect(run.code == 2 && run.err.contains("Did you mean 'forecast'?"))
  }
}
