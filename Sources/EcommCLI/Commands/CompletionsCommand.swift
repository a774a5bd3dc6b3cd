import EcommBase

enum CompletionsCommand {
  private static let manual = "man"
  private static let names = Shell.allCases.map(\.rawValue) + [manual]

  static let command = Command(
    "completions", "what completes commands in your shell, or the man page",
    examples: [
      "completions bash > /etc/bash_completion.d/ecomml",
      "completions zsh > ~/.zfunc/_ecomml",
      "completions fish > ~/.config/fish/completions/ecomml.fish",
      "completions man > /usr/share/man/man1/ecomml.1",
    ],
    inputs: Command.Inputs("SHELL", 1...1, .choices(names))
  ) { invocation in
    let name = invocation.inputs[0]
    if name == manual {
      try invocation.console.print(ManPage.text(Commands.all))
      return .done
    }
    guard let shell = Shell(rawValue: name) else {
      throw UsageError.unknown(name, kind: "shell", all: names)
    }
    try invocation.console.print(shell.script(Commands.all))
    return .done
  }
}
