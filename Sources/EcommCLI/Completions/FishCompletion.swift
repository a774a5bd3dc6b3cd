enum FishCompletion {
  static func script(_ commands: [Command]) -> String {
    (firstWords(commands) + commands.flatMap(lines)).joined(separator: "\n")
  }

  private static func firstWords(_ commands: [Command]) -> [String] {
    commands.firstWords.map { "complete -c ecomml -n __fish_use_subcommand -f -a \($0)" }
  }

  private static func lines(_ command: Command) -> [String] {
    var condition = "__fish_seen_subcommand_from \(command.words[0])"
    var lines: [String] = []
    if command.words.count > 1 {
      lines.append(
        "complete -c ecomml -n '\(condition)' -f -a \(command.words[1]) -d \(quoted(command.summary))"
      )
      condition += "; and __fish_seen_subcommand_from \(command.words[1])"
    }
    if case .choices(let choices) = command.inputs.completion {
      lines.append(
        "complete -c ecomml -n '\(condition)' -f -a \(quoted(choices.joined(separator: " ")))")
    }
    return lines
      + command.options.map {
        "complete -c ecomml -n '\(condition)' -l \($0.name)\(value($0)) -d \(quoted($0.help))"
      }
  }

  private static func value(_ option: OptionDeclaration) -> String {
    switch option.completion {
    case .choices(let choices): " -x -a \(quoted(choices.joined(separator: " ")))"
    case .file: " -r"
    case .none: option.placeholder == nil ? "" : " -x"
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'")
      + "'"
  }
}
