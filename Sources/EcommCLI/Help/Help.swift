import EcommBase

/// Help pages, made from the declarations: examples first, 80 columns.
enum Help {
  static let width = 80

  static func page(_ command: Command) -> String {
    var lines = ["ecomml \(command.name): \(command.summary)", ""]
    lines += command.examples.flatMap(example) + [""]
    lines += wrapped("usage: " + usage(command), indent: 0, following: 7)
    lines += ["", "options:"] + command.options.flatMap(option)
    for note in command.notes { lines += [""] + wrapped(note, indent: 0, following: 0) }
    return lines.joined(separator: "\n")
  }

  static func group(_ word: String, _ commands: [Command]) -> String {
    var lines = ["ecomml \(word): \(Commands.about[word] ?? "")", ""]
    lines += commands.compactMap(\.examples.first).flatMap(example) + [""]
    lines += commands.flatMap {
      row($0.words.dropFirst().joined(separator: " "), $0.summary, at: 12)
    }
    lines += [
      "", "'ecomml \(word) \(commands[0].words.last ?? "") --help' shows the options of one.",
    ]
    return lines.joined(separator: "\n")
  }

  static func welcome() -> String {
    var lines = ["ecomml: machine learning for an online shop, in one program", ""]
    lines += Commands.tour.flatMap(example) + [""]
    lines += row("Tasks", Commands.tasks.joined(separator: "  "), at: 11, gap: 0)
    lines += row("Beside", Commands.beside.joined(separator: "  "), at: 11, gap: 0)
    lines += ["'ecomml TASK --help' shows what each does; every command takes --help."]
    return lines.joined(separator: "\n")
  }

  private static func usage(_ command: Command) -> String {
    let inputs = command.inputs.placeholder.isEmpty ? "" : " " + command.inputs.placeholder
    return "ecomml \(command.name)\(inputs) [options]"
  }

  /// Long examples go on in a second line with a backslash, so that they can be copied.
  private static func example(_ text: String) -> [String] {
    wrapped("ecomml " + text, indent: 2, following: 6, ending: " \\")
  }

  private static func option(_ option: OptionDeclaration) -> [String] {
    let head = "--" + option.name + (option.placeholder.map { " " + $0 } ?? "")
    let tail = option.defaultText.map { " [\($0)]" } ?? ""
    return row(head, option.help + choices(option) + tail, at: 26)
  }

  private static func choices(_ option: OptionDeclaration) -> String {
    guard case .choices(let choices) = option.completion else { return "" }
    return ": " + choices.joined(separator: ", ")
  }

  /// A name, and its text beginning at a column; a long name has a line of its own.
  private static func row(_ name: String, _ text: String, at column: Int, gap: Int = 2) -> [String]
  {
    let head = String(repeating: " ", count: gap) + name
    let body = wrapped(text, indent: column, following: column)
    guard head.count < column else { return [head] + body }
    let first = head + body[0].dropFirst(head.count)
    return [first] + body.dropFirst()
  }

  static func wrapped(
    _ text: String, indent: Int, following: Int, ending: String = ""
  ) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !isEmpty, line.count + 1 + word.count + ending.count > width {
        lines.append(line + ending)
        line = String(repeating: " ", count: following)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}
