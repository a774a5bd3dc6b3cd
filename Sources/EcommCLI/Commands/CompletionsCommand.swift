import EcommBase

enum CompletionsCommand {
  static let command = Command(
    "completions", "a script that completes commands and options in your shell",
    examples: [
      "completions bash > /etc/bash_completion.d/ecomml",
      "completions zsh > ~/.zfunc/_ecomml",
      "completions fish > ~/.config/fish/completions/ecomml.fish",
    ],
    inputs: Command.Inputs("SHELL", 1...1, .choices(Shell.allCases.map(\.rawValue)))
  ) { invocation in
    let name = invocation.inputs[0]
    guard let shell = Shell(rawValue: name) else {
      let all = Shell.allCases.map(\.rawValue)
      throw UsageError.unknownName(
        name, kind: "shell", nearest: Nearest.match(name, in: all), all: all)
    }
    try invocation.console.print(shell.script(Commands.all))
    return .done
  }
}
