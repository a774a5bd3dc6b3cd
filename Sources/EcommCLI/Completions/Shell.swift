/// Completion scripts, made from the declarations.
enum Shell: String, CaseIterable {
  case bash, zsh, fish

  func script(_ commands: [Command]) -> String {
    switch self {
    case .bash: BashCompletion.script(commands)
    case .zsh: ZshCompletion.script(commands)
    case .fish: FishCompletion.script(commands)
    }
  }
}

extension Array where Element == Command {
  /// The first words, each once, in the order of declaration.
  var firstWords: [String] {
    var seen = Set<String>()
    return map { $0.words[0] }.filter { seen.insert($0).inserted }
  }

  /// The second words behind `first`.
  func secondWords(_ first: String) -> [String] {
    filter { $0.words[0] == first && $0.words.count > 1 }.map { $0.words[1] }
  }
}
