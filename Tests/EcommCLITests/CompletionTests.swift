import EcommBase
import EcommTestKit
import Glibc
import Testing

@testable import EcommCLI

@Suite struct CompletionTests {
  @Test(arguments: Shell.allCases) func everyOptionIsOffered(shell: Shell) {
    let script = CommandRun("completions \(shell.rawValue)").out
    for command in Commands.all {
      for option in command.options {
        #expect(script.contains(shell == .fish ? "-l \(option.name)" : "--\(option.name)"))
      }
    }
  }

  /// Bash itself completes: `ecomml fore`, `ecomml model s`, `ecomml forecast predict --hor`.
  @Test(arguments: [
    ("ecomml fore", "forecast"), ("ecomml model sh", "show"),
    ("ecomml forecast predict m --hor", "--horizon"), ("ecomml completions f", "fish"),
  ])
  func bashCompletes(line: String, word: String) throws {
    let folder = try TemporaryFolder()
    let words = line.split(separator: " ").map(String.init)
    let script = """
      \(CommandRun("completions bash").out)
      COMP_WORDS=(\(words.joined(separator: " "))); COMP_CWORD=\(words.count - 1)
      _ecomml; printf '%s' "${COMPREPLY[*]}" > \(folder.path("out"))
      """
    try AtomicFile.write(Array(script.utf8), to: folder.path("script"))
    #expect(system("bash \(folder.path("script"))") == 0)
    #expect(try SmallFile.read(folder.path("out")) == word)
  }
}
