enum BashCompletion {
  static func script(_ commands: [Command]) -> String {
    """
    _ecomml() {
      local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
      COMPREPLY=()
      case "$COMP_CWORD:${COMP_WORDS[1]}" in
        1:*) COMPREPLY=($(compgen -W "\(commands.firstWords.joined(separator: " "))" -- "$word")); return;;
    \(groups(commands).joined(separator: "\n"))
      esac
      case "${COMP_WORDS[1]} ${COMP_WORDS[2]}" in
    \(commands.map(arm).joined(separator: "\n"))
      esac
    }
    complete -o default -F _ecomml ecomml
    """
  }

  private static func groups(_ commands: [Command]) -> [String] {
    commands.firstWords.compactMap { first in
      let second = commands.secondWords(first)
      return second.isEmpty
        ? nil : "    2:\(first)) \(reply(second)); return;;"
    }
  }

  private static func arm(_ command: Command) -> String {
    let pattern = command.words.count > 1 ? command.name : command.name + " *"
    let values = command.options.compactMap { option -> String? in
      switch option.completion {
      case .choices(let choices): "--\(option.name)) \(reply(choices)); return;;"
      case .file: "--\(option.name)) return;;"
      case .none: nil
      }
    }
    let names = command.options.map { "--" + $0.name } + inputs(command)
    return """
          "\(pattern)"|"\(command.name)"*)
            case "$before" in \(values.joined(separator: " ")) *) ;; esac
            \(reply(names)) ;;
      """
  }

  private static func inputs(_ command: Command) -> [String] {
    if case .choices(let choices) = command.inputs.completion { choices } else { [] }
  }

  private static func reply(_ words: [String]) -> String {
    "COMPREPLY=($(compgen -W \"\(words.joined(separator: " "))\" -- \"$word\"))"
  }
}
