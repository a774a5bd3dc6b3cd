enum ZshCompletion {
  static func script(_ commands: [Command]) -> String {
    """
    #compdef ecomml
    _ecomml() {
      if (( CURRENT == 2 )); then
        compadd \(commands.firstWords.joined(separator: " "))
        return
      fi
    \(groups(commands).joined(separator: "\n"))
      case "$words[2] $words[3]" in
    \(commands.map(arm).joined(separator: "\n"))
      esac
    }
    _ecomml "$@"
    """
  }

  private static func groups(_ commands: [Command]) -> [String] {
    commands.firstWords.compactMap { first in
      let second = commands.secondWords(first)
      guard !second.isEmpty else { return nil }
      return """
          if (( CURRENT == 3 )) && [[ $words[2] == \(first) ]]; then
            compadd \(second.joined(separator: " "))
            return
          fi
        """
    }
  }

  private static func arm(_ command: Command) -> String {
    let specs = command.options.map(spec) + [inputs(command)]
    return "    '\(command.name)'*) _arguments \(specs.joined(separator: " ")) ;;"
  }

  private static func spec(_ option: OptionDeclaration) -> String {
    let head = "--\(option.name)\(option.placeholder == nil ? "" : "=")[\(bare(option.help))]"
    guard let placeholder = option.placeholder else { return "'\(head)'" }
    let values =
      switch option.completion {
      case .choices(let choices): "(\(choices.joined(separator: " ")))"
      case .file: "_files"
      case .none: ""
      }
    return "'\(head):\(placeholder):\(values)'"
  }

  private static func inputs(_ command: Command) -> String {
    if case .choices(let choices) = command.inputs.completion {
      return "'*:input:(\(choices.joined(separator: " ")))'"
    }
    return "'*:input:_files'"
  }

  /// Without what has a meaning inside a specification.
  private static func bare(_ text: String) -> String {
    text.filter { !"[]':\\".contains($0) }
  }
}
